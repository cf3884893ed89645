//! A view → everything that its readers have been told so far, item by item, the newest first. It says what there is to
//! tell and about how long that is; the words are made by [`super::items`], and only for what a document holds.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::feed::{self, item_instant};
use super::weight::Scales;
use crate::base::{Date, When};
use crate::catalog::{Change, ChangeIx, View};
use crate::config::Config;
use crate::schedule::paths as api;

/// What becomes an item of feeds.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The date of the item.
    pub at: Timestamp,
    pub month: Month,
    pub change: ChangeIx,
    pub what: What,
    /// At most how many bytes its item takes in any format.
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
        let weight = u32::try_from(weight + feed::escaped(&id)).unwrap_or(u32::MAX);
        (Told { at, month, change: index, what, weight }, id)
    };
    let scales = Scales::of(view, config, change);
    let mut told = vec![of(change.date(), What::Entry, scales.entry(), api::feed_id(config, change))];
    if let Some(updated) = change.update(view.today()) {
        let id = update_id(config, change, updated.date.value);
        told.push(of(updated.date.value, What::Update, scales.update(&updated.note), id));
    }
    for (place, event) in change.promise.iter().flat_map(|promise| promise.events.iter().enumerate()) {
        if let Some(id) = api::event_id(config, change, event).filter(|_| event.when.has_come(view.today())) {
            told.push(of(event.when, What::Event(place), scales.event(&event.kind), id));
        }
    }
    told
}

/// The permanent id of the item that tells of a correction.
pub fn update_id(config: &Config, change: &Change, when: When) -> String {
    format!("{}:updated-{}", api::feed_id(config, change), when.day())
}
