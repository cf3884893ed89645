//! What readers may see on a day: entries whose day has come, without drafts.

use super::{Catalog, Change, ChangeIx, Component, ComponentIx, Event, Promise, Release, State};
use crate::base::{Date, Today, Version};

/// The catalog as it is published on a day.
#[derive(Clone, Copy, Debug)]
pub struct View<'c> {
    catalog: &'c Catalog,
    today: Today,
}

/// A published entry with its promise.
#[derive(Clone, Copy, Debug)]
pub struct Promised<'c> {
    pub index: ChangeIx,
    pub change: &'c Change,
    pub promise: &'c Promise,
    pub state: State,
}

impl Catalog {
    /// The published view of a day.
    pub fn as_of(&self, today: Today) -> View<'_> {
        View { catalog: self, today }
    }
}

impl<'c> View<'c> {
    pub fn catalog(self) -> &'c Catalog {
        self.catalog
    }

    pub fn today(self) -> Today {
        self.today
    }

    /// Whether an entry is there, and its day has come.
    pub fn shows(self, index: ChangeIx) -> bool {
        self.catalog.order().holds(index) && self.shows_change(self.catalog.change(index))
    }

    fn shows_change(self, change: &Change) -> bool {
        !change.entry.draft && change.date().has_come(self.today)
    }

    /// Published entries, newest first.
    pub fn changes(self) -> impl DoubleEndedIterator<Item = (ChangeIx, &'c Change)> {
        self.catalog.indexed().filter(move |(_, change)| self.shows_change(change))
    }

    /// The published ones of some entries, in their order.
    pub fn among(self, indexes: &'c [ChangeIx]) -> impl DoubleEndedIterator<Item = (ChangeIx, &'c Change)> {
        indexes
            .iter()
            .map(move |index| (*index, self.catalog.change(*index)))
            .filter(move |(_, change)| self.shows_change(change))
    }

    /// Published entries that carry a promise, newest first.
    pub fn promises(self) -> impl Iterator<Item = Promised<'c>> {
        self.changes().filter_map(move |(index, change)| self.promised(index, change))
    }

    /// The promise of an entry, with its state today.
    pub fn promised(self, index: ChangeIx, change: &'c Change) -> Option<Promised<'c>> {
        let promise = change.promise.as_ref()?;
        Some(Promised { index, change, promise, state: self.state(change, promise) })
    }

    fn state(self, change: &Change, promise: &Promise) -> State {
        promise.life.state_on(self.today.0, &self.catalog.component(change.component).releases)
    }

    /// When the release that a promise waits for is expected, while it is only planned: never a day that was promised, and
    /// it may have passed.
    pub fn expected(self, promised: Promised<'_>) -> Option<Date> {
        let version = promised.promise.life.removal.on(self.today.0)?;
        let releases = &self.catalog.component(promised.change.component).releases;
        let is_out = releases.reached(version).is_some_and(|day| day <= self.today.0);
        releases.expected(version).filter(|_| promised.state.is_open() && !is_out)
    }

    /// The events of a promise whose day has come, by date.
    pub fn past_events(self, promise: &'c Promise) -> impl DoubleEndedIterator<Item = &'c Event> {
        promise.events.iter().filter(move |event| event.when.has_come(self.today))
    }

    pub fn components(self) -> impl Iterator<Item = (ComponentIx, &'c Component)> {
        let components = self.catalog.components().iter().enumerate();
        components.map(|(index, component)| (ComponentIx(index as u32), &**component))
    }

    /// A component's releases that readers may see, the highest first: those with a published entry, and rows of releases.toml.
    pub fn releases(self, component: &'c Component) -> impl DoubleEndedIterator<Item = &'c Release> {
        component.releases.iter().filter(move |release| self.shows_release(release))
    }

    /// The release of a version, if readers may see it.
    pub fn release(self, component: &'c Component, version: &Version) -> Option<&'c Release> {
        component.releases.find(version).filter(|release| self.shows_release(release))
    }

    /// The same as places in [`super::Releases`].
    pub fn release_places(self, component: &Component) -> Vec<usize> {
        let shown = component.releases.iter().enumerate().filter(|(_, release)| self.shows_release(release));
        shown.map(|(place, _)| place).collect()
    }

    fn shows_release(self, release: &Release) -> bool {
        release.changes.is_empty() || release.changes.iter().any(|index| self.shows(*index))
    }

    /// Published entries of a component that carry no version, newest first.
    fn unversioned(self, component: &'c Component) -> impl Iterator<Item = (ChangeIx, &'c Change)> {
        self.among(&component.changes).filter(|(_, change)| change.entry.version.is_none())
    }

    /// The day of a component's last release, if it has any.
    fn last_release(self, component: &Component) -> Option<Date> {
        let out = component.releases.iter().filter(|release| release.is_out(self.today.0));
        out.filter_map(|release| release.date).max()
    }

    /// The unreleased changes of a component, newest first: entries without a version, of the day of its last release
    /// or later. All entries of a component without releases.
    pub fn unreleased(self, component: &'c Component) -> impl Iterator<Item = (ChangeIx, &'c Change)> {
        let last = self.last_release(component);
        self.unversioned(component).filter(move |(_, change)| last.is_none_or(|last| last <= change.date().day()))
    }

    /// Entries that never were a part of a release, newest first: without a version, and older than the last release.
    pub fn beside_releases(self, component: &'c Component) -> impl Iterator<Item = (ChangeIx, &'c Change)> {
        let last = self.last_release(component);
        self.unversioned(component).filter(move |(_, change)| last.is_some_and(|last| change.date().day() < last))
    }
}
