//! A promise and what somebody wants of it → the moves and revisions that do it, or what is in the way and what would be allowed.
//!
//! What the text of the entry becomes is in `revise`; what `check` says of that text, the caller asks.

mod complete;
mod find;
mod judge;
mod revise;

pub use complete::{Removal, removal};
pub use find::{Found, find};
pub use judge::{Deed, Move, Way, cancel, extend, pull_in, reinstate};
pub use revise::{Record, Revised, with_revisions};

use crate::base::When;
use crate::entry::{Deprecation, FieldName, FieldValue, Floor};

/// What a field of a promise says now, if the file gives it.
fn current(promise: &Deprecation, field: &FieldName) -> Option<FieldValue> {
    let when = |at: &Option<crate::base::At<When>>| at.as_ref().map(|at| FieldValue::When(at.value));
    match field {
        FieldName::Deprecated => when(&promise.deprecated),
        FieldName::ClosedToNew => when(&promise.closed_to_new),
        FieldName::EndOfSupport => when(&promise.end_of_support),
        FieldName::Sunset => when(&promise.sunset),
        FieldName::Removal => promise.removal.as_ref().map(|at| FieldValue::Version(at.value.clone())),
        FieldName::NotBefore => promise.not_before.as_ref().map(|at| match &at.value {
            Floor::When(when) => FieldValue::When(*when),
            Floor::Version(version) => FieldValue::Version(version.clone()),
        }),
        FieldName::Estimated => None,
        FieldName::Brownout(id) => {
            let brownout = promise.brownouts.iter().find(|brownout| brownout.id.value == *id)?;
            Some(FieldValue::When(When::Instant(brownout.start.value)))
        }
    }
}
