//! `schedule.json`, which is also the baseline of the next build, and `deprecations/<id>.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Deprecation, Uri};

/// The deprecation schedule: every promise that was ever published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Schedule {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The permanent id of the platform: a tag URI (RFC 4151).
    pub id: Uri,
    /// The day of the build that last changed this document.
    pub updated: Day,
    /// Sorted by id.
    pub deprecations: Vec<Deprecation>,
}

/// One promise, as in the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeprecationDocument {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    #[serde(flatten)]
    pub deprecation: Deprecation,
}

impl Schedule {
    /// The promise of this id; former ids are not looked at.
    pub fn find(&self, id: &str) -> Option<&Deprecation> {
        let at = self.deprecations.binary_search_by(|promise| promise.id.as_str().cmp(id)).ok()?;
        Some(&self.deprecations[at])
    }
}
