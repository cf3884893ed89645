//! Dates and revisions of a promise → its values and its state on any day. Pure functions of their arguments.

use std::fmt;

use super::timed::{Timed, read_flag, read_floor, read_version, read_when};
use super::{Moved, Releases};
use crate::base::{Date, Slug, Version, When};
use crate::entry::{Change, Deprecation, FieldName, Floor, Revision};

/// What a promise has lived through, apart from the words around it.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// When its entry was announced.
    pub announced: When,
    pub deprecated: Timed<When>,
    pub closed_to_new: Timed<When>,
    pub end_of_support: Timed<When>,
    pub sunset: Timed<When>,
    pub removal: Timed<Version>,
    pub not_before: Timed<Floor>,
    pub estimated: Timed<bool>,
    /// Cancelled and reinstated: the days, in order, and whether it was cancelled then.
    pub calls: Vec<(Date, bool)>,
    pub brownouts: Vec<BrownoutLife>,
    /// Every revision, as written.
    pub revisions: Vec<Revision>,
    /// The date of the entry that completes it.
    pub removed: Option<When>,
}

/// A brownout as far as events need it.
#[derive(Clone, Debug)]
pub struct BrownoutLife {
    pub id: Slug,
    pub announced: Date,
    /// When it starts, as the file says now.
    pub start: When,
    /// When it was to start, move by move.
    pub starts: Timed<When>,
    pub cancelled: Option<Date>,
}

/// Where a promise stands on a day. Always derived, never written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Before its deprecated date.
    Announced,
    Deprecated,
    /// No new users.
    ClosedToNew,
    /// End of support passed.
    Unsupported,
    /// Sunset passed, not yet removed.
    Due,
    Removed,
    Cancelled,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Announced => "announced",
            State::Deprecated => "deprecated",
            State::ClosedToNew => "closed-to-new",
            State::Unsupported => "unsupported",
            State::Due => "due",
            State::Removed => "removed",
            State::Cancelled => "cancelled",
        }
    }

    /// Whether the promise still stands: neither fulfilled nor called off.
    pub fn is_open(self) -> bool {
        !matches!(self, State::Removed | State::Cancelled)
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Lifecycle {
    /// The life of a promise announced at `announced` and completed by an entry of the date `removed`.
    pub fn of(promise: &Deprecation, announced: When, removed: Option<When>) -> Self {
        let day = announced.day();
        let mut revisions: Vec<&Revision> = promise.revisions.iter().collect();
        revisions.sort_by_key(|revision| revision.date);
        let of = |field: FieldName| -> Vec<&Revision> {
            revisions.iter().copied().filter(|revision| revision.field == field && !is_call(revision)).collect()
        };
        let dated = |field: FieldName, current: Option<When>| Timed::replay(day, current, &of(field), read_when);
        let value = |at: &Option<crate::base::At<When>>| at.as_ref().map(|at| at.value);
        Lifecycle {
            announced,
            deprecated: dated(FieldName::Deprecated, Some(value(&promise.deprecated).unwrap_or(announced)))
                .beginning_with(|_| announced),
            closed_to_new: dated(FieldName::ClosedToNew, value(&promise.closed_to_new)),
            end_of_support: dated(FieldName::EndOfSupport, value(&promise.end_of_support)),
            sunset: dated(FieldName::Sunset, value(&promise.sunset)),
            removal: Timed::replay(
                day,
                promise.removal.as_ref().map(|at| at.value.clone()),
                &of(FieldName::Removal),
                read_version,
            ),
            not_before: Timed::replay(
                day,
                promise.not_before.as_ref().map(|at| at.value.clone()),
                &of(FieldName::NotBefore),
                read_floor,
            ),
            // A plan made firm need not say that it was a plan.
            estimated: Timed::replay(day, Some(promise.is_estimated()), &of(FieldName::Estimated), read_flag)
                .beginning_with(|after| !after),
            calls: revisions
                .iter()
                .filter(|revision| is_call(revision))
                .map(|revision| (revision.date, revision.change == Change::Cancelled))
                .collect(),
            brownouts: promise
                .brownouts
                .iter()
                .map(|brownout| {
                    let start = When::Instant(brownout.start.value);
                    BrownoutLife {
                        id: brownout.id.value.clone(),
                        announced: brownout.announced.as_ref().map_or(day, |day| day.value),
                        start,
                        starts: dated(FieldName::Brownout(brownout.id.value.clone()), Some(start)),
                        cancelled: brownout.cancelled.as_ref().map(|cancelled| cancelled.date),
                    }
                })
                .collect(),
            revisions: promise.revisions.clone(),
            removed,
        }
    }

    /// Where the promise stands at the end of a day. `releases` are those of its component.
    pub fn state_on(&self, day: Date, releases: &Releases) -> State {
        let come = |when: Option<&When>| when.is_some_and(|when| when.day() <= day);
        if self.is_removed_on(day) {
            State::Removed
        } else if self.is_cancelled_on(day) {
            State::Cancelled
        } else if self.is_due_on(day, releases) {
            State::Due
        } else if self.is_estimated_on(day) {
            if come(self.deprecated.on(day)) { State::Deprecated } else { State::Announced }
        } else if come(self.end_of_support.on(day)) {
            State::Unsupported
        } else if come(self.closed_to_new.on(day)) {
            State::ClosedToNew
        } else if come(self.deprecated.on(day)) {
            State::Deprecated
        } else {
            State::Announced
        }
    }

    pub fn is_removed_on(&self, day: Date) -> bool {
        self.removed.is_some_and(|removed| removed.day() <= day)
    }

    /// The last of the two decides: cancelled or reinstated.
    pub fn is_cancelled_on(&self, day: Date) -> bool {
        self.calls.iter().take_while(|(date, _)| *date <= day).last().is_some_and(|(_, cancelled)| *cancelled)
    }

    /// Whether it was cancelled all day long: what falls on the day of the cancellation itself still counts.
    pub fn was_cancelled_before(&self, day: Date) -> bool {
        let before =
            self.calls.iter().take_while(|(date, _)| *date < day).last().is_some_and(|(_, cancelled)| *cancelled);
        before && self.is_cancelled_on(day)
    }

    /// Whether its dates are a plan only.
    pub fn is_estimated_on(&self, day: Date) -> bool {
        self.estimated.on(day).is_some_and(|estimated| *estimated)
    }

    /// Whether the surface may be gone: sunset and removal, where given, have both come.
    fn is_due_on(&self, day: Date, releases: &Releases) -> bool {
        if self.is_estimated_on(day) {
            return false;
        }
        let sunset = self.sunset.on(day).map(|sunset| sunset.day() <= day);
        let removal =
            self.removal.on(day).map(|removal| releases.reached(removal).is_some_and(|reached| reached <= day));
        match (sunset, removal) {
            (None, None) => false,
            (sunset, removal) => sunset.unwrap_or(true) && removal.unwrap_or(true),
        }
    }
}

fn is_call(revision: &Revision) -> bool {
    matches!(revision.change, Change::Cancelled | Change::Reinstated)
}

impl BrownoutLife {
    /// When it was held: it started then, and had been neither moved away nor cancelled by the end of that day. Held once,
    /// it stays so, whatever the file says later.
    pub fn held(&self) -> Option<When> {
        let standing = |day: Date| self.cancelled.is_none_or(|cancelled| day < cancelled);
        let starts = self.starts.history().map(|start: Moved<'_, When>| *start.value);
        starts.filter(|start| self.starts.on(start.day()) == Some(start) && standing(start.day())).min()
    }
}
