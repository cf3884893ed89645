//! An event in words: a title that says what happened to what, and a text that is complete without opening the site.

use super::Site;
use super::items::{escape, sunset_words};
use super::{paths, phrase};
use crate::base::{Slug, When};
use crate::catalog::{Change, Event, EventKind, Promise};
use crate::entry::{self, FieldName, FieldValue};
use crate::markdown;

/// An event as readers are told of it.
#[derive(Debug)]
pub struct Told {
    pub title: String,
    /// What happened and what to do, plain text.
    pub summary: String,
    pub content_html: String,
}

pub fn told(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Told {
    let subject = markdown::title_plain(&change.entry.title.value);
    let (headline, why) = headline(change, event);
    let action = promise.action.clone().filter(|_| !is_over(&event.kind));
    let deadline = deadline(site, promise).filter(|_| !is_over(&event.kind));
    let sentences: Vec<String> = [why, deadline, action].into_iter().flatten().map(sentence).collect();
    let url = site.config.base_url.join(&paths::change(&change.id));
    let paragraphs: String =
        sentences.iter().map(|sentence| format!("<p>{}</p>\n", markdown::title_html(sentence))).collect();
    Told {
        title: format!("{headline}: {subject}"),
        summary: markdown::title_plain(&sentences.join(" ")),
        content_html: format!("{paragraphs}<p><a href=\"{url}\">{}</a></p>", escape(&subject)),
    }
}

/// Authors write reasons and effects without a final period; one sentence follows another here.
pub fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}

/// Whether nothing is left to do after an event.
fn is_over(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Removed | EventKind::Revised { change: entry::Change::Cancelled, .. })
}

/// By when something must be done, as it stands today.
pub fn deadline(site: &Site<'_>, promise: &Promise) -> Option<String> {
    let today = site.view.today().0;
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
            entry::Floor::When(when) => format!("not before {}", phrase::when(*when)),
            entry::Floor::Version(version) => format!("not before version {version}"),
        }),
    }
    .map(|text| text[..1].to_uppercase() + &text[1..])
}

/// What happened, and its reason where one was given.
fn headline(change: &Change, event: &Event) -> (String, Option<String>) {
    let brownout = |id: &Slug| {
        change.entry.deprecation.iter().flat_map(|promise| &promise.brownouts).find(|brownout| brownout.id.value == *id)
    };
    let window = |id: &Slug| brownout(id).map(window).unwrap_or_default();
    match &event.kind {
        EventKind::Announced => ("Announced".to_owned(), None),
        EventKind::Deprecated => ("Deprecated from today".to_owned(), None),
        EventKind::ClosedToNew => ("Closed to new users".to_owned(), None),
        EventKind::EndOfSupport => ("End of support".to_owned(), None),
        EventKind::BrownoutAnnounced(id) => (
            format!("Brownout announced for {}", window(id)),
            brownout(id).and_then(|brownout| brownout.effect.clone()),
        ),
        EventKind::BrownoutHeld(id) => {
            (format!("Brownout on {}", window(id)), brownout(id).and_then(|brownout| brownout.effect.clone()))
        }
        EventKind::BrownoutCancelled(id) => {
            let reason =
                brownout(id).and_then(|brownout| brownout.cancelled.as_ref()).map(|cancelled| cancelled.reason.clone());
            (format!("Brownout of {} cancelled", window(id)), reason)
        }
        EventKind::Reminder { days: 1, sunset } => {
            (format!("1 day until the sunset on {}", phrase::when(*sunset)), None)
        }
        EventKind::Reminder { days, sunset } => {
            (format!("{days} days until the sunset on {}", phrase::when(*sunset)), None)
        }
        EventKind::Revised { change, field, from, to, reason, .. } => {
            (revised(*change, field, from.as_ref(), to.as_ref()), Some(reason.clone()))
        }
        EventKind::Sunset => (format!("Sunset on {}", phrase::when(event.when)), None),
        EventKind::Due(version) => (format!("May be gone since {version}"), None),
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
        FieldValue::When(when) => phrase::when(*when),
        other => other.to_string(),
    }
}

/// `6 Oct 2026, 09:00 to 10:00 UTC`
pub fn window(brownout: &entry::Brownout) -> String {
    let (start, end) = (When::Instant(brownout.start.value), When::Instant(brownout.end.value));
    let until = match start.day() == end.day() {
        true => phrase::clock(brownout.end.value),
        false => format!("{}, {}", phrase::day(end.day()), phrase::clock(brownout.end.value)),
    };
    format!("{}, {} to {until} UTC", phrase::day(start.day()), phrase::clock(brownout.start.value))
}
