//! The page of one entry, which is the permalink of its promise too. Template: `entry.html`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ComponentRef, Head, Html, Kind, Link, Owner, Promise, Surface};

/// `/changes/<id>/`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct EntryPage {
    /// The head. `page.json` is the entry's document in the API.
    pub page: Head,
    /// Its id.
    pub id: String,
    /// The title, with its inline code marked up.
    pub title_html: Html,
    /// What kind of change it is.
    pub kind: Kind,
    /// The component it belongs to.
    pub component: ComponentRef,
    /// Further components that show it.
    pub also: Vec<ComponentRef>,
    /// The release that carries it; the text is the version.
    pub version: Option<Link>,
    /// The day it was announced.
    pub date: String,
    /// What it says in one plain sentence; may be empty.
    pub summary: String,
    /// Whether the summary was written, and is not just the body's first paragraph.
    pub summary_written: bool,
    /// Whether it breaks those who do nothing.
    pub breaking: bool,
    /// What the reader must do, plain text, also for entries without a promise.
    pub action: Option<String>,
    /// The promise inside of it.
    pub promise: Option<Promise>,
    /// The path of its calendar, while it is open and has a date or a brownout to come.
    pub calendar: Option<String>,
    /// The promises that it fulfils.
    pub completes: Vec<Completed>,
    /// A correction worth telling.
    pub updated: Option<Updated>,
    /// The body.
    pub body: Html,
    /// CVE, GHSA or other advisories.
    pub advisories: Vec<Link>,
    /// Which versions have the problem: a SemVer range.
    pub affected: Option<String>,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Its tags.
    pub tags: Vec<Link>,
    /// For whom it is.
    pub audiences: Vec<Link>,
    /// Links that the author named.
    pub links: Vec<Link>,
    /// Entries that belong together with it.
    pub related: Vec<EntryRef>,
    /// The next older entry of the component.
    pub previous: Option<EntryRef>,
    /// The next newer entry of the component.
    pub next: Option<EntryRef>,
    /// `[extra]`, as it was written.
    pub extra: serde_json::Value,
}

/// An entry, where it is only mentioned.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct EntryRef {
    /// Its page.
    pub path: String,
    /// Its title.
    pub title_html: Html,
    /// What kind of change it is.
    pub kind: Kind,
    /// The day it was announced.
    pub date: String,
}

/// A promise that an entry fulfils.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Completed {
    /// The promise's page.
    pub path: String,
    /// Its title.
    pub title_html: Html,
    /// The sunset that was promised.
    pub sunset: Option<String>,
    /// Whether that kept it, as the track record counts.
    pub kept: bool,
    /// The promised sunset, if it had not come by then.
    pub before_sunset: Option<String>,
    /// The promised version, if it was not out by then.
    pub before_version: Option<String>,
    /// What its readers were told to do, plain text; by default to use the replacements.
    pub action: Option<String>,
    /// Where the way out is described.
    pub migration: Option<Link>,
    /// What one typical consumer needs: `minutes`, `hours`, `days`, `weeks`.
    pub effort: Option<String>,
    /// What is gone, and what to use instead.
    pub surfaces: Vec<Surface>,
}

/// A correction worth telling.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Updated {
    /// The day.
    pub date: String,
    /// What was corrected, plain text.
    pub note: String,
}
