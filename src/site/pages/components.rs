//! Components and their releases.

use super::card::{by_kind, card, kind, row};
use super::head::{About, crumb, feed_set, head, timeless};
use super::home::Grouped;
use super::{component_ref, lists, owner, pages_of, upgrade};
use crate::catalog::{Change, ChangeIx, Component, ComponentIx, Promised, Release};
use crate::entry::Kind;
use crate::markdown;
use crate::site::context::{Card, ComponentCard, ComponentPage, ComponentsPage, Html, Link, ReleasePage, ReleaseRow};
use crate::site::scope::Scope;
use crate::site::timeline::By;
use crate::site::{Site, links, paths};

const ROWS: usize = 24;
/// Open promises on a component's page; the list of promises has all.
const OPEN: usize = 20;
/// Entries in each list of a component's page; the list of changes has all.
const LISTED: usize = 30;

pub fn components(site: &Site<'_>) -> ComponentsPage {
    ComponentsPage {
        page: head(
            site,
            About {
                title: "Components".to_owned(),
                description: format!("The parts of {}, who owns them, and what they released last.", site.config.title),
                path: paths::COMPONENTS.to_owned(),
                section: paths::COMPONENTS,
                breadcrumbs: Vec::new(),
                scope: None,
                json: Some("api/v1/components.json".to_owned()),
            },
        ),
        components: site.view.components().map(|(index, component)| component_card(site, index, component)).collect(),
    }
}

fn component_card(site: &Site<'_>, index: ComponentIx, component: &Component) -> ComponentCard {
    let grouped = Grouped::of(site, promises(site, index));
    let latest = component.releases.latest(site.view.today());
    let newest = site.view.among(&component.changes).next().map(|(_, change)| change.date().day());
    ComponentCard {
        id: component.id().to_string(),
        name: component.config.name.clone(),
        path: paths::component(component.id()),
        description: component.config.description.clone(),
        owner: component.config.owner.as_ref().and_then(|id| owner(site, &id.value)),
        latest: latest.map(|release| Link {
            text: release.version.to_string(),
            href: paths::release(component.id(), &release.version),
        }),
        latest_date: latest.and_then(|release| release.date).or(newest).map(|date| date.to_string()),
        open: grouped.open().count(),
        next: grouped.due.iter().chain(&grouped.upcoming).next().map(|promised| row(site, *promised)),
    }
}

/// The promises that concern a component: its own, and those that name it in `also`.
fn promises<'a>(site: &Site<'a>, index: ComponentIx) -> impl Iterator<Item = Promised<'a>> {
    let view = site.view;
    let component = view.catalog().component(index);
    let changes = view.among(&component.changes).chain(view.among(&component.also));
    changes.filter_map(move |(index, change)| view.promised(index, change))
}

/// A page of a component, from 1; only the first says more than its older releases.
pub fn component(site: &Site<'_>, index: ComponentIx, number: usize) -> ComponentPage {
    let component = site.view.catalog().component(index);
    let first = number == 1;
    let newest = if first { LISTED } else { 0 };
    let grouped = Grouped::of(site, promises(site, index).filter(|_| first));
    let scope = site.plan.component(index);
    let (open, more_open) = grouped.open_rows(site, OPEN);
    let places = &site.plan.releases[index.0 as usize];
    let shown = &places[pages_of::range(places.len(), pages_of::RELEASES, number)];
    let beyond = |count: usize| count.saturating_sub(LISTED);
    let more = beyond(site.view.unreleased(component).count())
        + beyond(site.view.beside_releases(component).count())
        + beyond(site.view.among(&component.also).count());
    let [timeline] = grouped.timelines(site, ROWS, [By::Nothing]);
    ComponentPage {
        page: head(
            site,
            About {
                title: lists::titled(&component.config.name, number),
                description: component.config.description.clone(),
                path: paths::nth(&scope.path, number),
                section: paths::COMPONENTS,
                breadcrumbs: breadcrumbs(scope, number),
                scope: Some(scope),
                json: Some(format!("api/v1/components/{}.json", component.id())),
            },
        ),
        id: component.id().to_string(),
        name: component.config.name.clone(),
        description: component.config.description.clone(),
        owner: component.config.owner.as_ref().and_then(|id| owner(site, &id.value)),
        repository: component.config.repository.as_ref().map(ToString::to_string),
        open,
        more_open,
        timeline,
        unreleased: by_kind(site, site.view.unreleased(component).take(newest)),
        releases: shown.iter().map(|place| release_row(site, component, component.releases.at(*place))).collect(),
        pager: pages_of::pager(places.len(), pages_of::RELEASES, number, |number| paths::nth(&scope.path, number)),
        beside: cards(site, site.view.beside_releases(component).take(newest)),
        also: cards(site, site.view.among(&component.also).take(newest)),
        more,
        feeds: feed_set(site, scope),
        upgrade: upgrade::of_component(site, component),
    }
}

fn cards<'c>(site: &Site<'_>, changes: impl Iterator<Item = (ChangeIx, &'c Change)>) -> Vec<Card> {
    changes.map(|(index, change)| card(site, index, change)).collect()
}

fn breadcrumbs(scope: &Scope, number: usize) -> Vec<Link> {
    let own = (number > 1).then(|| crumb(&scope.name, scope.path.clone()));
    std::iter::once(crumb("Components", paths::COMPONENTS)).chain(own).collect()
}

pub(super) fn release_row(site: &Site<'_>, component: &Component, release: &Release) -> ReleaseRow {
    let changes: Vec<_> = site.view.among(&release.changes).map(|(_, change)| change).collect();
    let count = |wanted: Kind| changes.iter().filter(|change| change.entry.kind.value == wanted).count();
    ReleaseRow {
        version: release.version.to_string(),
        path: paths::release(component.id(), &release.version),
        date: release.date.map(|date| date.to_string()),
        planned: !release.is_out(site.view.today().0),
        yanked: release.yanked.clone(),
        breaking: changes.iter().any(|change| change.entry.breaking),
        counts: Kind::ALL.iter().map(|each| (kind(*each), count(*each))).filter(|(_, count)| *count > 0).collect(),
    }
}

/// A release; `position` counts from the highest version.
pub fn release(site: &Site<'_>, index: ComponentIx, position: usize) -> Option<ReleasePage> {
    let component = site.view.catalog().component(index);
    let places = &site.plan.releases[index.0 as usize];
    let release = component.releases.at(*places.get(position)?);
    let link = |place: &usize| {
        let release = component.releases.at(*place);
        Link { text: release.version.to_string(), href: paths::release(component.id(), &release.version) }
    };
    let (notes, notes_url) = notes(site, release);
    let today = site.view.today().0;
    let removed = site.plan.removals.get(&(index, release.version.clone()));
    let promised = site
        .view
        .among(removed.map_or(&[], Vec::as_slice))
        .filter_map(|(index, change)| site.view.promised(index, change));
    // What a release brought stays; the outlook of a promise, and the coming of a planned release, do not.
    let is_settled = release.is_out(today)
        && removed.is_none()
        && site.view.among(&release.changes).all(|(_, change)| change.promise.is_none());
    let head = if is_settled { timeless } else { head };
    Some(ReleasePage {
        page: head(
            site,
            About {
                title: format!("{} {}", component.config.name, release.version),
                description: format!("What changed in {} {}.", component.config.name, release.version),
                path: paths::release(component.id(), &release.version),
                section: paths::COMPONENTS,
                breadcrumbs: vec![
                    crumb("Components", paths::COMPONENTS),
                    crumb(&component.config.name, paths::component(component.id())),
                ],
                scope: Some(site.plan.component(index)),
                json: Some(format!("api/v1/components/{}/{}.json", component.id(), release.version)),
            },
        ),
        component: component_ref(site, index),
        version: release.version.to_string(),
        date: release.date.map(|date| date.to_string()),
        planned: !release.is_out(today),
        yanked: release.yanked.clone(),
        notes,
        notes_url,
        groups: by_kind(site, site.view.among(&release.changes)),
        promised: promised.map(|promised| row(site, promised)).collect(),
        previous: places.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|newer| places.get(newer)).map(link),
        upgrade: upgrade::of_release(site, component, release),
    })
}

/// Notes are one line of Markdown, or a URL.
fn notes(site: &Site<'_>, release: &Release) -> (Option<Html>, Option<String>) {
    let Some(notes) = &release.notes else { return (None, None) };
    if (notes.starts_with("https://") || notes.starts_with("http://")) && !notes.contains(' ') {
        return (None, Some(notes.clone()));
    }
    let file = crate::base::RelPath::new("releases.toml").expect("a plain name is a path");
    let html = markdown::line_html(notes, &|target| links::resolve(site.view, &file, "", target));
    (Some(Html(html.to_string_with(site.config.base_url.path()))), None)
}
