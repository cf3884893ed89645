//! The life of a promise → its events, by replaying its revisions. An event stands if the value that it comes from was
//! in force on its day, so that nothing that was once published vanishes.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::{BrownoutLife, Lifecycle, Moved, Releases, State};
use crate::base::{Date, Slug, Version, When};
use crate::entry::{Change, FieldName, FieldValue};

/// A dated thing derived from a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    /// Its day; it appears once that day has come.
    pub when: When,
}

/// What happened, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The item of the promise's own entry.
    Announced,
    Deprecated,
    ClosedToNew,
    EndOfSupport,
    BrownoutAnnounced(Slug),
    /// On the day on which it starts.
    BrownoutHeld(Slug),
    BrownoutCancelled(Slug),
    /// So many days before this sunset.
    Reminder {
        days: u32,
        sunset: When,
    },
    /// A revision: its number from 1, the field, its values before and after.
    Revised {
        number: usize,
        change: Change,
        field: FieldName,
        from: Option<FieldValue>,
        to: Option<FieldValue>,
        reason: String,
    },
    Sunset,
    /// A versions-only promise whose removal version is released.
    Due(Version),
    /// The item of the entry that completes the promise.
    Removed,
}

impl Event {
    /// The last part of the event's permanent id. Announced and removed are the items of their entries and have none.
    pub fn suffix(&self) -> Option<String> {
        let dated = |name: &str| Some(format!("{name}-{}", self.when.day()));
        match &self.kind {
            EventKind::Announced | EventKind::Removed => None,
            EventKind::Deprecated => dated("deprecated"),
            EventKind::ClosedToNew => dated("closed-to-new"),
            EventKind::EndOfSupport => dated("end-of-support"),
            EventKind::Sunset => dated("sunset"),
            EventKind::BrownoutAnnounced(id) => Some(format!("brownout-{id}")),
            EventKind::BrownoutHeld(id) => Some(format!("brownout-{id}-held")),
            EventKind::BrownoutCancelled(id) => Some(format!("brownout-{id}-cancelled")),
            EventKind::Reminder { days, sunset } => Some(format!("reminder-{days}-{}", sunset.day())),
            EventKind::Revised { number, .. } => Some(format!("revision-{number}")),
            EventKind::Due(version) => Some(format!("due-{version}")),
        }
    }

    /// What sort of event it is, as the API and feeds name it.
    pub fn name(&self) -> &'static str {
        match &self.kind {
            EventKind::Announced => "announced",
            EventKind::Deprecated => "deprecated",
            EventKind::ClosedToNew => "closed-to-new",
            EventKind::EndOfSupport => "end-of-support",
            EventKind::BrownoutAnnounced(_) => "brownout-announced",
            EventKind::BrownoutHeld(_) => "brownout-held",
            EventKind::BrownoutCancelled(_) => "brownout-cancelled",
            EventKind::Reminder { .. } => "reminder",
            EventKind::Revised { change: Change::Cancelled, .. } => "cancelled",
            EventKind::Revised { change: Change::Reinstated, .. } => "reinstated",
            EventKind::Revised { change: Change::Dated, .. } => "dated",
            EventKind::Revised { .. } => "moved",
            EventKind::Sunset => "sunset",
            EventKind::Due(_) => "due",
            EventKind::Removed => "removed",
        }
    }
}

/// All events of a promise, past and to come, by date. `reminders` are days before a sunset.
pub fn events(life: &Lifecycle, releases: &Releases, reminders: &[u32]) -> Vec<Event> {
    let mut events = vec![Event { kind: EventKind::Announced, when: life.announced }];
    events.extend(milestones(life));
    events.extend(life.sunset.history().flat_map(|sunset| of_sunset(life, sunset, reminders)));
    events.extend(life.brownouts.iter().flat_map(|brownout| of_brownout(life, brownout)));
    events.extend(revisions(life));
    events.extend(due(life, releases));
    events.extend(life.removed.map(|when| Event { kind: EventKind::Removed, when }));
    events.sort_by_cached_key(|event| (event.when, event.suffix()));
    // A value that was moved away and back again, or to another hour of its day, makes the same event twice.
    let mut seen = BTreeSet::new();
    events.retain(|event| event.suffix().is_none_or(|suffix| seen.insert(suffix)));
    events
}

/// Whether what falls on a day still counts: not cancelled, not a plan only, and not after the removal.
fn stands(life: &Lifecycle, day: Date) -> bool {
    let over = life.removed.is_some_and(|removed| removed.day() < day);
    !over && !life.was_cancelled_before(day) && !life.is_estimated_on(day)
}

/// Deprecated (where later than the announcement), closed to new users, end of support.
fn milestones(life: &Lifecycle) -> Vec<Event> {
    let fields = [
        (EventKind::Deprecated, &life.deprecated),
        (EventKind::ClosedToNew, &life.closed_to_new),
        (EventKind::EndOfSupport, &life.end_of_support),
    ];
    let mut events = Vec::new();
    for (kind, field) in fields {
        for value in field.history() {
            let day = value.value.day();
            let own_item = kind != EventKind::Deprecated || day > life.announced.day();
            if own_item && value.holds_on(day) && stands(life, day) {
                events.push(Event { kind: kind.clone(), when: *value.value });
            }
        }
    }
    events
}

/// A sunset that was in force when it came, and the reminders that were due while it was in force.
fn of_sunset(life: &Lifecycle, sunset: Moved<'_, When>, reminders: &[u32]) -> Vec<Event> {
    let when = *sunset.value;
    let holds = |day: Date| sunset.holds_on(day) && stands(life, day);
    let mut events = Vec::new();
    for days in reminders {
        let Ok(day) = when.day().checked_sub(i64::from(*days).days()) else { continue };
        if holds(day) {
            events.push(Event { kind: EventKind::Reminder { days: *days, sunset: when }, when: When::Day(day) });
        }
    }
    if holds(when.day()) {
        events.push(Event { kind: EventKind::Sunset, when });
    }
    events
}

fn of_brownout(life: &Lifecycle, brownout: &BrownoutLife) -> Vec<Event> {
    let id = &brownout.id;
    let mut events = Vec::new();
    if brownout.announced > life.announced.day() && stands(life, brownout.announced) {
        events.push(Event { kind: EventKind::BrownoutAnnounced(id.clone()), when: When::Day(brownout.announced) });
    }
    if let Some(when) = brownout.held().filter(|when| stands(life, when.day())) {
        events.push(Event { kind: EventKind::BrownoutHeld(id.clone()), when });
    }
    if let Some(cancelled) = brownout.cancelled {
        events.push(Event { kind: EventKind::BrownoutCancelled(id.clone()), when: When::Day(cancelled) });
    }
    events
}

fn revisions(life: &Lifecycle) -> impl Iterator<Item = Event> {
    life.revisions.iter().enumerate().map(|(index, revision)| Event {
        kind: EventKind::Revised {
            number: index + 1,
            change: revision.change,
            field: revision.field.clone(),
            from: revision.from.clone(),
            to: revision.to.clone(),
            reason: revision.reason.clone(),
        },
        when: When::Day(revision.date),
    })
}

/// The days on which a promise without a sunset became due, through the release of its removal version: one for each
/// version that it was promised for.
fn due(life: &Lifecycle, releases: &Releases) -> Vec<Event> {
    let became_due = |removal: Moved<'_, Version>| {
        let reached = releases.reached(removal.value)?;
        // It becomes due with the release, or later with the revision that let it: a reinstatement, or a plan made firm.
        let revised = life.revisions.iter().map(|revision| revision.date);
        let mut days: Vec<Date> =
            revised.chain([reached, removal.since]).filter(|day| *day >= reached.max(removal.since)).collect();
        days.sort_unstable();
        let day = days.into_iter().find(|day| {
            life.removal.on(*day) == Some(removal.value)
                && life.sunset.on(*day).is_none()
                && life.state_on(*day, releases) == State::Due
        })?;
        Some(Event { kind: EventKind::Due(removal.value.clone()), when: When::Day(day) })
    };
    life.removal.history().filter_map(became_due).collect()
}
