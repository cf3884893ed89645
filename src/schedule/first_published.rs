//! When readers were first told of a value: the day from which notice is counted.
//!
//! Unchanged, or moved later: they were already told an earlier day, so the day is carried over from the baseline. New,
//! or moved earlier: today, or the entry's date if that is later. Without a baseline the entry's word counts.
//!
//! A plan was never a promise: once it is firm, all its dates count as new. A reinstated promise starts anew on the day of
//! its reinstatement; where the baseline still shows it cancelled, readers learn of that today, whatever day it is given.
//! What had come before the cancellation, such as a brownout that was held, is history and no new date. A sunset is: it
//! asks readers to act again.

use std::cmp::Ordering;

use super::published::Published;
use super::{Baseline, wire};
use crate::base::{At, Date, Slug, Today, Version, When};
use crate::entry::{Change, FieldName, FieldValue, Floor};

/// What readers knew of a field before this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// Nothing is on record: there is no baseline. By the entry's own word the value holds since this day.
    Unrecorded { since: Date },
    /// The baseline does not have it.
    Never,
    /// The value of the baseline, and the day on which that, or an earlier one, was first published.
    Told { value: T, first: Date },
}

/// The days that bound the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub today: Date,
    /// Of the entry.
    pub announced: Date,
    /// The day on which readers learned of its last reinstatement.
    pub reinstated: Option<Date>,
}

/// The day on which a value, or an earlier one, was first published. `compare` says whether the value of the baseline is
/// earlier than, the same as, or later than this one; `None`: they are of different kinds, and so it is new.
pub fn first_published<T>(
    value: &T,
    known: Known<T>,
    days: Days,
    compare: impl Fn(&T, &T) -> Option<Ordering>,
) -> Date {
    let new = days.today.max(days.announced);
    let first = match known {
        Known::Unrecorded { since } => since.max(days.announced),
        Known::Told { value: before, first } if compare(&before, value).is_some_and(Ordering::is_le) => first,
        Known::Told { .. } | Known::Never => new,
    };
    first.max(days.reinstated.unwrap_or(first))
}

/// The answers for a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDays {
    pub fields: wire::FirstPublished,
    /// Of its brownouts, in their order.
    pub brownouts: Vec<Date>,
}

impl FirstDays {
    /// Asks for every field of a promise.
    pub fn of(published: &Published<'_>, baseline: Option<&Baseline>, today: Today) -> Self {
        let announced = published.change.date().day();
        let before = baseline.and_then(|baseline| baseline.promise(published.change));
        let called_off = before.is_some_and(|before| before.cancelled.is_some());
        let reinstated = match published.cancelled() {
            None if called_off => Some(today.0.max(announced)),
            _ => published.reinstated(),
        };
        let was_a_plan = before.is_some_and(|before| before.estimated) && !published.deprecation.is_estimated();
        let asked = Asked {
            published,
            recorded: baseline.is_some(),
            before: before.filter(|_| !was_a_plan),
            called_off: before.and_then(|before| before.cancelled.as_ref()).map(|cancelled| cancelled.date.0),
            days: Days { today: today.0, announced, reinstated },
        };
        let promise = &published.deprecation;
        let value = |at: &Option<At<When>>| at.as_ref().map(|at| at.value);
        let fields = wire::FirstPublished {
            deprecated: asked.date(Some(published.deprecated()), FieldName::Deprecated, |known| {
                (Some(known.deprecated), known.first_published.deprecated)
            }),
            closed_to_new: asked.date(value(&promise.closed_to_new), FieldName::ClosedToNew, |known| {
                (known.closed_to_new, known.first_published.closed_to_new)
            }),
            end_of_support: asked.date(value(&promise.end_of_support), FieldName::EndOfSupport, |known| {
                (known.end_of_support, known.first_published.end_of_support)
            }),
            sunset: asked
                .date(value(&promise.sunset), FieldName::Sunset, |known| (known.sunset, known.first_published.sunset)),
            removal: asked.removal(),
            not_before: asked.not_before(),
        };
        FirstDays { fields, brownouts: promise.brownouts.iter().map(|brownout| asked.brownout(brownout)).collect() }
    }
}

/// A promise, and what the baseline has of it.
struct Asked<'a> {
    published: &'a Published<'a>,
    /// Whether there is a baseline.
    recorded: bool,
    /// `None` too for a plan that has become firm.
    before: Option<&'a wire::Deprecation>,
    /// The day on which it was cancelled, by the baseline.
    called_off: Option<Date>,
    days: Days,
}

impl Asked<'_> {
    fn first<T>(
        &self,
        value: &T,
        name: &FieldName,
        before: Option<(T, Date)>,
        compare: impl Fn(&T, &T) -> Option<Ordering>,
    ) -> wire::Day {
        let known = match before {
            Some((value, first)) => Known::Told { value, first },
            None if self.recorded => Known::Never,
            None => Known::Unrecorded { since: self.moved(name).unwrap_or(self.days.announced) },
        };
        wire::Day(first_published(value, known, self.days, compare))
    }

    /// For a field that is a date; `before` takes its value and day from the baseline.
    fn date(
        &self,
        value: Option<When>,
        name: FieldName,
        before: impl Fn(&wire::Deprecation) -> (Option<wire::Moment>, Option<wire::Day>),
    ) -> Option<wire::Day> {
        let before = self.before.map(before).and_then(|(value, first)| Some((value?.0, first?.0)));
        let asked = Asked { days: self.days_of(&name, value?), ..*self };
        Some(asked.first(&value?, &name, before, |a, b| Some(a.cmp(b))))
    }

    /// What bounds the answer for a date: no reinstatement, if it came while the promise still stood.
    fn days_of(&self, name: &FieldName, when: When) -> Days {
        let day = when.day();
        let stood = !self.published.promise.life.is_cancelled_on(day) && self.called_off.is_none_or(|off| day < off);
        let had_come = *name != FieldName::Sunset && stood && self.days.reinstated.is_some_and(|again| day < again);
        Days { reinstated: self.days.reinstated.filter(|_| !had_come), ..self.days }
    }

    /// The day of the field's last revision that gave readers less time than they knew of.
    fn moved(&self, name: &FieldName) -> Option<Date> {
        let revisions = self.published.deprecation.revisions.iter();
        let shortens = |change: Change| matches!(change, Change::PulledIn | Change::Dated);
        revisions
            .filter(|revision| {
                let made_firm = revision.field == FieldName::Estimated && revision.to == Some(FieldValue::Flag(false));
                made_firm || (revision.field == *name && shortens(revision.change))
            })
            .map(|revision| revision.date)
            .max()
    }

    fn removal(&self) -> Option<wire::Day> {
        let version = &self.published.deprecation.removal.as_ref()?.value;
        let before = self.before.and_then(|before| Some((before.removal.clone()?, before.first_published.removal?.0)));
        Some(self.first(version, &FieldName::Removal, before, compare_versions))
    }

    fn not_before(&self) -> Option<wire::Day> {
        let floor = &self.published.deprecation.not_before.as_ref()?.value;
        let before = self
            .before
            .and_then(|before| Some((floor_of(before.not_before.as_ref()?), before.first_published.not_before?.0)));
        Some(self.first(floor, &FieldName::NotBefore, before, compare_floors))
    }

    fn brownout(&self, brownout: &crate::entry::Brownout) -> Date {
        let id: &Slug = &brownout.id.value;
        let start = When::Instant(brownout.start.value);
        let known = self.before.and_then(|before| before.brownouts.iter().find(|known| known.id == id.as_str()));
        let before = known.and_then(|known| Some((When::Instant(known.start.0), known.first_published?.0)));
        let days = self.days_of(&FieldName::Brownout(id.clone()), start);
        let days = match &brownout.announced {
            Some(announced) => Days { announced: announced.value.max(days.announced), ..days },
            None => days,
        };
        let asked = Asked { days, ..*self };
        asked.first(&start, &FieldName::Brownout(id.clone()), before, |a, b| Some(a.cmp(b))).0
    }
}

fn compare_versions(a: &Version, b: &Version) -> Option<Ordering> {
    Some(a.cmp_precedence(b))
}

fn compare_floors(a: &Floor, b: &Floor) -> Option<Ordering> {
    match (a, b) {
        (Floor::When(a), Floor::When(b)) => Some(a.cmp(b)),
        (Floor::Version(a), Floor::Version(b)) => compare_versions(a, b),
        _ => None,
    }
}

fn floor_of(floor: &wire::Floor) -> Floor {
    match floor {
        wire::Floor::When(when) => Floor::When(when.0),
        wire::Floor::Version(version) => Floor::Version(version.clone()),
    }
}
