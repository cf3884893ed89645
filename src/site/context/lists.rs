//! The home page, lists, and the pages around them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Card, FeedSet, Head, Html, Link, MonthGroup, Pager, PromiseRow};
use crate::site::timeline::Timeline;

/// `/`. Template: `home.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct HomePage {
    /// The head.
    pub page: Head,
    /// What needs action, the most pressing first: overdue, then by date. Only the first few.
    pub action: Vec<PromiseRow>,
    /// How many open promises are not in `action`.
    pub more: usize,
    /// How many promises there are.
    pub counts: Counts,
    /// The open promises as a picture, by component.
    pub timeline: Option<Timeline>,
    /// The same by owner, where there are several.
    pub timeline_by_owner: Option<Timeline>,
    /// The newest entries.
    pub latest: Vec<Card>,
    /// How to follow the site: everything, and the promises only.
    pub feeds: Vec<FeedSet>,
}

/// How many promises there are.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Their sunset has come, and they are not removed.
    pub due: usize,
    /// A firm date is to come.
    pub upcoming: usize,
    /// Without a firm date.
    pub undated: usize,
    /// Removed or cancelled.
    pub done: usize,
}

/// `/changes/` and `/changes/page/N/`. Template: `changes.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ChangesPage {
    /// The head.
    pub page: Head,
    /// The entries of this page, newest first.
    pub months: Vec<MonthGroup>,
    /// Where this page stands.
    pub pager: Pager,
    /// What a list can be narrowed to; none on pages after the first.
    pub choices: Option<Choices>,
}

/// What a list can be narrowed to.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Choices {
    /// Every component; the value is its id.
    pub components: Vec<Choice>,
    /// Every team; the value is its name.
    pub owners: Vec<Choice>,
    /// Every audience.
    pub audiences: Vec<Choice>,
    /// Every tag that an entry has.
    pub tags: Vec<Choice>,
}

/// A value that a list can be narrowed to.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the address.
    pub value: String,
    /// For people.
    pub name: String,
}

/// `/deprecations/` and `/deprecations/page/N/`. Template: `deprecations.html`. A page holds a stretch of the promises in the
/// order due, upcoming, undated, done; `counts` is of all.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct DeprecationsPage {
    /// The head.
    pub page: Head,
    /// The open promises as a picture, by component; on the first page.
    pub timeline: Option<Timeline>,
    /// The same by owner, where there are several.
    pub timeline_by_owner: Option<Timeline>,
    /// What the list can be narrowed to; none on pages after the first.
    pub choices: Option<Choices>,
    /// Where this page stands.
    pub pager: Pager,
    /// How many promises there are, on all pages.
    pub counts: Counts,
    /// Their sunset has come, and they are not removed; the longest overdue first.
    pub due: Vec<PromiseRow>,
    /// A firm date is to come, or a version; the nearest first.
    pub upcoming: Vec<PromiseRow>,
    /// Without a firm date: plans, and floors.
    pub undated: Vec<PromiseRow>,
    /// Removed or cancelled, the latest first.
    pub done: Vec<PromiseRow>,
    /// How to follow the promises.
    pub feeds: FeedSet,
}

/// What gathers the entries of a list.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    Tag,
    Owner,
    Audience,
}

/// `/tags/<t>/`, `/owners/<id>/`, `/audiences/<a>/`, and `page/N/` below them. Templates: `tag.html`, `owner.html`, `audience.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ListPage {
    /// The head.
    pub page: Head,
    /// What gathers the entries.
    pub kind: ListKind,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// An owner's contact.
    pub contact: Option<String>,
    /// An owner's components.
    pub components: Vec<Link>,
    /// Open promises, the most pressing first; on the first page, and only the first few.
    pub open: Vec<PromiseRow>,
    /// How many open promises are not in `open`.
    pub more_open: usize,
    /// The entries of this page, newest first.
    pub months: Vec<MonthGroup>,
    /// How many entries there are, also those that are not shown here.
    pub total: usize,
    /// Where this page stands.
    pub pager: Pager,
    /// What the list can be narrowed to; none on pages after the first.
    pub choices: Option<Choices>,
    /// How to follow it.
    pub feeds: FeedSet,
}

/// `/feeds/`. Template: `feeds.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct FeedsPage {
    /// The head.
    pub page: Head,
    /// The feeds of the whole site: everything, and the promises only.
    pub site_feeds: Vec<FeedSet>,
    /// The feeds of each component.
    pub components: Vec<FeedSet>,
    /// The feeds of each owner.
    pub owners: Vec<FeedSet>,
    /// The feeds of each audience.
    pub audiences: Vec<FeedSet>,
    /// The feeds of each tag.
    pub tags: Vec<FeedSet>,
    /// The absolute URL of the calendar of the whole site, if it has one.
    pub calendar: Option<String>,
    /// The path of the list of all feeds (OPML).
    pub opml: Option<String>,
    /// The days before a sunset on which feeds remind: `[feeds] reminders`.
    pub reminders: Vec<u32>,
    /// How many items a feed document holds: `[feeds] limit`. Older ones are in archives.
    pub limit: usize,
    /// The keys of `_forewarn` in JSON Feed.
    pub extension: Vec<ExtensionKey>,
}

/// A key of `_forewarn` in JSON Feed.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ExtensionKey {
    /// The key.
    pub name: String,
    /// What its value may be.
    pub holds: String,
    /// What it means.
    pub about: String,
}

/// `/pages/…/`. Template: `page.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct PlainPage {
    /// The head.
    pub page: Head,
    /// The title, with its inline code marked up.
    pub title_html: Html,
    /// The body.
    pub body: Html,
    /// `[extra]`, as it was written.
    pub extra: serde_json::Value,
}

/// `/404.html`. Template: `404.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct NotFoundPage {
    /// The head.
    pub page: Head,
}

/// `/deprecations/<id>/` and the pages of former ids. Template: `redirect.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RedirectPage {
    /// The head; `page.canonical` is the target's absolute URL, `page.noindex` is set.
    pub page: Head,
    /// The target's path.
    pub target: String,
    /// The target's title, plain text.
    pub title: String,
}
