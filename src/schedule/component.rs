//! Components and their releases → `components.json` and what lies below `components/`.

use super::{change, parts, paths, wire};
use crate::catalog::{Change, ChangeIx, Component, Release, View};
use crate::config::Config;

/// All components, in the order of the settings.
pub fn components(view: View<'_>, config: &Config) -> wire::Components {
    let components = view.components().map(|(_, component)| summary(config, component)).collect();
    wire::Components { schema: parts::schema(config, "components"), components }
}

/// One component with the ids of what belongs to it.
pub fn component(view: View<'_>, config: &Config, component: &Component) -> wire::ComponentDocument {
    let mut shown: Vec<ChangeIx> = component.changes.iter().chain(&component.also).copied().collect();
    shown.sort_by_key(|index| view.catalog().order().rank(*index));
    shown.dedup();
    shown.retain(|index| view.shows(*index));
    let change = |index: &ChangeIx| view.catalog().change(*index);
    let id = |change: &Change| change.id.to_string();
    wire::ComponentDocument {
        schema: parts::schema(config, "component"),
        component: summary(config, component),
        deprecations: shown.iter().map(change).filter(|change| change.promise.is_some()).map(id).collect(),
        changes: shown.iter().map(change).map(id).collect(),
        unreleased: view.unreleased(component).map(|(_, change)| id(change)).collect(),
    }
}

/// All releases of a component, the highest first.
pub fn releases(view: View<'_>, config: &Config, component: &Component) -> wire::Releases {
    let release = |release: &Release| wire::Release {
        version: release.version.clone(),
        url: parts::uri(config, &paths::release_page(component.id(), &release.version)),
        api_url: parts::uri(config, &paths::release(component.id(), &release.version)),
        date: release.date.map(wire::Day),
        planned: release.planned,
        notes: release.notes.clone(),
        yanked: release.yanked.clone(),
        changes: view.among(&release.changes).map(|(_, change)| change.id.to_string()).collect(),
    };
    wire::Releases {
        schema: parts::schema(config, "releases"),
        component: component.id().to_string(),
        releases: view.releases(component).map(release).collect(),
    }
}

/// One release with its changes.
pub fn release(view: View<'_>, config: &Config, component: &Component, release: &Release) -> wire::ReleaseDocument {
    let carried = view.among(&release.changes);
    wire::ReleaseDocument {
        schema: parts::schema(config, "release"),
        component: component.id().to_string(),
        version: release.version.clone(),
        url: parts::uri(config, &paths::release_page(component.id(), &release.version)),
        date: release.date.map(wire::Day),
        planned: release.planned,
        notes: release.notes.clone(),
        yanked: release.yanked.clone(),
        changes: carried.map(|(_, carried)| change::item(view, config, carried)).collect(),
    }
}

fn summary(config: &Config, component: &Component) -> wire::Component {
    let settings = &component.config;
    wire::Component {
        id: component.id().to_string(),
        name: settings.name.clone(),
        description: settings.description.clone(),
        url: parts::uri(config, &paths::component_page(component.id())),
        api_url: parts::uri(config, &paths::component(component.id())),
        releases_url: parts::uri(config, &paths::releases(component.id())),
        owner: parts::owner(config, settings.owner.as_ref().map(|owner| &owner.value)),
        repository: settings.repository.as_ref().map(parts::web),
    }
}
