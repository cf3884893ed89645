//! A promise → the promise as readers may know it on a day: without revisions, brownouts, cancellations and a removal
//! that are dated later. A value that a later revision sets is not yet in force, and so not told.

use std::borrow::Cow;

use crate::base::{At, Date, Slug, Span, Today, When};
use crate::catalog::{self, Catalog, ChangeIx, Event, EventKind, Lifecycle, Promise};
use crate::entry::{self, Brownout, FieldName, FieldValue, Revision};

/// A promise as it is known on a day. Of an entry whose own day is to come: as it will be known on that day.
#[derive(Debug)]
pub struct Published<'c> {
    pub change: &'c catalog::Change,
    pub promise: &'c Promise,
    pub deprecation: Cow<'c, entry::Deprecation>,
    /// The entry that completes it, if that is out.
    pub completed_by: Option<ChangeIx>,
    day: Date,
}

impl<'c> Published<'c> {
    /// `None` if the entry makes no promise.
    pub fn of(catalog: &Catalog, change: &'c catalog::Change, today: Today) -> Option<Self> {
        let promise = change.promise.as_ref()?;
        let deprecation = change.entry.deprecation.as_ref()?;
        let day = today.0.max(change.date().day());
        let is_out = |index: &ChangeIx| catalog.change(*index).date().day() <= day;
        Some(Published {
            change,
            promise,
            deprecation: known(deprecation, &promise.life, day),
            completed_by: promise.completed_by.filter(is_out),
            day,
        })
    }

    /// From when it is deprecated; default: the announcement.
    pub fn deprecated(&self) -> When {
        self.deprecation.deprecated.as_ref().map_or(self.change.date(), |at| at.value)
    }

    /// The revision that called it off, unless it was reinstated since.
    pub fn cancelled(&self) -> Option<&Revision> {
        self.last_call().filter(|call| call.change == entry::Change::Cancelled)
    }

    /// The day of its last reinstatement.
    pub fn reinstated(&self) -> Option<Date> {
        let calls = self.deprecation.revisions.iter().filter(|revision| revision.is_call());
        calls.filter(|call| call.change == entry::Change::Reinstated).map(|call| call.date).max()
    }

    /// The last of all cancellations and reinstatements; of one day's, the last as written.
    fn last_call(&self) -> Option<&Revision> {
        self.deprecation.revisions.iter().filter(|revision| revision.is_call()).max_by_key(|call| call.date)
    }

    /// Its events, past and to come, as they are expected on the day.
    pub fn events(&self, catalog: &Catalog, reminders: &[u32]) -> Cow<'c, [Event]> {
        let removed_later = self.promise.life.removed.is_some() && self.completed_by.is_none();
        let unknown = |event: &Event| matches!(event.kind, EventKind::Due(_)) && event.when.day() > self.day;
        if !removed_later && matches!(self.deprecation, Cow::Borrowed(_)) && !self.promise.events.iter().any(unknown) {
            return Cow::Borrowed(&self.promise.events);
        }
        let removed = self.promise.life.removed.filter(|_| self.completed_by.is_some());
        let life = Lifecycle::of(&self.deprecation, self.change.date(), removed);
        let mut events = catalog::events(&life, &catalog.component(self.change.component).releases, reminders);
        events.retain(|event| !unknown(event));
        self.number(&mut events);
        Cow::Owned(events)
    }

    /// Gives revisions the numbers that they have among all, known or not: they are parts of permanent ids.
    fn number(&self, events: &mut [Event]) {
        let whole = self.promise.life.revisions.iter().enumerate();
        let numbers: Vec<usize> =
            whole.filter(|(_, revision)| revision.date <= self.day).map(|(index, _)| index + 1).collect();
        for event in events {
            if let EventKind::Revised { number, .. } = &mut event.kind {
                *number = numbers.get(*number - 1).copied().unwrap_or(*number);
            }
        }
    }
}

/// The deprecation as it is known at the end of a day; borrowed where nothing in it is dated later.
fn known<'c>(whole: &'c entry::Deprecation, life: &Lifecycle, day: Date) -> Cow<'c, entry::Deprecation> {
    let later = whole.revisions.iter().any(|revision| revision.date > day)
        || whole.brownouts.iter().any(|brownout| is_later(brownout, day));
    if !later {
        return Cow::Borrowed(whole);
    }
    let dated = |value: Option<&When>| value.map(|when| At::new(*when, Span::default()));
    Cow::Owned(entry::Deprecation {
        deprecated: dated(life.deprecated.on(day)),
        closed_to_new: dated(life.closed_to_new.on(day)),
        end_of_support: dated(life.end_of_support.on(day)),
        sunset: dated(life.sunset.on(day)),
        removal: life.removal.on(day).cloned().map(|version| At::new(version, Span::default())),
        not_before: life.not_before.on(day).cloned().map(|floor| At::new(floor, Span::default())),
        estimated: Some(At::new(life.is_estimated_on(day), Span::default())),
        brownouts: whole.brownouts.iter().filter_map(|brownout| known_brownout(brownout, whole, day)).collect(),
        revisions: whole.revisions.iter().filter(|revision| revision.date <= day).cloned().collect(),
        ..whole.clone()
    })
}

fn is_later(brownout: &Brownout, day: Date) -> bool {
    brownout.announced.as_ref().is_some_and(|announced| announced.value > day)
        || brownout.cancelled.as_ref().is_some_and(|cancelled| cancelled.date > day)
}

fn known_brownout(brownout: &Brownout, whole: &entry::Deprecation, day: Date) -> Option<Brownout> {
    if brownout.announced.as_ref().is_some_and(|announced| announced.value > day) {
        return None;
    }
    let mut known = brownout.clone();
    known.cancelled = known.cancelled.filter(|cancelled| cancelled.date <= day);
    if let Some(start) = start_before(&brownout.id.value, whole, day) {
        // Only its start is on record; it lasts as long as ever.
        let length = brownout.end.value.duration_since(brownout.start.value);
        known.start.value = start;
        known.end.value = start.saturating_add(length).unwrap_or(start);
    }
    Some(known)
}

/// The start that a revision of a later day will move.
fn start_before(id: &Slug, whole: &entry::Deprecation, day: Date) -> Option<jiff::Timestamp> {
    let field = FieldName::Brownout(id.clone());
    let later = whole.revisions.iter().filter(|revision| revision.field == field && revision.date > day);
    match later.min_by_key(|revision| revision.date)?.from {
        Some(FieldValue::When(when)) => Some(when.instant()),
        _ => None,
    }
}
