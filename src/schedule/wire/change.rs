//! `changes/<id>.json` and `changes/page/<n>.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Moment, Owner, Uri};
use crate::base::Version;

/// One dated announcement of one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Of the characters a-z, 0-9 and `-`. Permanent.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,128}$"))]
    pub id: String,
    /// The page for people.
    pub url: Uri,
    /// This change with its text, as JSON.
    pub api_url: Uri,
    /// The permanent id of its item in the feeds.
    pub feed_id: Uri,
    /// One line of plain text.
    pub title: String,
    /// added, changed, deprecated, removed, fixed or security.
    pub kind: String,
    /// The id of the component that changed.
    pub component: String,
    /// The component's name.
    pub component_name: String,
    /// The ids of further components that it concerns.
    pub also: Vec<String>,
    /// The release that carries it (SemVer 2.0.0); null: unreleased, or a component without releases.
    pub version: Option<Version>,
    /// When it was announced: a date, or a date-time in UTC.
    pub date: Moment,
    /// The last correction that was worth telling.
    pub updated: Option<Correction>,
    /// Whether consumers break without doing something.
    pub breaking: bool,
    /// What it says in short; plain text, possibly empty.
    pub summary: String,
    /// What the reader must do, in one sentence.
    pub action: Option<String>,
    /// How to move: a page of this site or elsewhere.
    pub migration: Option<Uri>,
    /// What moving costs one typical consumer: minutes, hours, days or weeks.
    pub effort: Option<String>,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Whom it concerns, as ids.
    pub audiences: Vec<String>,
    /// Tags, as ids.
    pub tags: Vec<String>,
    /// Further links by name.
    pub links: BTreeMap<String, Uri>,
    /// The ids of related entries.
    pub related: Vec<String>,
    /// The ids of the promises that it fulfils.
    pub completes: Vec<String>,
    /// The promise that it makes, as JSON; null if it makes none.
    pub deprecation: Option<Uri>,
    /// CVE or GHSA ids, or links.
    pub advisories: Vec<String>,
    /// Of a security fix: the versions that are affected, as a range (`>=3.0.0, <3.4.1`).
    pub affected: Option<String>,
    /// Ids that it had before, oldest first. Their documents and pages remain.
    pub former_ids: Vec<String>,
    /// What the platform team adds for its own programs; nothing is promised about it here.
    pub extra: Map<String, Json>,
}

/// A correction of a published entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// A date, or a date-time in UTC.
    pub date: Moment,
    /// What was corrected.
    pub note: String,
}

/// One change with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeDocument {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    #[serde(flatten)]
    pub change: Change,
    /// The text as HTML, links absolute; possibly empty.
    pub content_html: String,
}

/// A page of changes without their texts, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangesPage {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The number of this page; 1 holds the newest.
    pub page: usize,
    /// How many pages there are; at least 1.
    pub pages: usize,
    /// How many changes there are on all pages.
    pub total: usize,
    /// The page with the next newer changes.
    pub prev: Option<Uri>,
    /// The page with the next older changes.
    pub next: Option<Uri>,
    /// Newest first; at most 100.
    pub changes: Vec<Change>,
}
