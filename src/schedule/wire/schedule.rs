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
    /// The same schedule with some promises as they are now: each by its id, and what it says, if it is still there.
    #[must_use]
    pub fn with(&self, promises: impl IntoIterator<Item = (String, Option<Deprecation>)>) -> Schedule {
        let mut schedule = self.clone();
        for (id, promise) in promises {
            let found = schedule.deprecations.binary_search_by(|known| known.id.as_str().cmp(&id));
            match (found, promise) {
                (Ok(at), Some(promise)) => schedule.deprecations[at] = promise,
                (Ok(at), None) => drop(schedule.deprecations.remove(at)),
                (Err(at), Some(promise)) => schedule.deprecations.insert(at, promise),
                (Err(_), None) => {}
            }
        }
        schedule
    }

    /// The promise of this id; former ids are not looked at.
    pub fn find(&self, id: &str) -> Option<&Deprecation> {
        let at = self.deprecations.binary_search_by(|promise| promise.id.as_str().cmp(id)).ok()?;
        Some(&self.deprecations[at])
    }
}
