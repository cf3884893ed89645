//! `record.json`: what became of promises. It holds what content says, and nothing that changes by the day alone: what is
//! overdue on a day follows from `schedule.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Uri};

/// The track record: how firm promises were kept, moved and called off. Plans, whose dates were never firm, are not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The URL of this document's JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: Uri,
    /// The permanent id of the platform.
    pub id: Uri,
    /// Of all components and years.
    pub total: RecordCounts,
    /// Of each component, in the order of the settings.
    pub components: Vec<RecordOfComponent>,
    /// Of each year in which anything happened, the oldest first.
    pub years: Vec<RecordOfYear>,
    /// Every promise that is counted, the oldest first.
    pub promises: Vec<RecordOfPromise>,
}

/// How many promises, and how many moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordCounts {
    /// Promises that were announced.
    pub promised: usize,
    /// Promises whose surface went on the promised day or later, not before the promised version, with notice.
    pub kept: usize,
    /// Promises whose surface went before that, without a firm date, or without a day of notice.
    pub early: usize,
    /// Promises whose end was moved later, each counted once.
    pub extended: usize,
    /// Moves later, each counted.
    pub extensions: usize,
    /// Promises whose end was moved earlier, each counted once.
    pub pulled_in: usize,
    /// Moves earlier, each counted.
    pub pull_ins: usize,
    /// Promises that were called off, and not reinstated.
    pub cancelled: usize,
    /// The median of `notice_days` of the promises that were announced; of an even number the lower of the two.
    pub median_notice_days: Option<i64>,
}

/// The record of a component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordOfComponent {
    /// The id of the component.
    pub component: String,
    /// Of its promises.
    pub counts: RecordCounts,
}

/// The record of a year: what was announced, moved and ended in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordOfYear {
    /// The year, in UTC.
    pub year: i16,
    /// Of what happened in it.
    pub counts: RecordCounts,
}

/// What became of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordOfPromise {
    /// The id of the promise.
    pub id: String,
    /// The page for people.
    pub url: Uri,
    /// The promise as JSON.
    pub api_url: Uri,
    /// The id of its component.
    pub component: String,
    /// The day on which it was announced.
    pub announced: Day,
    /// `kept`, `early` or `cancelled`; null while it stands, overdue or not.
    pub outcome: Option<String>,
    /// The day on which it ended so.
    pub ended: Option<Day>,
    /// The days on which its sunset or removal was moved later.
    pub extended: Vec<Day>,
    /// The days on which its sunset or removal was moved earlier.
    pub pulled_in: Vec<Day>,
    /// Days from when readers were first told of its end to the sunset, or to the day on which it went if that was
    /// earlier, or if there was a version only. Null where no end is known.
    pub notice_days: Option<i64>,
    /// Whether an advisory lifted the minimum notice.
    pub emergency: bool,
}
