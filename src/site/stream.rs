//! A view → everything that its readers have been told so far, item by item, the newest first. It says what there is to
//! tell and about how long that is; the words are made by [`super::items`], and only for what a document holds.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::feed::item_instant;
use crate::base::{Date, When};
use crate::catalog::{Change, ChangeIx, EventKind, Promise, View};
use crate::config::Config;
use crate::entry::Link as EntryLink;
use crate::schedule::paths as api;

/// What becomes an item of feeds.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The date of the item.
    pub at: Timestamp,
    pub month: Month,
    pub change: ChangeIx,
    pub what: What,
    /// At most about how many bytes its item takes in any format.
    pub weight: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Entry,
    /// A correction worth telling.
    Update,
    /// By its place among the events of the entry's promise.
    Event(usize),
}

/// A calendar month in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    pub fn of(day: Date) -> Self {
        Month { year: day.year(), month: day.month() }
    }
}

/// `2026-10`
impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// Newest first; what happened at one moment is in the order of the items' ids.
pub fn stream(view: View<'_>, config: &Config) -> Vec<Told> {
    let changes: Vec<(ChangeIx, &Change)> = view.changes().collect();
    let mut told: Vec<(Told, String)> =
        changes.into_par_iter().flat_map_iter(|(index, change)| of_change(view, config, index, change)).collect();
    told.par_sort_unstable_by(|(a, a_id), (b, b_id)| b.at.cmp(&a.at).then_with(|| a_id.cmp(b_id)));
    told.into_iter().map(|(told, _)| told).collect()
}

/// The stream of a view in which the items of some entries are others now, come or go.
pub fn retold(stream: &[Told], view: View<'_>, config: &Config, entries: &BTreeSet<ChangeIx>) -> Vec<Told> {
    let of = |told: &Told| id_of(config, view.catalog().change(told.change), told);
    let shown = entries.iter().filter(|index| view.shows(**index));
    let mut own: Vec<(Told, String)> =
        shown.flat_map(|index| of_change(view, config, *index, view.catalog().change(*index))).collect();
    own.sort_unstable_by(|(a, a_id), (b, b_id)| b.at.cmp(&a.at).then_with(|| a_id.cmp(b_id)));
    let others: Vec<Told> = stream.iter().filter(|told| !entries.contains(&told.change)).copied().collect();
    let mut merged = Vec::with_capacity(others.len() + own.len());
    let mut rest = others.as_slice();
    for (told, id) in own {
        let is_newer = |other: &Told| other.at > told.at || (other.at == told.at && of(other) < id);
        let (newer, older) = rest.split_at(rest.partition_point(is_newer));
        merged.extend_from_slice(newer);
        merged.push(told);
        rest = older;
    }
    merged.extend_from_slice(rest);
    merged
}

/// The permanent id of an item.
fn id_of(config: &Config, change: &Change, told: &Told) -> String {
    let event = |place: usize| change.promise.as_ref().and_then(|promise| promise.events.get(place));
    match told.what {
        What::Entry => Some(api::feed_id(config, change)),
        What::Update => change.entry.updated.as_ref().map(|updated| update_id(config, change, updated.date.value)),
        What::Event(place) => event(place).and_then(|event| api::event_id(config, change, event)),
    }
    .expect("what is told of an entry stands in it")
}

/// The items of an entry with their ids.
pub fn of_change(view: View<'_>, config: &Config, index: ChangeIx, change: &Change) -> Vec<(Told, String)> {
    let of = |when: When, what: What, weight: usize, id: String| {
        let at = item_instant(when, &id);
        let month = Month::of(at.to_zoned(TimeZone::UTC).date());
        (Told { at, month, change: index, what, weight: u32::try_from(weight).unwrap_or(u32::MAX) }, id)
    };
    let around = around(change);
    let mut told = vec![of(change.date(), What::Entry, around + weight_of_entry(change), api::feed_id(config, change))];
    if let Some(updated) = change.update(view.today()) {
        let weight = around + 4 * updated.note.len() + change.promise.as_deref().map_or(0, weight_of_promise);
        told.push(of(updated.date.value, What::Update, weight, update_id(config, change, updated.date.value)));
    }
    for (place, event) in change.promise.iter().flat_map(|promise| promise.events.iter().enumerate()) {
        if let Some(id) = api::event_id(config, change, event).filter(|_| event.when.has_come(view.today())) {
            told.push(of(event.when, What::Event(place), around + weight_of_event(change, &event.kind), id));
        }
    }
    told
}

/// The permanent id of the item that tells of a correction.
pub fn update_id(config: &Config, change: &Change, when: When) -> String {
    format!("{}:updated-{}", api::feed_id(config, change), when.day())
}

/// What stands around the text of any item of an entry: tags, dates, URLs, categories, the title.
fn around(change: &Change) -> usize {
    const TAGS: usize = 1200;
    const CATEGORY: usize = 200;
    TAGS + CATEGORY * change.entry.tags.len() + 6 * change.entry.title.value.len() + weight_of_guide(change)
}

/// The paragraph that leads to the migration guide.
fn weight_of_guide(change: &Change) -> usize {
    const TAGS: usize = 300;
    match change.entry.migration.as_ref().map(|migration| &migration.value) {
        Some(EntryLink::Web(url)) => TAGS + 3 * url.as_str().len(),
        Some(EntryLink::Page(_)) => TAGS,
        None => 0,
    }
}

fn weight_of_entry(change: &Change) -> usize {
    let body = &change.entry.text[change.entry.body.range()];
    let told = change.promise.as_deref().map_or(0, weight_of_promise) + 4 * change.summary().len();
    told + weight_of_text(body.as_bytes())
}

/// A whole site is weighed for its plan, and so all bytes of a block at once: every comparison is made for each of them.
fn weight_of_text(text: &[u8]) -> usize {
    const BLOCK: usize = 512; // as many of the heaviest bytes fit into the sum
    let block = |block: &[u8]| block.iter().map(|byte| weight_of_byte(*byte)).sum::<u16>();
    text.chunks(BLOCK).map(|bytes| usize::from(block(bytes))).sum()
}

/// What a byte of Markdown grows to, at most in texts as people write them.
fn weight_of_byte(byte: u8) -> u16 {
    let more = |is: bool, weight: u16| u16::from(is) * (weight - 1);
    let quotation = more(byte == b'>', 24);
    let part = more((byte == b'\n') | (byte == b'|') | (byte == b'`'), 10); // a paragraph, an item, a cell, code
    let mark = more((byte == b'*') | (byte == b'_') | (byte == b'#') | (byte == b'~'), 6);
    let link = more(byte == b']', 80); // whose address is made whole
    let escaped = more((byte == b'&') | (byte == b'<') | (byte == b'"'), 7);
    1 + quotation + part + mark + link + escaped
}

fn weight_of_event(change: &Change, kind: &EventKind) -> usize {
    let reason = match kind {
        EventKind::Revised { reason, .. } => reason.len(),
        _ => 0,
    };
    change.promise.as_deref().map_or(0, weight_of_promise) + 4 * reason
}

fn weight_of_promise(promise: &Promise) -> usize {
    const DATES: usize = 500;
    DATES + 4 * promise.action.as_ref().map_or(0, String::len)
}
