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
    /// The same schedule with another text of one of its promises.
    #[must_use]
    pub fn with(&self, promise: Deprecation) -> Schedule {
        let mut schedule = self.clone();
        if let Ok(at) = schedule.deprecations.binary_search_by(|known| known.id.cmp(&promise.id)) {
            schedule.deprecations[at] = promise;
        }
        schedule
    }

    /// The promise of this id; former ids are not looked at.
    pub fn find(&self, id: &str) -> Option<&Deprecation> {
        let at = self.deprecations.binary_search_by(|promise| promise.id.as_str().cmp(id)).ok()?;
        Some(&self.deprecations[at])
    }
}
