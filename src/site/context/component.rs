//! Components and their releases.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Card, ComponentRef, FeedSet, Head, Html, Kind, KindGroup, Link, Owner, Pager, PromiseRow};
use crate::site::timeline::Timeline;

/// `/components/`. Template: `components.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ComponentsPage {
    /// The head.
    pub page: Head,
    /// Every component, in the order of `book.toml`.
    pub components: Vec<ComponentCard>,
}

/// A component in the list of components.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ComponentCard {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its page.
    pub path: String,
    /// What it is, plain text; may be empty.
    pub description: String,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Its newest release; the text is the version.
    pub latest: Option<Link>,
    /// The day of that release, or of its newest entry.
    pub latest_date: Option<String>,
    /// How many promises are open.
    pub open: usize,
    /// The open promise with the nearest date.
    pub next: Option<PromiseRow>,
}

/// `/components/<id>/` and `/components/<id>/page/N/`, which hold older releases only. Template: `component.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ComponentPage {
    /// The head.
    pub page: Head,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, plain text; may be empty.
    pub description: String,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Where its source is.
    pub repository: Option<String>,
    /// Open promises, the most pressing first; only the first few.
    pub open: Vec<PromiseRow>,
    /// How many open promises are not in `open`.
    pub more_open: usize,
    /// The open promises as a picture.
    pub timeline: Option<Timeline>,
    /// Entries since the last release, or of a component without releases; the newest only.
    pub unreleased: Vec<KindGroup>,
    /// The releases of this page, the newest first.
    pub releases: Vec<ReleaseRow>,
    /// Where this page stands among those of the releases; `total` counts these.
    pub pager: Pager,
    /// Entries that never were a part of a release, newest first: without a version, and older than the last release. The
    /// newest only.
    pub beside: Vec<Card>,
    /// Entries of other components that concern it too, newest first; the newest only.
    pub also: Vec<Card>,
    /// How many entries are in none of these lists, since they are too long.
    pub more: usize,
    /// How to follow it.
    pub feeds: FeedSet,
    /// What moving to its newest release means, to choose from where; none if it has no release to compare with another.
    pub upgrade: Option<String>,
}

/// A release in a component's list.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ReleaseRow {
    /// The version.
    pub version: String,
    /// Its page.
    pub path: String,
    /// Its day, or when it is expected.
    pub date: Option<String>,
    /// Not released yet.
    pub planned: bool,
    /// Why it was withdrawn.
    pub yanked: Option<String>,
    /// Whether it holds a breaking entry.
    pub breaking: bool,
    /// How many entries of each kind it holds; kinds without any are absent.
    pub counts: Vec<(Kind, usize)>,
}

/// `/components/<id>/<version>/`. Template: `release.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct ReleasePage {
    /// The head.
    pub page: Head,
    /// Its component.
    pub component: ComponentRef,
    /// The version.
    pub version: String,
    /// Its day, or when it is expected.
    pub date: Option<String>,
    /// Not released yet.
    pub planned: bool,
    /// Why it was withdrawn.
    pub yanked: Option<String>,
    /// Notes in a line of Markdown, rendered.
    pub notes: Option<Html>,
    /// Notes elsewhere.
    pub notes_url: Option<String>,
    /// Its entries by kind.
    pub groups: Vec<KindGroup>,
    /// Promises whose removal is this version.
    pub promised: Vec<PromiseRow>,
    /// The release before; the text is the version.
    pub previous: Option<Link>,
    /// The release after; the text is the version.
    pub next: Option<Link>,
    /// What moving from this release to the newest means; none for the newest, and for what is above it.
    pub upgrade: Option<String>,
}
