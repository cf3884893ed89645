//! `ids.json`: what was ever published, so that nothing vanishes unseen.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Uri;

/// Every id and former id that was ever published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ids {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The permanent id of the platform.
    pub id: Uri,
    /// By what they name.
    pub ids: IdsByKind,
}

/// Ids by what they name; each list is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IdsByKind {
    /// Entries, under their ids and former ids.
    pub entries: BTreeSet<String>,
    /// Those entries that carry a promise, under their ids and former ids.
    pub deprecations: BTreeSet<String>,
    /// Components.
    pub components: BTreeSet<String>,
    /// Releases, as `<component>/<version>`.
    pub releases: BTreeSet<String>,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Teams.
    pub owners: BTreeSet<String>,
    /// Audiences.
    pub audiences: BTreeSet<String>,
    /// Items of feeds, as absolute ids: entries and events, past and to come.
    pub feed_items: BTreeSet<String>,
}
