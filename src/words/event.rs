//! A promise and its events in words: what happened, why, and by when something must be done.

use super::date::{self, sunset_words};
use crate::base::{Date, Slug, When};
use crate::catalog::{Change, Event, EventKind, Promise};
use crate::entry::{self, FieldName, FieldValue};

/// What happened, and its reason where one was given.
pub fn headline(change: &Change, promise: &Promise, event: &Event) -> (String, Option<String>) {
    let brownout = |id: &Slug| {
        change.entry.deprecation.iter().flat_map(|promise| &promise.brownouts).find(|brownout| brownout.id.value == *id)
    };
    let window = |id: &Slug| {
        let life = promise.life.brownouts.iter().find(|brownout| brownout.id == *id);
        // As it was announced: one that moved later said another time on the day of the event.
        match life.and_then(|life| life.starts.on(event.when.day()).filter(|start| **start != life.start)) {
            Some(start) => date::when(*start),
            None => brownout(id).map(window).unwrap_or_default(),
        }
    };
    let effect = |id: &Slug| brownout(id).and_then(|brownout| brownout.effect.clone());
    let on = date::when(event.when);
    match &event.kind {
        EventKind::Announced => ("Announced".to_owned(), None),
        EventKind::Deprecated => (format!("Deprecated since {on}"), None),
        EventKind::ClosedToNew => (format!("Closed to new users since {on}"), None),
        EventKind::EndOfSupport => (format!("End of support on {on}"), None),
        EventKind::BrownoutAnnounced(id) => (format!("Brownout announced for {}", window(id)), effect(id)),
        EventKind::BrownoutHeld(id) => (format!("Brownout on {}", window(id)), effect(id)),
        EventKind::BrownoutCancelled(id) => {
            let reason =
                brownout(id).and_then(|brownout| brownout.cancelled.as_ref()).map(|cancelled| cancelled.reason.clone());
            (format!("Brownout of {} cancelled", window(id)), reason)
        }
        EventKind::Reminder { days: 1, sunset } => (format!("1 day until the sunset on {}", date::when(*sunset)), None),
        EventKind::Reminder { days, sunset } => {
            (format!("{days} days until the sunset on {}", date::when(*sunset)), None)
        }
        EventKind::Revised { change, field, from, to, reason, .. } => {
            (revised(*change, field, from.as_ref(), to.as_ref()), Some(reason.clone()))
        }
        EventKind::Sunset => (format!("Sunset on {on}"), None),
        EventKind::Due(version) => (format!("May be gone since version {version}"), None),
        EventKind::Removed => ("Removed".to_owned(), None),
    }
}

fn revised(change: entry::Change, field: &FieldName, from: Option<&FieldValue>, to: Option<&FieldValue>) -> String {
    let name = field_words(field);
    match (change, from, to) {
        (entry::Change::Cancelled, _, _) => "Deprecation cancelled".to_owned(),
        (entry::Change::Reinstated, _, _) => "Deprecation reinstated".to_owned(),
        (_, Some(FieldValue::Flag(true)), _) => "Plan made firm".to_owned(),
        (entry::Change::Extended, Some(from), Some(to)) => {
            format!("{name} extended from {} to {}", value_words(from), value_words(to))
        }
        (entry::Change::PulledIn, Some(from), Some(to)) => {
            format!("{name} pulled in from {} to {}", value_words(from), value_words(to))
        }
        (_, Some(from), Some(to)) => format!("{name} corrected from {} to {}", value_words(from), value_words(to)),
        (_, None, Some(to)) => format!("{name} set to {}", value_words(to)),
        (_, _, None) => format!("{name} revised"),
    }
}

fn field_words(field: &FieldName) -> String {
    match field {
        FieldName::Deprecated => "Deprecation date".to_owned(),
        FieldName::ClosedToNew => "Closing to new users".to_owned(),
        FieldName::EndOfSupport => "End of support".to_owned(),
        FieldName::Sunset => "Sunset".to_owned(),
        FieldName::Removal => "Removal version".to_owned(),
        FieldName::NotBefore => "Earliest removal".to_owned(),
        FieldName::Estimated => "Estimate".to_owned(),
        FieldName::Brownout(id) => format!("Brownout {id}"),
    }
}

fn value_words(value: &FieldValue) -> String {
    match value {
        FieldValue::When(when) => date::when(*when),
        other => other.to_string(),
    }
}

/// `6 Oct 2026, 09:00 to 10:00 UTC`
pub fn window(brownout: &entry::Brownout) -> String {
    let (start, end) = (When::Instant(brownout.start.value), When::Instant(brownout.end.value));
    let until = match start.day() == end.day() {
        true => date::clock(brownout.end.value),
        false => format!("{}, {}", date::day(end.day()), date::clock(brownout.end.value)),
    };
    format!("{}, {} to {until} UTC", date::day(start.day()), date::clock(brownout.start.value))
}

/// By when something must be done, as it stands on a day.
pub fn deadline(promise: &Promise, today: Date) -> Option<String> {
    let life = &promise.life;
    if life.is_cancelled_on(today) {
        return Some("Cancelled".to_owned());
    }
    let planned = if life.is_estimated_on(today) { "planned " } else { "" };
    match (life.sunset.on(today), life.removal.on(today)) {
        (Some(sunset), Some(removal)) => {
            Some(format!("{}sunset {}, and not before version {removal}", planned, sunset_words(*sunset)))
        }
        (Some(sunset), None) => Some(format!("{}sunset {}", planned, sunset_words(*sunset))),
        (None, Some(removal)) => Some(format!("{planned}removal in version {removal}")),
        (None, None) => life.not_before.on(today).map(|floor| match floor {
            entry::Floor::When(when) => format!("not before {}", date::when(*when)),
            entry::Floor::Version(version) => format!("not before version {version}"),
        }),
    }
    .map(|text| text[..1].to_uppercase() + &text[1..])
}

/// Whether nothing is left to do after an event.
pub fn is_over(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Removed | EventKind::Revised { change: entry::Change::Cancelled, .. })
}

/// Authors write reasons and effects without a final period; one sentence follows another here.
pub fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}
