//! The promises of a view → what became of each ([`Fact`]), and the sums of the track record. Pure, and nobody's opinion:
//! what counts as kept is written down in `fate` and `sums`, once, for the page and the API.
//!
//! Counted is what was firm: a promise with a sunset or a removal version that is more than a plan. A plan that is called
//! off, or moves, breaks no promise. What is removed counts in any case, since it did go.

mod document;
mod fate;
mod sums;

pub use document::record;
pub use fate::End;
pub use sums::{Count, Slice, Sums, years};

use super::wire;
use crate::base::{Date, Version};
use crate::catalog::{Change, ChangeIx, ComponentIx, Promised, State, View};
use crate::entry::{self, FieldName};

/// What became of one promise, as of today.
#[derive(Clone, Debug)]
pub struct Fact<'c> {
    pub index: ChangeIx,
    pub change: &'c Change,
    pub announced: Date,
    pub end: End,
    /// The days on which its end was moved later.
    pub extended: Vec<Date>,
    /// The days on which its end was moved earlier.
    pub pulled_in: Vec<Date>,
    /// Days from when readers were first told of its end to that end.
    pub notice_days: Option<i64>,
    /// Whether an advisory lifted the minimum notice, at first or for a move.
    pub emergency: bool,
    /// Since when it is overdue. Depends on the day: in no document.
    pub due_since: Option<Date>,
}

impl Fact<'_> {
    pub fn component(&self) -> ComponentIx {
        self.change.component
    }
}

/// What became of every promise, the oldest first.
pub fn facts<'c>(view: View<'c>, schedule: &wire::Schedule) -> Vec<Fact<'c>> {
    let mut facts: Vec<Fact<'c>> = view.promises().filter_map(|promised| fact(view, schedule, promised)).collect();
    facts.reverse();
    facts
}

fn fact<'c>(view: View<'c>, schedule: &wire::Schedule, promised: Promised<'c>) -> Option<Fact<'c>> {
    let (today, known) = (view.today().0, known(view, schedule, promised));
    let (life, releases, told, end) = (known.life, known.releases, known.told, known.end(today));
    if !fate::is_firm(life, today) && !matches!(end, End::Kept(_) | End::Early(_)) {
        return None;
    }
    let moved = |change| moves(promised, today, change).collect();
    let emergency = promised.change.entry.deprecation.as_ref().is_some_and(|entry| entry.emergency.is_some());
    let revisions = || life.revisions.iter().filter(|revision| revision.date <= today);
    Some(Fact {
        index: promised.index,
        change: promised.change,
        announced: promised.change.date().day(),
        extended: moved(entry::Change::Extended),
        pulled_in: moved(entry::Change::PulledIn),
        notice_days: told.and_then(|told| fate::notice_days(life, end, told, today)),
        emergency: emergency || revisions().any(|revision| revision.emergency.is_some()),
        due_since: (promised.state == State::Due).then(|| fate::due_since(life, releases, today)).flatten(),
        end,
    })
}

fn known<'c>(view: View<'c>, schedule: &wire::Schedule, promised: Promised<'c>) -> fate::Known<'c> {
    let told = schedule.find(promised.change.id.as_str()).map(|told| &told.first_published);
    let completed_by = promised.promise.completed_by.filter(|index| view.shows(*index));
    let gone_in = completed_by.and_then(|index| view.catalog().change(index).entry.version.as_ref());
    fate::Known {
        life: &promised.promise.life,
        releases: &view.catalog().component(promised.change.component).releases,
        gone_in: gone_in.map(|version| &version.value),
        told: told.and_then(|told| told.sunset.or(told.removal)).map(|day| day.0),
    }
}

/// How a removal stands to the promise that it completes.
#[derive(Clone, Debug)]
pub struct Fulfilment<'c> {
    /// Whether it is counted as kept.
    pub is_kept: bool,
    /// The sunset that had not come.
    pub before_sunset: Option<Date>,
    /// The promised version that had not come.
    pub before_version: Option<&'c Version>,
}

/// What the record says of a promise that is gone; `None`: it is not.
pub fn fulfilment<'c>(view: View<'c>, schedule: &wire::Schedule, promised: Promised<'c>) -> Option<Fulfilment<'c>> {
    let known = known(view, schedule, promised);
    let (is_kept, removed) = match known.end(view.today().0) {
        End::Kept(removed) => (true, removed),
        End::Early(removed) => (false, removed),
        End::Open | End::Cancelled(_) => return None,
    };
    Some(Fulfilment {
        is_kept,
        before_sunset: known.before_sunset(removed),
        before_version: known.before_version(removed),
    })
}

/// The days on which the end of a firm promise was moved. The dates before the end, and brownouts, are not its end.
fn moves<'c>(promised: Promised<'c>, today: Date, change: entry::Change) -> impl Iterator<Item = Date> + 'c {
    let life = &promised.promise.life;
    let of_end = |field: &FieldName| matches!(field, FieldName::Sunset | FieldName::Removal);
    // On its own day a plan that is made firm is firm already: the day before says what it was.
    let was_firm = |day: Date| day.yesterday().is_ok_and(|before| !life.is_estimated_on(before));
    let moved = promised.promise.life.revisions.iter().filter(move |revision| {
        revision.date <= today && revision.change == change && of_end(&revision.field) && was_firm(revision.date)
    });
    let mut days: Vec<Date> = moved.map(|revision| revision.date).collect();
    days.sort();
    // A sunset and a removal version that move together are one move.
    days.dedup();
    days.into_iter()
}
