//! Components with their releases → the page that says what a move from one version to another means. The answer for a
//! pair is cut in the browser; here stands what can be read without.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::card::kind;
use super::components::release_row;
use super::head::{About, timeless};
use super::title_plain;
use crate::catalog::{Change, ChangeIx, Component, ComponentIx, Release, State, View};
use crate::schedule::{self, paths as api};
use crate::site::context::{Link, UpgradeComponent, UpgradeEntry, UpgradePage, UpgradeRow};
use crate::site::{Site, paths};

/// The most releases of a component that are told without JavaScript.
const ROWS: usize = 8;
/// The most entries of a release.
const ENTRIES: usize = 8;
/// About so many entries are on the page, so that it stays small however many components there are.
const ALL_ENTRIES: usize = 240;
/// The most components whose releases are told; of the others the page names theirs.
const TOLD: usize = 40;
/// As [`ALL_ENTRIES`], where there are more components than are told: to name all of them takes room too.
const ENTRIES_OF_TOLD: usize = 120;

pub fn page(site: &Site<'_>) -> UpgradePage {
    let view = site.view;
    let with_releases: Vec<_> = view.components().filter(|(_, one)| view.releases(one).next().is_some()).collect();
    let told = told(view, &with_releases);
    let share = match told.len() == with_releases.len() {
        true => ALL_ENTRIES / told.len().max(1),
        false => ENTRIES_OF_TOLD / TOLD,
    };
    UpgradePage {
        page: timeless(
            site,
            About {
                title: "Upgrade".to_owned(),
                description: "What breaks, what is deprecated and what is gone between two versions of a component."
                    .to_owned(),
                path: paths::UPGRADE.to_owned(),
                section: paths::UPGRADE,
                breadcrumbs: Vec::new(),
                scope: None,
                json: None,
            },
        ),
        components: with_releases
            .into_iter()
            .map(|(index, one)| component(site, one, told.contains(&index).then_some(share)))
            .collect(),
    }
}

/// The components that released last.
fn told(view: View<'_>, components: &[(ComponentIx, &Component)]) -> BTreeSet<ComponentIx> {
    let last = |component: &Component| view.releases(component).filter_map(|release| release.date).max();
    let mut by_day: Vec<_> = components.iter().map(|(index, one)| (Reverse(last(one)), *index)).collect();
    by_day.sort_unstable();
    by_day.into_iter().take(TOLD).map(|(_, index)| index).collect()
}

/// Tells as many releases as have room for their entries in the component's share; none without one.
fn component(site: &Site<'_>, component: &Component, share: Option<usize>) -> UpgradeComponent {
    let mut left = share.unwrap_or_default();
    let mut matter = site.view.releases(component).filter_map(|release| row(site, component, release)).peekable();
    let mut releases = Vec::new();
    while let Some(row) = matter.next_if(|row| releases.len() < ROWS && row.entries.len() <= left) {
        left -= row.entries.len();
        releases.push(row);
    }
    UpgradeComponent {
        id: component.id().to_string(),
        name: component.config.name.clone(),
        path: paths::component(component.id()),
        json: api::upgrade(component.id()),
        count: site.view.releases(component).count(),
        told: share.is_some(),
        complete: matter.peek().is_none(),
        releases,
    }
}

/// None if nothing in it matters.
fn row(site: &Site<'_>, component: &Component, release: &Release) -> Option<UpgradeRow> {
    let matter = site.view.among(&release.changes).filter(|(_, one)| schedule::matters(one));
    let entries: Vec<UpgradeEntry> = matter.take(ENTRIES).map(|(index, one)| entry(site, index, one)).collect();
    (!entries.is_empty()).then(|| UpgradeRow { release: release_row(site, component, release), entries })
}

fn entry(site: &Site<'_>, index: ChangeIx, change: &Change) -> UpgradeEntry {
    UpgradeEntry {
        kind: kind(change.entry.kind.value),
        breaking: change.entry.breaking,
        link: Link { text: title_plain(change), href: paths::change(&change.id) },
        action: change.entry.action.as_ref().map(|action| action.value.clone()),
        effort: change
            .entry
            .effort
            .filter(|_| !is_called_off(site, index, change))
            .map(|effort| effort.name().to_owned()),
    }
}

/// What is not to be done takes no time.
fn is_called_off(site: &Site<'_>, index: ChangeIx, change: &Change) -> bool {
    site.view.promised(index, change).is_some_and(|promised| promised.state == State::Cancelled)
}

/// What moving a component to its newest release means, to choose from where.
pub fn of_component(site: &Site<'_>, component: &Component) -> Option<String> {
    (site.view.releases(component).count() > 1).then(|| address(component, ""))
}

/// What moving from a release to the newest of its component means. The address does not name the newest, so that a page
/// stays as it is when another release comes.
pub fn of_release(site: &Site<'_>, component: &Component, release: &Release) -> Option<String> {
    let newest = component.releases.latest(site.view.today())?;
    // Of what a version may hold, only the sign before build metadata means something else in a query.
    let from = release.version.to_string().replace('+', "%2B");
    let is_below = release.version.cmp_precedence(&newest.version).is_lt();
    is_below.then(|| address(component, &format!("&from={from}")))
}

/// The fragment leads to the component's releases where there is no JavaScript.
fn address(component: &Component, from: &str) -> String {
    let id = component.id();
    format!("{}?component={id}{from}#component-{id}", paths::UPGRADE)
}
