//! The view as a whole → `schedule.json`, `deprecations/<id>.json`, `events.json` and `ids.json`.

use std::collections::BTreeSet;

use super::promise::{Build, value};
use super::published::Published;
use super::{Baseline, parts, paths, wire};
use crate::catalog::{Change, ChangeIx, Event, EventKind, Promised, View};
use crate::config::Config;
use crate::entry;
use crate::markdown::title_plain;

/// The promise of an entry as it stands in the schedule, if it makes one that readers may know; without a baseline.
pub fn promise(view: View<'_>, config: &Config, index: ChangeIx) -> Option<wire::Deprecation> {
    let change = Some(view.catalog().change(index)).filter(|_| view.shows(index))?;
    Build { view, config, baseline: None }.deprecation(change)
}

/// The schedule of a day. Its `updated` is carried over from the baseline if nothing else differs from it.
pub fn schedule(view: View<'_>, config: &Config, baseline: Option<&Baseline>) -> wire::Schedule {
    let build = Build { view, config, baseline };
    let mut deprecations: Vec<_> = view.changes().filter_map(|(_, change)| build.deprecation(change)).collect();
    deprecations.sort_by(|a, b| a.id.cmp(&b.id));
    let before = baseline.map(Baseline::schedule);
    let mut schedule = wire::Schedule {
        schema: parts::schema(config, "schedule"),
        id: parts::book_id(config),
        updated: before.map_or(view.today().into(), |before| before.updated),
        deprecations,
    };
    if before.is_none_or(|before| *before != schedule) {
        schedule.updated = view.today().into();
    }
    schedule
}

/// One promise, by its id in the schedule; documents of former ids have the same content.
pub fn deprecation(config: &Config, schedule: &wire::Schedule, id: &str) -> Option<wire::DeprecationDocument> {
    let deprecation = schedule.find(id)?.clone();
    Some(wire::DeprecationDocument { schema: parts::schema(config, "deprecation"), deprecation })
}

/// All events of all promises, by date; those of one moment by id.
pub fn events(view: View<'_>, config: &Config) -> wire::Events {
    events_of(view, config, view.promises())
}

/// The events of some promises.
pub fn events_of<'v>(view: View<'v>, config: &Config, promises: impl Iterator<Item = Promised<'v>>) -> wire::Events {
    let mut events: Vec<wire::Event> = Vec::new();
    for promised in promises {
        let Some(published) = Published::of(view.catalog(), promised.change, view.today()) else { continue };
        let told = published.events(view.catalog(), &config.feeds.reminders);
        events.extend(told.iter().map(|told| event(view, config, &published, told)));
    }
    events.sort_by(|a, b| (a.date, &a.id, &a.deprecation).cmp(&(b.date, &b.id, &b.deprecation)));
    wire::Events { schema: parts::schema(config, "events"), id: parts::book_id(config), events }
}

fn event(view: View<'_>, config: &Config, published: &Published<'_>, told: &Event) -> wire::Event {
    let change = published.change;
    // The removal is the item of the entry that completes the promise.
    let item = match (&told.kind, published.completed_by) {
        (EventKind::Removed, Some(by)) => view.catalog().change(by),
        _ => change,
    };
    let id = paths::event_id(config, change, told).unwrap_or_else(|| paths::feed_id(config, item));
    let mut wire = wire::Event {
        id: wire::Uri(id),
        deprecation: change.id.to_string(),
        component: parts::component_id(view.catalog(), change.component),
        kind: told.name().to_owned(),
        date: told.when.into(),
        title: title_plain(&change.entry.title.value),
        url: parts::uri(config, &paths::change_page(&item.id)),
        field: None,
        from: None,
        to: None,
        reason: None,
        days: None,
        sunset: None,
        brownout: None,
        version: None,
    };
    detail(&mut wire, &told.kind);
    wire
}

/// What only some events have to say.
fn detail(wire: &mut wire::Event, kind: &EventKind) {
    match kind {
        EventKind::BrownoutAnnounced(id) | EventKind::BrownoutHeld(id) | EventKind::BrownoutCancelled(id) => {
            wire.brownout = Some(id.to_string());
        }
        EventKind::Reminder { days, sunset } => {
            wire.days = Some(*days);
            wire.sunset = Some((*sunset).into());
        }
        EventKind::Revised { change, field, from, to, reason, .. } => {
            let whole = matches!(change, entry::Change::Cancelled | entry::Change::Reinstated);
            wire.field = (!whole).then(|| field.to_string());
            wire.from = from.as_ref().map(value);
            wire.to = to.as_ref().map(value);
            wire.reason = Some(reason.clone());
        }
        EventKind::Due(version) => wire.version = Some(version.clone()),
        EventKind::Announced
        | EventKind::Deprecated
        | EventKind::ClosedToNew
        | EventKind::EndOfSupport
        | EventKind::Sunset
        | EventKind::Removed => {}
    }
}

/// Every id of this build, and of all builds before it.
pub fn ids(view: View<'_>, config: &Config, events: &wire::Events, baseline: Option<&Baseline>) -> wire::Ids {
    let mut ids = baseline.and_then(Baseline::ids).map_or_else(wire::IdsByKind::default, |ids| ids.ids.clone());
    for promise in baseline.iter().flat_map(|baseline| &baseline.schedule().deprecations) {
        // Without an ids.json beside it, the schedule says what it can.
        let names = || std::iter::once(&promise.id).chain(&promise.former_ids).cloned();
        ids.entries.extend(names());
        ids.deprecations.extend(names());
    }
    for (_, change) in view.changes() {
        add_change(&mut ids, config, change);
    }
    ids.feed_items.extend(events.events.iter().map(|event| event.id.0.clone()));
    for (_, component) in view.components() {
        ids.components.insert(component.id().to_string());
        let releases = view.releases(component);
        ids.releases.extend(releases.map(|release| format!("{}/{}", component.id(), release.version)));
    }
    ids.owners.extend(config.owners.iter().map(|owner| owner.id.value.to_string()));
    ids.audiences.extend(config.audiences.iter().map(ToString::to_string));
    wire::Ids { schema: parts::schema(config, "ids"), id: parts::book_id(config), ids }
}

fn add_change(ids: &mut wire::IdsByKind, config: &Config, change: &Change) {
    let names: BTreeSet<String> =
        std::iter::once(&change.id).chain(change.former_ids()).map(ToString::to_string).collect();
    if change.promise.is_some() {
        ids.deprecations.extend(names.iter().cloned());
    }
    ids.entries.extend(names);
    ids.feed_items.insert(paths::feed_id(config, change));
    ids.tags.extend(change.entry.tags.iter().map(|tag| tag.value.to_string()));
    ids.audiences.extend(change.entry.audiences.iter().map(|audience| audience.value.to_string()));
}
