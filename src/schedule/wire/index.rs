//! `index.json`: where everything else is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Uri;

/// The way into the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Index {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The permanent id of the platform: a tag URI (RFC 4151).
    pub id: Uri,
    /// The name of the platform.
    pub title: String,
    /// What it is, in a sentence; possibly empty.
    pub description: String,
    /// A language tag (RFC 5646).
    pub language: String,
    /// The site for people.
    pub url: Uri,
    /// The documents that stand alone.
    pub documents: Documents,
    /// The documents of one thing each.
    pub templates: Templates,
    /// The feeds of the whole site.
    pub feeds: Feeds,
    /// The JSON Schemas (2020-12) of all documents, by name.
    pub schemas: BTreeMap<String, Uri>,
}

/// The documents that stand alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Documents {
    /// Every promise that was ever published.
    pub schedule: Uri,
    /// All events of all promises.
    pub events: Uri,
    /// Every id that was ever published.
    pub ids: Uri,
    /// The newest changes; each page links to the next older one.
    pub changes: Uri,
    /// All components.
    pub components: Uri,
    /// What became of promises.
    pub record: Uri,
    /// This API for those who generate clients (OpenAPI 3.1).
    pub openapi: Uri,
}

/// The documents of one thing each, as URI templates (RFC 6570).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Templates {
    /// With `{id}`: of the promise.
    pub deprecation: String,
    /// With `{id}`: of the entry.
    pub change: String,
    /// With `{page}`: from 1.
    pub changes_page: String,
    /// With `{id}`: of the component.
    pub component: String,
    /// With `{id}`: of the component.
    pub releases: String,
    /// With `{id}` of the component and `{version}`.
    pub release: String,
    /// With `{id}` of the component: what matters to whoever moves from one version to another.
    pub upgrade: String,
}

/// The feeds of the whole site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Feeds {
    /// RSS 2.0.
    pub rss: Uri,
    /// Atom (RFC 4287).
    pub atom: Uri,
    /// JSON Feed 1.1.
    pub json: Uri,
    /// iCalendar (RFC 5545); null where the site has none.
    pub calendar: Option<Uri>,
}
