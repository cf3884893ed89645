//! One promise: what will stop working, when, and what to use instead.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Floor, Instant, Moment, Uri, Value};
use crate::base::Version;

/// A deprecation: a dated promise that something will stop working. What it means today (its state, the days that are
/// left) is for the reader to compute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deprecation {
    /// The id of the entry that announced it, of the characters a-z, 0-9 and `-`. Permanent.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,128}$"))]
    pub id: String,
    /// The page for people; its permalink.
    pub url: Uri,
    /// This promise alone, as JSON.
    pub api_url: Uri,
    /// One line of plain text.
    pub title: String,
    /// The id of the component that it belongs to.
    pub component: String,
    /// The component's name.
    pub component_name: String,
    /// The ids of further components that it concerns.
    pub also: Vec<String>,
    /// The team that answers for it.
    pub owner: Option<Owner>,
    /// Whom it concerns, as ids.
    pub audiences: Vec<String>,
    /// Tags, as ids.
    pub tags: Vec<String>,
    /// The kind of its entry: deprecated, changed or security.
    pub kind: String,
    /// Whether the announcing change itself breaks something.
    pub breaking: bool,
    /// When it was announced: a date, or a date-time in UTC.
    pub announced: Moment,
    /// What the reader must do, in one sentence.
    pub action: Option<String>,
    /// How to move: a page of this site or elsewhere.
    pub migration: Option<Uri>,
    /// What moving away costs one typical consumer: minutes, hours, days or weeks.
    pub effort: Option<String>,
    /// What a caller meets afterwards.
    pub effect: Option<String>,
    /// Why it goes.
    pub reason: Option<String>,
    /// The text that consumers see in logs.
    pub warning: Option<String>,
    /// From when it is deprecated: a date, or a date-time in UTC (RFC 9745).
    pub deprecated: Moment,
    /// From when it takes no new users.
    pub closed_to_new: Option<Moment>,
    /// From when it is not supported.
    pub end_of_support: Option<Moment>,
    /// From when it may be gone (RFC 8594). A date means 00:00:00Z of that day: the last safe day is the one before.
    pub sunset: Option<Moment>,
    /// The version of the component without it (SemVer 2.0.0). With a sunset too it is gone only once both have come.
    pub removal: Option<Version>,
    /// A floor while no sunset is known: a date, a date-time or a version. It may only move later.
    pub not_before: Option<Floor>,
    /// Whether its dates are a plan, not yet a promise.
    pub estimated: bool,
    /// The day on which readers were first told of each value, or of an earlier one; notice runs from it.
    pub first_published: FirstPublished,
    /// The advisory that lifts the minimum notice of the first announcement.
    pub emergency: Option<String>,
    /// What consumers touch, in the order of the entry.
    pub surfaces: Vec<Surface>,
    /// How the promise moved, in the order of the entry. Append only.
    pub revisions: Vec<Revision>,
    /// Planned, short, announced failures before the sunset.
    pub brownouts: Vec<Brownout>,
    /// How a consumer finds its own uses.
    pub detect: Vec<Detect>,
    /// The fulfilment; null while there is none.
    pub removed: Option<Removed>,
    /// Set while the promise is called off; its dates are history then.
    pub cancelled: Option<Cancelled>,
    /// Ids that it had before, oldest first. Their documents and pages remain.
    pub former_ids: Vec<String>,
    /// CVE or GHSA ids, or links.
    pub advisories: Vec<String>,
    /// Further links by name.
    pub links: BTreeMap<String, Uri>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// Of the characters a-z, 0-9 and `-`.
    #[schemars(regex(pattern = "^[a-z0-9-]{1,128}$"))]
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// https or mailto.
    pub contact: Option<Uri>,
}

/// Per field the day on which its value, or an earlier one, was first published. Null where the field is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FirstPublished {
    /// Of the date from when it is deprecated.
    pub deprecated: Option<Day>,
    /// Of the date from when it takes no new users.
    pub closed_to_new: Option<Day>,
    /// Of the date from when it is not supported.
    pub end_of_support: Option<Day>,
    /// Of the date from when it may be gone.
    pub sunset: Option<Day>,
    /// Of the version without it.
    pub removal: Option<Day>,
    /// Of the floor.
    pub not_before: Option<Day>,
}

/// One thing that a consumer touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Surface {
    /// http, graphql, grpc, cli, config, env, package, image, module, resource, library, header, event, feature,
    /// component, other, or a kind that the platform declares.
    pub kind: String,
    /// Its name in the form of its kind: `GET /v1/deployments/{id}`.
    pub name: String,
    /// Only these versions, as a range: `<2.0.0`. Null: all of them.
    pub versions: Option<String>,
    /// What takes its place; null where nothing does, or the entry does not say.
    pub replacement: Option<Replacement>,
    /// Why nothing takes its place.
    pub no_replacement: Option<String>,
}

/// What takes a surface's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replacement {
    /// Its name in the form of its kind.
    pub name: String,
    /// The id of the component whose versions `available_since` speaks of.
    pub component: String,
    /// A date, a date-time or a version.
    pub available_since: Option<Floor>,
    /// More about it.
    pub url: Option<Uri>,
    /// The id of the entry that announced it.
    pub entry: Option<String>,
}

/// A recorded change of the promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// The day on which readers were told.
    pub date: Day,
    /// What moved: deprecated, closed-to-new, end-of-support, sunset, removal, not-before, estimated or
    /// `brownout:<id>`. Null where the promise as a whole was cancelled or reinstated.
    pub field: Option<String>,
    /// The value before; null for a first one.
    pub from: Option<Value>,
    /// The value after.
    pub to: Option<Value>,
    /// extended, pulled-in, dated, cancelled, reinstated or corrected.
    pub change: String,
    /// Why it moved.
    pub reason: String,
    /// The advisory that lifts the minimum notice for this move.
    pub emergency: Option<String>,
}

/// A planned, short, announced failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Brownout {
    /// Unique in the promise. Permanent.
    pub id: String,
    /// The day on which readers are told.
    pub announced: Day,
    /// When it begins: a date-time in UTC.
    pub start: Instant,
    /// When it is over: a date-time in UTC.
    pub end: Instant,
    /// What a caller meets meanwhile.
    pub effect: Option<String>,
    /// Set if it was called off.
    pub cancelled: Option<Cancelled>,
    /// The day on which this start, or an earlier one, was first published.
    pub first_published: Option<Day>,
}

/// When and why something was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cancelled {
    /// The day on which readers were told.
    pub date: Day,
    /// Why.
    pub reason: String,
}

/// The fulfilment of the promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// A date, or a date-time in UTC.
    pub date: Moment,
    /// The version that no longer has it; null where its entry names none.
    pub version: Option<Version>,
    /// The id of the entry that says so.
    pub entry: String,
}

/// How a consumer finds its own uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Detect {
    /// The name of the surface that is found; null: all of the promise.
    pub surface: Option<String>,
    /// Glob patterns of the files to search.
    pub files: Vec<String>,
    /// Glob patterns of files to leave out.
    pub exclude: Vec<String>,
    /// A regular expression in the syntax of Rust's `regex`, over the whole file, multi-line mode on.
    pub pattern: String,
    /// Samples that it finds.
    pub should_match: Vec<String>,
    /// Samples that it does not find.
    pub should_not_match: Vec<String>,
    /// What to tell the consumer.
    pub message: Option<String>,
}
