//! The track record: how promises were kept, moved and called off.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ComponentRef, Head, Html};
use crate::site::record_chart::RecordChart;

/// `/record/`. Template: `record.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordPage {
    /// The head; `page.json` is the record in the API.
    pub page: Head,
    /// Of the whole site.
    pub total: RecordRow,
    /// Of each component that made a promise, in the order of `book.toml`.
    pub components: Vec<RecordRow>,
    /// Of each year in which anything happened, the newest first.
    pub years: Vec<RecordRow>,
    /// What ended in each year as a picture; none before anything has ended.
    pub chart: Option<RecordChart>,
}

/// `/record/all/`, `/record/components/<id>/`, `/record/years/<year>/`: the promises behind the numbers. Template:
/// `record_slice.html`.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordSlicePage {
    /// The head; `page.json` is the record in the API.
    pub page: Head,
    /// The numbers of this part.
    pub row: RecordRow,
    /// The promises behind each number that is not 0.
    pub sections: Vec<RecordSection>,
}

/// What is counted.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum RecordCount {
    /// Firm promises that were announced.
    Promised,
    /// Gone on the promised day or later, not before the promised version, with notice.
    Kept,
    /// Gone before that, without a firm date, or without notice.
    Early,
    /// Moved later.
    Extended,
    /// Moved earlier.
    PulledIn,
    /// Called off, and not reinstated.
    Cancelled,
    /// The end has come, and it is not gone.
    Overdue,
    /// It stands, and its end has not come. With those that ended and those that are overdue: all that were promised.
    Open,
}

/// The numbers of a part of the record.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordRow {
    /// `Everything`, a component's name, or a year.
    pub name: String,
    /// The page with the promises behind the numbers.
    pub path: String,
    /// A number for each count: of all that was promised what became of it, then what moved.
    pub cells: Vec<RecordCell>,
    /// Days of notice that half of the promises gave, or more.
    pub median_notice_days: Option<i64>,
}

/// A number of the record.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordCell {
    /// What is counted.
    pub count: RecordCount,
    /// How many promises.
    pub number: usize,
    /// How many moves, where moves are counted: a promise may move more than once.
    pub moves: usize,
    /// The promises behind it.
    pub href: String,
}

/// The promises behind a number.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordSection {
    /// What is counted; the anchor too.
    pub count: RecordCount,
    /// How many promises there are.
    pub number: usize,
    /// The newest of them.
    pub promises: Vec<RecordPromise>,
    /// How many are not shown here.
    pub more: usize,
}

/// A promise behind a number.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct RecordPromise {
    /// Its page.
    pub path: String,
    /// The title, with its inline code marked up.
    pub title_html: Html,
    /// Its component.
    pub component: ComponentRef,
    /// The days on which it belonged to the count: of its announcement, its end, or its moves.
    pub days: Vec<String>,
    /// Days of notice that it gave.
    pub notice_days: Option<i64>,
    /// Whether an advisory lifted the minimum notice.
    pub emergency: bool,
}
