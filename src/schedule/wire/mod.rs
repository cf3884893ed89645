//! The documents of API v1 as others read them. The fields' comments become the descriptions of the published schemas.
//!
//! Keys are snake_case and always present, `null` where unknown; dates are RFC 3339; URLs are absolute; no document
//! holds a state or a count of days. v1 only ever grows: a field, once released, keeps its name and meaning. Changing
//! anything here is a release decision.

mod change;
mod component;
mod event;
mod ids;
mod index;
mod promise;
mod record;
mod schedule;
mod upgrade;
mod value;

pub use change::{Change, ChangeDocument, ChangesPage, Correction};
pub use component::{Component, ComponentDocument, Components, Release, ReleaseDocument, Releases};
pub use event::{Event, Events};
pub use ids::{Ids, IdsByKind};
pub use index::{Documents, Feeds, Index, Templates};
pub use promise::{
    Brownout, Cancelled, Deprecation, Detect, FirstPublished, Owner, Removed, Replacement, Revision, Surface,
};
pub use record::{Record, RecordCounts, RecordOfComponent, RecordOfPromise, RecordOfYear};
pub use schedule::{DeprecationDocument, Schedule};
pub use upgrade::{Upgrade, UpgradeDocument, UpgradeItem, UpgradePromise, UpgradeRange, UpgradeRelease, UpgradeRun};
pub use value::{Day, Floor, Instant, Moment, Uri, Value};
