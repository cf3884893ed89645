//! An event in words: a title and a first line that say what happened, to what, and what to do by when, and a text that is
//! complete without opening the site. All of it holds for the day of the event, and so stays true.

use super::Site;
use super::items::{escape, sunset_words};
use super::{paths, phrase};
use crate::base::{Date, Slug, When, is_forbidden};
use crate::catalog::{Change, Event, EventKind, Lifecycle, Promise, State};
use crate::entry::{self, FieldName, FieldValue};
use crate::markdown;

/// An event as readers are told of it.
#[derive(Debug)]
pub struct Words {
    pub title: String,
    /// What happened and what to do, plain text.
    pub summary: String,
    pub content_html: String,
}

pub fn words(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Words {
    let subject = markdown::title_plain(&change.entry.title.value);
    let (headline, why) = headline(change, promise, event);
    let is_over = is_over(&event.kind);
    let to_do = to_do(site, change, promise, event).filter(|_| !is_over).map(sentence);
    let deadline = deadline(promise, event.when.day()).filter(|_| !is_over);
    let rest: Vec<String> = [why, deadline].into_iter().flatten().map(sentence).collect();
    let surfaces = Surfaces(promise);
    let first = format!("{headline}: {}.", surfaces.plain());
    let summary: Vec<String> = to_do.iter().chain(&rest).map(|text| markdown::title_plain(text)).collect();
    let html = |text: &String| markdown::title_html(text);
    let to_do_html = to_do.as_ref().map(|text| format!(" {}", html(text))).unwrap_or_default();
    let paragraphs: String = rest.iter().map(|text| format!("<p>{}</p>\n", html(text))).collect();
    let (headline_html, surfaces_html, subject_html) = (escape(&headline), surfaces.html(), escape(&subject));
    let url = site.config.base_url.join(&paths::change(&change.id));
    Words {
        title: format!("{headline}: {subject}"),
        summary: std::iter::once(first).chain(summary).collect::<Vec<_>>().join(" "),
        content_html: format!(
            "<p><strong>{headline_html}</strong>: {surfaces_html}.{to_do_html}</p>\n{paragraphs}\
             <p><a href=\"{url}\">{subject_html}</a></p>"
        ),
    }
}

/// What a promise is about, in a line: the first few of its surfaces.
struct Surfaces<'p>(&'p Promise);

impl Surfaces<'_> {
    fn plain(&self) -> String {
        self.listed(str::to_owned)
    }

    fn html(&self) -> String {
        self.listed(|name| format!("<code>{}</code>", escape(name)))
    }

    fn listed(&self, name: impl Fn(&str) -> String) -> String {
        const SHOWN: usize = 3;
        let shows = |text: &String| -> String { text.chars().filter(|c| !is_forbidden(*c)).collect() };
        let names = self.0.surfaces.iter().map(|surface| name(&shows(&surface.surface.name.value)));
        let shown = names.take(SHOWN).collect::<Vec<_>>().join(", ");
        match self.0.surfaces.len().saturating_sub(SHOWN) {
            0 => shown,
            more => format!("{shown} and {more} more"),
        }
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

/// What the reader must do, and by when: `By 30 Nov 2026: Call /v2/deployments.`
fn to_do(site: &Site<'_>, change: &Change, promise: &Promise, event: &Event) -> Option<String> {
    let releases = &site.view.catalog().component(change.component).releases;
    let day = event.when.day();
    let is_due = promise.life.state_on(day, releases) == State::Due;
    let by = if is_due { Some("Now".to_owned()) } else { by_when(&promise.life, &event.kind, day) };
    match (by, &promise.action) {
        (Some(by), Some(action)) => Some(format!("{by}: {action}")),
        (by, action) => action.clone().or(by),
    }
}

/// The last day, or the version, before which something must be done, as of a day.
fn by_when(life: &Lifecycle, kind: &EventKind, day: Date) -> Option<String> {
    // A reminder on the very day of a move is about the date that it names.
    let sunset = match kind {
        EventKind::Reminder { sunset, .. } => Some(sunset),
        _ => life.sunset.on(day),
    };
    let by_version = || life.removal.on(day).map(|removal| format!("Before version {removal}"));
    match sunset {
        Some(sunset) if life.is_estimated_on(day) => Some(format!("Planned for {}", phrase::when(*sunset))),
        Some(sunset) if sunset.day() <= day => by_version().or_else(|| Some("Now".to_owned())),
        Some(sunset) => Some(match sunset.last_safe_day() {
            Some(last) => format!("By {}", phrase::day(last)),
            None => format!("Before {}", phrase::when(*sunset)),
        }),
        None => by_version(),
    }
}

/// By when something must be done, as it stands on a day.
pub fn deadline(promise: &Promise, day: Date) -> Option<String> {
    let life = &promise.life;
    if life.is_cancelled_on(day) {
        return Some("Cancelled".to_owned());
    }
    let planned = if life.is_estimated_on(day) { "planned " } else { "" };
    match (life.sunset.on(day), life.removal.on(day)) {
        (Some(sunset), Some(removal)) => {
            Some(format!("{}sunset {}, and not before version {removal}", planned, sunset_words(*sunset)))
        }
        (Some(sunset), None) => Some(format!("{}sunset {}", planned, sunset_words(*sunset))),
        (None, Some(removal)) => Some(format!("{planned}removal in version {removal}")),
        (None, None) => life.not_before.on(day).map(|floor| match floor {
            entry::Floor::When(when) => format!("not before {}", phrase::when(*when)),
            entry::Floor::Version(version) => format!("not before version {version}"),
        }),
    }
    .map(|text| text[..1].to_uppercase() + &text[1..])
}

/// What happened, and its reason where one was given.
fn headline(change: &Change, promise: &Promise, event: &Event) -> (String, Option<String>) {
    let brownout = |id: &Slug| {
        change.entry.deprecation.iter().flat_map(|promise| &promise.brownouts).find(|brownout| brownout.id.value == *id)
    };
    let window = |id: &Slug| {
        let life = promise.life.brownouts.iter().find(|brownout| brownout.id == *id);
        // As it was announced: one that moved later said another time on the day of the event.
        match life.and_then(|life| life.starts.on(event.when.day()).filter(|start| **start != life.start)) {
            Some(start) => phrase::when(*start),
            None => brownout(id).map(window).unwrap_or_default(),
        }
    };
    let effect = |id: &Slug| brownout(id).and_then(|brownout| brownout.effect.clone());
    let on = phrase::when(event.when);
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
        EventKind::Reminder { days: 1, sunset } => {
            (format!("1 day until the sunset on {}", phrase::when(*sunset)), None)
        }
        EventKind::Reminder { days, sunset } => {
            (format!("{days} days until the sunset on {}", phrase::when(*sunset)), None)
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
