//! Promises → their entries in calendars: a sunset as an event of a whole day, a brownout as one with its hours. Only
//! what is firm: an estimate, a floor and the date of a planned release never make an entry. What was once in a calendar
//! stays there, called off if need be, since clients keep what they know until they are told otherwise.

mod standing;
mod words;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::calendar::{self, Calendar, Event, Span};
use super::scope::{Scope, Subject};
use super::{Site, paths};
use crate::base::{Date, When};
use crate::catalog::{Change, ChangeIx, ComponentIx, View};
use crate::entry::{Brownout, FieldName};
use crate::markdown;
use crate::schedule::Published;
use standing::{Standing, Status};

/// What stands in calendars for one promise.
struct Dated<'p> {
    change: &'p Change,
    published: &'p Published<'p>,
    what: What<'p>,
    standing: Standing,
}

#[derive(Clone, Copy)]
enum What<'p> {
    Sunset,
    Brownout(&'p Brownout),
}

/// Whether an entry has, or ever had, a date that belongs into a calendar.
pub fn has_events(view: View<'_>, change: &Change) -> bool {
    Published::of(view.catalog(), change, view.today())
        .is_some_and(|published| dated(view, change, &published).next().is_some())
}

/// The components that have a calendar: those of which something has events.
pub fn dated_components(view: View<'_>) -> BTreeSet<ComponentIx> {
    let mut dated = BTreeSet::new();
    for (_, change) in view.changes() {
        let of = || change.also.iter().chain([&change.component]);
        if !of().all(|component| dated.contains(component)) && has_events(view, change) {
            dated.extend(of());
        }
    }
    dated
}

/// The calendar of a subject.
pub fn of_scope(site: &Site<'_>, scope: &Scope) -> Vec<u8> {
    let config = site.config;
    let events: Vec<Event> = scope.changes.iter().flat_map(|index| events(site, *index)).collect();
    let everything = scope.path.is_empty();
    calendar::calendar(&Calendar {
        uid: &match everything {
            true => format!("{}:calendar", config.id),
            false => format!("{}:calendar:{}", config.id, scope.path.trim_end_matches('/')),
        },
        name: &match everything {
            true => config.title.clone(),
            false => format!("{}: {}", config.title, scope.name),
        },
        description: &match scope.subject {
            Subject::Everything | Subject::Deprecations => "Sunsets and brownouts".to_owned(),
            _ => format!("Sunsets and brownouts: {}", scope.name),
        },
        url: &config.base_url.join(&scope.path),
        source: &config.base_url.join(&paths::calendar(&scope.path)),
        events: &events,
    })
}

/// The calendar of one promise.
pub fn of_entry(site: &Site<'_>, index: ChangeIx) -> Vec<u8> {
    let (config, change) = (site.config, site.view.catalog().change(index));
    let title = markdown::title_plain(&change.entry.title.value);
    let page = paths::change(&change.id);
    calendar::calendar(&Calendar {
        uid: &format!("{}:calendar:changes/{}", config.id, change.root),
        name: &format!("{}: {title}", config.title),
        description: change.summary(),
        url: &config.base_url.join(&page),
        source: &config.base_url.join(&paths::calendar(&page)),
        events: &events(site, index),
    })
}

fn events(site: &Site<'_>, index: ChangeIx) -> Vec<Event> {
    let change = site.view.catalog().change(index);
    let Some(published) = Published::of(site.view.catalog(), change, site.view.today()) else { return Vec::new() };
    dated(site.view, change, &published).map(|dated| event(site, &dated)).collect()
}

fn dated<'p>(view: View<'p>, change: &'p Change, published: &'p Published<'p>) -> impl Iterator<Item = Dated<'p>> {
    let sunset = standing::sunset(view, published).map(|standing| (What::Sunset, standing));
    let brownouts =
        published.deprecation.brownouts.iter().filter_map(move |brownout| {
            Some((What::Brownout(brownout), standing::brownout(view, published, brownout)?))
        });
    sunset.into_iter().chain(brownouts).map(move |(what, standing)| Dated { change, published, what, standing })
}

fn event(site: &Site<'_>, dated: &Dated<'_>) -> Event {
    let (config, change) = (site.config, dated.change);
    let book = format!("{}@{}", config.id.specific(), config.id.authority());
    let component = site.view.catalog().component(change.component).id();
    let (name, category) = match dated.what {
        What::Sunset => ("sunset".to_owned(), "sunset"),
        What::Brownout(brownout) => (format!("brownout-{}", brownout.id.value), "brownout"),
    };
    let summary = words::summary(dated);
    Event {
        uid: format!("{}.{name}.{book}", change.root),
        sequence: dated.standing.sequence,
        created: When::Day(dated.standing.created).instant(),
        revised: revised(site, dated),
        span: span(dated),
        status: match (dated.what, dated.standing.status) {
            (_, Status::CalledOff) | (What::Brownout(_), Status::Removed) => calendar::Status::Cancelled,
            _ => calendar::Status::Confirmed,
        },
        description: words::description(site, dated),
        url: config.base_url.join(&paths::change(&change.id)),
        categories: vec![category.to_owned(), component.to_string()],
        alarms: alarms(&config.feeds.reminders, dated, &summary),
        summary,
    }
}

fn span(dated: &Dated<'_>) -> Span {
    match dated.what {
        // Also where it has a time of day, which the words say: nobody meets at a sunset.
        What::Sunset => Span::Day(dated.standing.at.day()),
        What::Brownout(brownout) => {
            let length = brownout.end.value.duration_since(brownout.start.value);
            let start = dated.standing.at.instant();
            Span::Time { start, end: start.saturating_add(length).unwrap_or(start) }
        }
    }
}

/// When readers were last told anything that the event says: a day, and as many seconds as the event changed, since it
/// may change again on that day.
fn revised(site: &Site<'_>, dated: &Dated<'_>) -> Timestamp {
    let of_others = |field: &FieldName| matches!(field, FieldName::Brownout(_));
    let revisions = dated.published.deprecation.revisions.iter().filter(|revision| !of_others(&revision.field));
    let updated = dated.change.entry.updated.iter().map(|updated| updated.date.value);
    let updated = updated.filter(|when| when.has_come(site.view.today())).map(When::day);
    let told = revisions.map(|revision| revision.date).chain(updated);
    let day = When::Day(told.fold(dated.standing.revised, Date::max)).instant();
    day.checked_add(SignedDuration::from_secs(dated.standing.sequence.into())).unwrap_or(day)
}

/// Reminders of what still stands: of a sunset as often as feeds remind of it; of a brownout once, the shortest time
/// before. One whose day was over when the date was told is not made.
fn alarms(reminders: &[u32], dated: &Dated<'_>, summary: &str) -> Vec<calendar::Alarm> {
    if dated.standing.status != Status::Planned {
        return Vec::new();
    }
    let day = dated.standing.at.day();
    let in_time = |days: &&u32| {
        let rings = day.checked_sub(i64::from(**days).days());
        rings.is_ok_and(|rings| rings >= dated.standing.revised)
    };
    let alarm = |days: &u32| calendar::Alarm { days: *days, text: format!("{}: {summary}", words::ahead(*days)) };
    match dated.what {
        What::Sunset => reminders.iter().filter(in_time).map(alarm).collect(),
        What::Brownout(_) => reminders.iter().min().into_iter().filter(in_time).map(alarm).collect(),
    }
}
