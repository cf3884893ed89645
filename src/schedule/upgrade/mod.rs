//! A component's published entries → its upgrade document; and that document + two of its versions → what the move means
//! ([`slice`]). What a move means is decided from the document alone, so that any client, a page and `forewarn diff`
//! say the same, on the site's own sources and on what was published. Holds no state and no count of days.

mod ranges;
mod slice;

pub use slice::{NoUpgrade, slice};

use super::{parts, paths, wire};
use crate::base::Version;
use crate::catalog::{Change, Component, ComponentIx, View};
use crate::config::Config;
use crate::entry::Kind;
use crate::markdown::title_plain;

/// What matters to whoever moves this component from any of its versions to any other. `schedule` is that of the view.
pub fn upgrade_document(
    view: View<'_>,
    config: &Config,
    schedule: &wire::Schedule,
    component: ComponentIx,
) -> wire::UpgradeDocument {
    let build = Build { view, config, schedule, own: component };
    let component = view.catalog().component(component);
    let (releases, items) = (releases(view, component), build.items(component));
    wire::UpgradeDocument {
        schema: parts::schema(config, "upgrade"),
        component: component.id().to_string(),
        component_name: component.config.name.clone(),
        url: parts::uri(config, &paths::component_page(component.id())),
        ranges: ranges::ranges(&releases, &items),
        releases,
        items,
    }
}

fn releases(view: View<'_>, component: &Component) -> Vec<wire::UpgradeRelease> {
    let lowest_first = view.releases(component).rev();
    let release = |release: &crate::catalog::Release| wire::UpgradeRelease {
        version: release.version.clone(),
        date: release.date.map(wire::Day),
        planned: release.planned,
        yanked: release.yanked.clone(),
    };
    lowest_first.map(release).collect()
}

/// What every item of a document is made with.
#[derive(Clone, Copy)]
struct Build<'a> {
    view: View<'a>,
    config: &'a Config,
    schedule: &'a wire::Schedule,
    own: ComponentIx,
}

impl<'a> Build<'a> {
    fn items(self, component: &Component) -> Vec<wire::UpgradeItem> {
        let shown = self.view.among(&component.changes).chain(self.view.among(&component.also));
        let mut items: Vec<_> = shown.filter(|(_, change)| matters(change)).map(|(_, item)| self.item(item)).collect();
        let key = |item: &wire::UpgradeItem| (item.version.is_none(), item.version.clone(), item.date, item.id.clone());
        items.sort_by_cached_key(key);
        items.dedup_by(|a, b| a.id == b.id);
        items
    }

    fn item(self, change: &Change) -> wire::UpgradeItem {
        let (entry, config) = (&change.entry, self.config);
        let is_own = change.component == self.own;
        let own_version = |version: Option<&Version>| version.filter(|_| is_own).cloned();
        let promise = self.schedule.find(change.id.as_str()).filter(|_| change.promise.is_some());
        let completed = self.completed(change);
        let action = promise.and_then(|promise| promise.action.clone());
        let action = action.or_else(|| entry.action.as_ref().map(|action| action.value.clone()));
        let told: Vec<&wire::Deprecation> = promise.into_iter().chain(completed.iter().copied()).collect();
        wire::UpgradeItem {
            id: change.id.to_string(),
            url: parts::uri(config, &paths::change_page(&change.id)),
            title: title_plain(&entry.title.value),
            kind: entry.kind.value.to_string(),
            component: parts::component_id(self.view.catalog(), change.component),
            version: own_version(entry.version.as_ref().map(|at| &at.value)),
            date: change.date().into(),
            breaking: entry.breaking,
            action: action.or_else(|| joined(completed.iter().filter_map(|promise| promise.action.as_deref()))),
            migration: parts::migration(config, change)
                .or_else(|| completed.iter().find_map(|promise| promise.migration.clone())),
            effort: (entry.effort.map(|effort| effort.name().to_owned()))
                .or_else(|| completed.iter().find_map(|promise| promise.effort.clone())),
            surfaces: told.iter().flat_map(|promise| &promise.surfaces).cloned().collect(),
            advisories: parts::texts(&entry.advisories),
            affected: entry.affected.as_ref().filter(|_| is_own).map(|at| at.value.to_string()),
            completes: completed.iter().map(|promise| promise.id.clone()).collect(),
            promise: promise.map(|promise| self::promise(promise, is_own)),
        }
    }

    /// The promises that an entry fulfils, as far as readers know them.
    fn completed(self, change: &Change) -> Vec<&'a wire::Deprecation> {
        let id = |index: &_| self.view.catalog().change(*index).id.as_str();
        change.completes.iter().filter_map(|index| self.schedule.find(id(index))).collect()
    }
}

/// Whether a change means anything to whoever moves over it.
pub fn matters(change: &Change) -> bool {
    let entry = &change.entry;
    let kind = matches!(entry.kind.value, Kind::Removed | Kind::Security | Kind::Deprecated);
    kind || entry.breaking || change.promise.is_some() || entry.action.is_some()
}

fn joined<'a>(sentences: impl Iterator<Item = &'a str>) -> Option<String> {
    let sentences: Vec<&str> = sentences.collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Of another component's promise no version is told: it is one of another stream.
fn promise(promise: &wire::Deprecation, is_own: bool) -> wire::UpgradePromise {
    let removed =
        promise.removed.clone().map(|removed| wire::Removed { version: removed.version.filter(|_| is_own), ..removed });
    let is_known = |floor: &wire::Floor| is_own || matches!(floor, wire::Floor::When(_));
    wire::UpgradePromise {
        deprecated: promise.deprecated,
        closed_to_new: promise.closed_to_new,
        end_of_support: promise.end_of_support,
        sunset: promise.sunset,
        removal: promise.removal.clone().filter(|_| is_own),
        not_before: promise.not_before.clone().filter(is_known),
        estimated: promise.estimated,
        effect: promise.effect.clone(),
        removed,
        cancelled: promise.cancelled.clone(),
    }
}
