//! `events.json`: everything dated that follows from the promises.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Moment, Uri, Value};
use crate::base::Version;

/// All events of all promises, past and to come, by date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Events {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The permanent id of the platform.
    pub id: Uri,
    /// By date; those of one moment by id.
    pub events: Vec<Event>,
}

/// A dated thing that follows from a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The permanent id, as in the feeds. The events `announced` and `removed` are the items of their entries; an entry
    /// that removes several things is one item.
    pub id: Uri,
    /// The id of the promise.
    pub deprecation: String,
    /// The id of the promise's component.
    pub component: String,
    /// announced, deprecated, closed-to-new, end-of-support, brownout-announced, brownout-held, brownout-cancelled,
    /// reminder, moved, dated, cancelled, reinstated, sunset, due or removed.
    pub kind: String,
    /// A date, or a date-time in UTC.
    pub date: Moment,
    /// The title of the promise; plain text.
    pub title: String,
    /// The page for people.
    pub url: Uri,
    /// The field that moved.
    pub field: Option<String>,
    /// Its value before.
    pub from: Option<Value>,
    /// Its value after.
    pub to: Option<Value>,
    /// Why it moved, or was cancelled or reinstated.
    pub reason: Option<String>,
    /// Of a reminder: so many days before the sunset.
    pub days: Option<u32>,
    /// Of a reminder: the sunset it reminds of.
    pub sunset: Option<Moment>,
    /// The id of the brownout in its promise.
    pub brownout: Option<String>,
    /// The version that makes a promise due.
    pub version: Option<Version>,
}
