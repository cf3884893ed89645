//! Entries and promises where they stand in lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ComponentRef, Html, Link};

/// The kind of a change (Keep a Changelog 1.1.0).
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Added,
    Changed,
    Deprecated,
    Removed,
    Fixed,
    Security,
}

/// The state of a promise on the day of the build.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Announced,
    Deprecated,
    ClosedToNew,
    Unsupported,
    Due,
    Removed,
    Cancelled,
}

/// How pressing a promise is on the day of the build; the default theme colours by it, beside words.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// The sunset has come.
    Overdue,
    /// At most 30 days are left.
    Soon,
    /// At most 90 days are left.
    Near,
    /// More days are left.
    Later,
    /// There is no firm date yet.
    Undated,
    /// Removed or cancelled: nothing is left to do.
    Done,
}

/// The state of a promise in a few words, where its entry is listed.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its state today.
    pub state: State,
    /// How pressing it is.
    pub urgency: Urgency,
    /// The day from which it may be gone.
    pub sunset: Option<String>,
    /// The version in which it is gone.
    pub removal: Option<String>,
    /// Whole days from today to the sunset; negative when overdue.
    pub days_left: Option<i64>,
    /// The same in words: `in 9 days`, `due since 12 days`, `removed`, `no date yet`.
    pub phrase: String,
    /// A plan, not a promise.
    pub estimated: bool,
}

/// An entry in a list.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its page: `changes/<id>/`.
    pub path: String,
    /// The title as plain text, for attributes.
    pub title: String,
    /// The title, with its inline code marked up.
    pub title_html: Html,
    /// What kind of change it is.
    pub kind: Kind,
    /// The component it belongs to.
    pub component: ComponentRef,
    /// Ids of all components that it concerns, its own first, for filters.
    pub components: Vec<String>,
    /// The team that answers for it, for filters; the text is its name.
    pub owner: Option<Link>,
    /// Ids of audiences, for filters.
    pub audiences: Vec<String>,
    /// The release that carries it; the text is the version. `href` is the release's page.
    pub version: Option<Link>,
    /// The day it was announced.
    pub date: String,
    /// What it says in one plain sentence; may be empty.
    pub summary: String,
    /// Whether it breaks those who do nothing.
    pub breaking: bool,
    /// The promise inside of it.
    pub promise: Option<Badge>,
    /// Its tags.
    pub tags: Vec<Link>,
}

/// A promise in a list of promises: what must I do, by when?
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// The id of its entry.
    pub id: String,
    /// Its page: `changes/<id>/`.
    pub path: String,
    /// The title as plain text, for attributes.
    pub title: String,
    /// The title, with its inline code marked up.
    pub title_html: Html,
    /// What kind of change its entry is.
    pub kind: Kind,
    /// Whether it breaks those who do nothing.
    pub breaking: bool,
    /// Its component.
    pub component: ComponentRef,
    /// Ids of all components that it concerns, its own first, for filters.
    pub components: Vec<String>,
    /// The team that answers for it; the text is its name.
    pub owner: Option<Link>,
    /// Ids of audiences, for filters.
    pub audiences: Vec<String>,
    /// Ids of tags, for filters.
    pub tags: Vec<String>,
    /// Its state today.
    pub state: State,
    /// How pressing it is.
    pub urgency: Urgency,
    /// The day it was announced.
    pub announced: String,
    /// The day from which it may be gone.
    pub sunset: Option<String>,
    /// The day before the sunset.
    pub last_safe_day: Option<String>,
    /// The version in which it is gone.
    pub removal: Option<String>,
    /// When the release of that version is expected, while it is not out; never a promise, and it may have passed.
    pub expected: Option<String>,
    /// Whole days from today to the sunset; negative when overdue.
    pub days_left: Option<i64>,
    /// The same in words: `in 9 days`, `due since 12 days`, `with 2.0.0, expected 9 Mar 2027`, `removed`, `no date yet`.
    pub phrase: String,
    /// A plan, not a promise.
    pub estimated: bool,
    /// How many times a date of it was moved.
    pub moves: usize,
    /// What the reader must do, plain text; may be empty.
    pub action: String,
    /// Where the way out is described.
    pub migration: Option<Link>,
    /// What is going away.
    pub surfaces: Vec<RowSurface>,
    /// What takes its place, unless `action` names it already.
    pub instead: Vec<String>,
}

/// A surface in a list of promises.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RowSurface {
    /// Its kind: `http`, `cli`, …
    pub kind: String,
    /// Its name: `GET /v1/deployments`.
    pub name: String,
    /// The name of what replaces it.
    pub replacement: Option<String>,
}

/// The entries of one kind.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct KindGroup {
    /// The kind.
    pub kind: Kind,
    /// Its entries, newest first.
    pub entries: Vec<Card>,
}

/// The entries of one month.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct MonthGroup {
    /// The first day of the month; templates write `{{ month|month }}`.
    pub month: String,
    /// Its entries, newest first.
    pub entries: Vec<Card>,
}

/// Where one stands in a list of many pages.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// This page's number, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// How many entries there are on all pages.
    pub total: usize,
    /// The path of the page with newer entries.
    pub newer: Option<String>,
    /// The path of the page with older entries.
    pub older: Option<String>,
    /// The path of the first page, with the newest entries.
    pub newest: String,
    /// The path of the last page, with the oldest entries.
    pub oldest: String,
}
