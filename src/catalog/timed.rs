//! Revisions of one field → its value over time: what was in force from which day on.

use crate::base::{Date, Version, When};
use crate::entry::{FieldValue, Floor, Revision};

/// A value over time: what was in force from which day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed<T> {
    /// In order of their days; the first is what was announced.
    spans: Vec<(Date, Option<T>)>,
}

/// One value and the days on which it was in force, both included: the day of a move belongs to the old and the new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved<'a, T> {
    pub value: &'a T,
    pub since: Date,
    /// `None`: it still is.
    pub until: Option<Date>,
}

impl<T> Moved<'_, T> {
    pub fn holds_on(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl<T: Clone + PartialEq> Timed<T> {
    /// A value that never moved.
    pub fn constant(since: Date, value: Option<T>) -> Self {
        Timed { spans: vec![(since, value)] }
    }

    /// Replays the revisions of a field that ends at `current`. Revisions count in the order of their days.
    pub fn replay(
        announced: Date,
        current: Option<T>,
        revisions: &[&Revision],
        read: impl Fn(&FieldValue) -> Option<T>,
    ) -> Self {
        let value = |value: &Option<FieldValue>| value.as_ref().and_then(&read);
        let Some(first) = revisions.first() else { return Timed::constant(announced, current) };
        let mut spans = vec![(announced, value(&first.from))];
        for revision in revisions {
            spans.push((revision.date.max(announced), value(&revision.to)));
        }
        // What the file says now is in force, even where the last revision says otherwise (`check` reports that).
        if let Some(last) = spans.last_mut() {
            last.1 = current;
        }
        Timed { spans }
    }

    /// The same history where the first revision does not say what was before it: `first` was.
    #[must_use]
    pub fn beginning_with(mut self, first: impl FnOnce(&T) -> T) -> Self {
        if let [(_, before @ None), (_, Some(after)), ..] = self.spans.as_mut_slice() {
            *before = Some(first(after));
        }
        self
    }

    /// What is in force at the end of a day.
    pub fn on(&self, day: Date) -> Option<&T> {
        self.spans.iter().take_while(|(since, _)| *since <= day).last().and_then(|(_, value)| value.as_ref())
    }

    /// What the file says now.
    pub fn current(&self) -> Option<&T> {
        self.spans.last().and_then(|(_, value)| value.as_ref())
    }

    /// Every value that ever was in force, in order.
    pub fn history(&self) -> impl Iterator<Item = Moved<'_, T>> {
        self.spans.iter().enumerate().filter_map(|(index, (since, value))| {
            let until = self.spans.get(index + 1).map(|(next, _)| *next);
            value.as_ref().map(|value| Moved { value, since: *since, until })
        })
    }
}

pub fn read_when(value: &FieldValue) -> Option<When> {
    match value {
        FieldValue::When(when) => Some(*when),
        _ => None,
    }
}

pub fn read_version(value: &FieldValue) -> Option<Version> {
    match value {
        FieldValue::Version(version) => Some(version.clone()),
        _ => None,
    }
}

pub fn read_floor(value: &FieldValue) -> Option<Floor> {
    match value {
        FieldValue::When(when) => Some(Floor::When(*when)),
        FieldValue::Version(version) => Some(Floor::Version(version.clone())),
        FieldValue::Flag(_) => None,
    }
}

pub fn read_flag(value: &FieldValue) -> Option<bool> {
    match value {
        FieldValue::Flag(flag) => Some(*flag),
        _ => None,
    }
}
