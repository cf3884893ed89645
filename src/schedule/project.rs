//! The view as a whole → `schedule.json`, `deprecations/<id>.json` and `ids.json`.

use std::collections::BTreeSet;

use super::events::Events;
use super::promise::Build;
use super::{Baseline, parts, paths, wire};
use crate::catalog::{Change, ChangeIx, View};
use crate::config::Config;

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

/// Every id of this build, and of all builds before it.
pub fn ids(view: View<'_>, config: &Config, events: &Events<'_>, baseline: Option<&Baseline>) -> wire::Ids {
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
    ids.feed_items.extend(events.ids().map(str::to_owned));
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
