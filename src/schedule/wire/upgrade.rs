//! `upgrade/<component>.json`: what matters to whoever moves a component from one version to another; and the answer for
//! one pair of versions, which `forewarn diff` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cancelled, Day, Floor, Moment, Removed, Surface, Uri};
use crate::base::Version;

/// What matters to whoever moves a component from one version to another: cut it to any pair of versions.
///
/// The rule, for a move from `from` to `to`, both of `releases`, where versions are compared by the precedence of SemVer 2.0.0:
/// 1. An item with a `version` lies before the move if that is at most `from`, in it if it is above `from` and at most
///    `to`, else after it. An item without one goes by its day: it lies before the move if its `date` is before that of
///    `from`, or if `from` is planned; after it if its `date` is not before that of `to`, unless `to` is planned or has
///    no date; else in it.
/// 2. The end of a promise lies where its `removed` does, by its `version` and `date` as in 1. Without that, it lies in the
///    move if its `removal` does, unless it is `estimated`, else after the move: a removal that nobody has told of is
///    overdue, not past.
/// 3. A surface with `versions` is met at the versions that the range holds, and at a pre-release too if the range holds
///    its release. A range that holds none of `releases` speaks of other versions: such a surface, like one without
///    `versions`, is met everywhere, and so is a promise without surfaces.
/// 4. A promise ends if its end lies in the move, one of its surfaces is met at `from`, and the item that `removed.entry`
///    names is not in this document (it tells the same). If its end lies after the move, it stands if one of its surfaces
///    is met at `to`, and is left behind if one is met at `from` only. In all other cases, and if `cancelled`, it is
///    silent.
/// 5. A security item still affects `to` if `affected` holds `to`, as in 3, and its `version` is above `to` or null.
/// 6. Any other item in the move goes to the first list that fits: removed, if its kind is that or its promise ends;
///    breaking; security, by its kind; deprecated, if its promise stands; left behind, if its promise is; action, if it has
///    one and no promise.
/// 7. Any other item before the move: removed, if its promise ends; standing, if it stands; left behind, if it is. What
///    lies after the move does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeDocument {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The id of the component.
    pub component: String,
    /// The component's name.
    pub component_name: String,
    /// The page of the component, for people.
    pub url: Uri,
    /// The lowest version first.
    pub releases: Vec<UpgradeRelease>,
    /// By version, the lowest first; then those without a version, by date.
    pub items: Vec<UpgradeItem>,
}

/// A version that one can move from or to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeRelease {
    /// SemVer 2.0.0.
    pub version: Version,
    /// The day of the release; of a planned one, when it is expected.
    pub date: Option<Day>,
    /// Whether it is a plan.
    pub planned: bool,
    /// Why nobody should use it; null if it was not withdrawn.
    pub yanked: Option<String>,
}

/// A change that matters to whoever moves: it breaks, removes, deprecates, closes a hole or asks for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeItem {
    /// The id of the entry.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,128}$"))]
    pub id: String,
    /// The page for people.
    pub url: Uri,
    /// One line of plain text.
    pub title: String,
    /// added, changed, deprecated, removed, fixed or security.
    pub kind: String,
    /// The id of the component that changed: this one, or another whose change concerns it.
    pub component: String,
    /// The release of this component that carries it; null: none does, or another component changed.
    pub version: Option<Version>,
    /// When it was announced: a date, or a date-time in UTC.
    pub date: Moment,
    /// Whether consumers break without doing something.
    pub breaking: bool,
    /// What the reader must do, in one sentence; of a removal without one, what its promises asked for.
    pub action: Option<String>,
    /// How to move: a page of this site or elsewhere.
    pub migration: Option<Uri>,
    /// What moving costs one typical consumer: minutes, hours, days or weeks.
    pub effort: Option<String>,
    /// What consumers touch, of the promise that it makes, or of those that it completes.
    pub surfaces: Vec<Surface>,
    /// CVE or GHSA ids, or links.
    pub advisories: Vec<String>,
    /// Of a security fix: the versions of this component that are affected, as a range (`>=3.0.0, <3.4.1`).
    pub affected: Option<String>,
    /// The ids of the promises that it fulfils.
    pub completes: Vec<String>,
    /// The promise that it makes; null if it makes none.
    pub promise: Option<UpgradePromise>,
}

/// A promise as far as it matters to whoever moves. Versions are those of this component, null for another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradePromise {
    /// From when it is deprecated: a date, or a date-time in UTC.
    pub deprecated: Moment,
    /// From when it takes no new users.
    pub closed_to_new: Option<Moment>,
    /// From when it is not supported.
    pub end_of_support: Option<Moment>,
    /// From when it may be gone. A date means 00:00:00Z of that day: the last safe day is the one before.
    pub sunset: Option<Moment>,
    /// The version without it. With a sunset too it is gone only once both have come.
    pub removal: Option<Version>,
    /// A floor while no sunset is known: a date, a date-time or a version.
    pub not_before: Option<Floor>,
    /// Whether its dates are a plan, not yet a promise.
    pub estimated: bool,
    /// What a caller meets afterwards.
    pub effect: Option<String>,
    /// The fulfilment; null while there is none.
    pub removed: Option<Removed>,
    /// Set while the promise is called off.
    pub cancelled: Option<Cancelled>,
}

/// What a move from one version to another means. An item stands in one list only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Upgrade {
    /// The id of the component.
    pub component: String,
    /// The component's name.
    pub component_name: String,
    /// The version in use.
    pub from: UpgradeRelease,
    /// The version to move to.
    pub to: UpgradeRelease,
    /// The releases above `from`, up to `to`, the lowest first.
    pub releases: Vec<UpgradeRelease>,
    /// What `to` no longer has, or need not have.
    pub removed: Vec<UpgradeItem>,
    /// What works differently.
    pub breaking: Vec<UpgradeItem>,
    /// Holes that the move closes.
    pub security: Vec<UpgradeItem>,
    /// Holes that `to` still has.
    pub still_affected: Vec<UpgradeItem>,
    /// What else asks for something.
    pub action: Vec<UpgradeItem>,
    /// What was deprecated in between, and is there at `to`.
    pub deprecated: Vec<UpgradeItem>,
    /// What was deprecated before, and is still there at `to`.
    pub standing: Vec<UpgradeItem>,
    /// What was deprecated, and does not concern whoever uses `to`.
    pub left_behind: Vec<UpgradeItem>,
}
