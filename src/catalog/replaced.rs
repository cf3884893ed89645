//! A catalog and one entry that is another now, is new, or is gone → the next catalog, which shares everything else with it.
//!
//! Only what depends on that entry is made anew: its component's releases, the promise that it completes, the promises
//! whose versions are reached on another day, the entries that it is related to. All others keep their places.
//! Nothing may have been found in the catalog before; where anything would be found in the next one, there is none.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::assemble::{self, Index, Named, Resolver, Ties};
use super::promise::Resolve;
use super::{Catalog, Change, ChangeIx, Component, ComponentIx, Releases, identity, references};
use crate::base::{RelPath, Slug, When};
use crate::config::Config;
use crate::entry::Entry;

/// The next catalog, and what is not as it was.
#[derive(Debug)]
pub struct Replaced {
    pub catalog: Catalog,
    /// The place of the entry; nothing is there any more if it is gone.
    pub at: ChangeIx,
    /// Other entries whose promises are not as they were.
    pub promises: BTreeSet<ChangeIx>,
    /// Components whose entries or releases are not as they were.
    pub components: BTreeSet<ComponentIx>,
}

impl Catalog {
    /// The place of the entry of a file; `id` is the one that it probably has.
    pub fn place_of(&self, path: &RelPath, id: Option<&str>) -> Option<ChangeIx> {
        let is_of = |index: &ChangeIx| self.change(*index).entry.path == *path;
        let near = id.and_then(|id| self.find(id)).filter(is_of);
        near.or_else(|| self.order.iter().find(is_of))
    }

    /// The id of an entry, if it has one.
    pub fn id_of(entry: &Entry, config: &Config) -> Option<Slug> {
        let component = references::component_of(entry, config).ok()?;
        identity::id_of(entry, &config.components[component.0 as usize].id.value).ok()
    }

    /// The catalog with `new` instead of the entry at `old`.
    pub fn replaced(&self, old: Option<ChangeIx>, new: Option<Arc<Entry>>, config: &Config) -> Option<Replaced> {
        let at = old.unwrap_or(ChangeIx(self.changes.len() as u32));
        let before = old.map(|at| self.change(at));
        let named = match new {
            Some(entry) => Some(name(entry, config)?),
            None => None,
        };
        let edit = Edit { catalog: self, at, before, named: named.as_ref(), config };
        let index = edit.index()?;
        if named.as_ref().is_some_and(|named| !edit.leads_on(named, &index)) {
            return None;
        }
        let mut next = Catalog { order: edit.order(), index, ..self.clone() };
        let components = edit.components(&mut next)?;
        let promises = edit.ties(&mut next, &components)?;
        Some(Replaced { catalog: next, at, promises, components })
    }
}

fn name(entry: Arc<Entry>, config: &Config) -> Option<Named> {
    let component = references::component_of(&entry, config).ok()?;
    let id = identity::id_of(&entry, &config.components[component.0 as usize].id.value).ok()?;
    Some(Named { id, component, entry })
}

/// Its id and former ids.
fn ids<'e>(id: &'e Slug, entry: &'e Entry) -> impl Iterator<Item = &'e Slug> {
    entry.former_ids.iter().map(|id| &id.value).chain([id])
}

/// What a release is made of an entry by.
fn release_of(component: ComponentIx, id: &Slug, entry: &Entry) -> impl PartialEq {
    (component, id.clone(), entry.version.as_ref().map(|at| at.value.clone()), entry.date.value, entry.draft)
}

/// An entry that takes the place of another.
struct Edit<'a> {
    catalog: &'a Catalog,
    at: ChangeIx,
    before: Option<&'a Change>,
    named: Option<&'a Named>,
    config: &'a Config,
}

impl<'a> Edit<'a> {
    /// All other entries.
    fn others(&self) -> impl Iterator<Item = (ChangeIx, &'a Change)> {
        let at = self.at;
        self.catalog.indexed().filter(move |(index, _)| *index != at)
    }

    /// The entry at a place, after the edit.
    fn entry(&self, index: ChangeIx) -> &'a Entry {
        match self.named.filter(|_| index == self.at) {
            Some(named) => &named.entry,
            None => &self.catalog.change(index).entry,
        }
    }

    /// Where names lead: each to one entry, and all that are used to one that there is.
    fn index(&self) -> Option<Arc<Index>> {
        let old: BTreeSet<&Slug> = self.before.iter().flat_map(|change| ids(&change.id, &change.entry)).collect();
        let mut new = BTreeSet::new();
        for id in self.named.iter().flat_map(|named| ids(&named.id, &named.entry)) {
            let is_taken =
                self.catalog.find(id.as_str()).is_some_and(|other| other != self.at || self.before.is_none());
            if is_taken || !new.insert(id) {
                return None;
            }
        }
        if old == new {
            return Some(Arc::clone(&self.catalog.index));
        }
        let gone: BTreeSet<&Slug> = old.difference(&new).copied().collect();
        let pages = &self.catalog.frame.pages;
        let is_used = !gone.is_empty()
            && (self.others().any(|(_, other)| references::names_any(&other.entry, &gone))
                || pages.iter().any(|page| references::links_to_any(&page.outline, &gone)));
        if is_used {
            return None;
        }
        let mut index = Index::clone(&self.catalog.index);
        index.entries.retain(|id, _| !gone.contains(id));
        index.entries.extend(new.into_iter().map(|id| (id.clone(), self.at)));
        Some(Arc::new(index))
    }

    fn leads_on(&self, named: &Named, index: &Index) -> bool {
        let path = |index: ChangeIx| &self.entry(index).path;
        references::check_entry(&named.entry, index, self.config, &path).is_empty()
    }

    fn order(&self) -> super::Order {
        let key = |id: &Slug, entry: &Entry| (Reverse(entry.date.value.instant()), id.clone(), entry.path.clone());
        let newer = self.named.map(|named| {
            let own = key(&named.id, &named.entry);
            move |other: ChangeIx| {
                let other = self.catalog.change(other);
                key(&other.id, &other.entry) < own
            }
        });
        self.catalog.order.with(self.at, newer)
    }

    /// Takes the entry out of its components and puts it into those that it now has; says which these are.
    fn components(&self, next: &mut Catalog) -> Option<BTreeSet<ComponentIx>> {
        let old = self.before.map(|change| release_of(change.component, &change.id, &change.entry));
        let new = self.named.map(|named| release_of(named.component, &named.id, &named.entry));
        let also = |entry: &Entry, own: ComponentIx| -> BTreeSet<ComponentIx> {
            let named = entry.also.iter().filter_map(|id| next.index.component(id.value.as_str()));
            named.filter(|other| *other != own).collect()
        };
        let old_also = self.before.map(|change| also(&change.entry, change.component)).unwrap_or_default();
        let new_also = self.named.map(|named| also(&named.entry, named.component)).unwrap_or_default();
        if old == new && old_also == new_also {
            return Some(BTreeSet::new());
        }
        let own = [self.before.map(|change| change.component), self.named.map(|named| named.component)];
        let own: BTreeSet<ComponentIx> = own.into_iter().flatten().collect();
        let changed: BTreeSet<ComponentIx> = own.iter().chain(&old_also).chain(&new_also).copied().collect();
        for index in &changed {
            let mut component = Component::clone(next.component(*index));
            component.changes.retain(|other| *other != self.at);
            component.also.retain(|other| *other != self.at);
            if self.named.is_some_and(|named| named.component == *index) {
                next.order.insert(&mut component.changes, self.at);
            }
            if new_also.contains(index) {
                next.order.insert(&mut component.also, self.at);
            }
            if own.contains(index) {
                component.releases = self.releases(&component)?;
            }
            next.components[index.0 as usize] = Arc::new(component);
        }
        Some(changed)
    }

    /// `None` if a row of releases.toml is left without a date.
    fn releases(&self, component: &Component) -> Option<Arc<Releases>> {
        let entries = component.changes.iter().map(|index| (*index, self.entry(*index)));
        let releases = assemble::releases(&component.config, &self.catalog.frame.rows, entries);
        let is_dated = |release: &super::Release| release.row.is_none() || release.planned || release.date.is_some();
        let all_dated = releases.iter().all(is_dated);
        all_dated.then_some(releases)
    }

    /// Ties the entry to others; says whose promises are not as they were.
    fn ties(&self, next: &mut Catalog, components: &BTreeSet<ComponentIx>) -> Option<BTreeSet<ChangeIx>> {
        let completes = match self.named {
            Some(named) => self.completes(named, &next.index)?,
            None => Vec::new(),
        };
        let change = match self.named {
            Some(named) => Some(self.change(named, &completes, next)?),
            None if self.is_completed() => return None,
            None => None,
        };
        let mut completed: BTreeSet<ChangeIx> = completes.iter().copied().collect();
        completed.extend(self.before.iter().flat_map(|change| &change.completes));
        let by_this = self.named.filter(|named| !named.entry.draft).map(|named| (self.at, named.entry.date.value));
        for promise in &completed {
            self.complete(next, *promise, by_this.filter(|_| completes.contains(promise)));
        }
        completed.extend(self.reach_again(next, components));
        self.relate(next, change.as_ref());
        if let Some(change) = change {
            let place = self.at.0 as usize;
            match next.changes.get_mut(place) {
                Some(held) => *held = Arc::new(change),
                None => next.changes.push(Arc::new(change)),
            }
        }
        Some(completed)
    }

    /// The promises that the entry completes: of its component, and completed by no other.
    fn completes(&self, named: &Named, index: &Index) -> Option<Vec<ChangeIx>> {
        let completes = assemble::completes(&named.entry, index, |_| true);
        let known = |promise: &ChangeIx| self.before.is_some_and(|before| before.completes.contains(promise));
        let fits = |promise: &ChangeIx| {
            let target = self.catalog.changes.get(promise.0 as usize).filter(|_| *promise != self.at);
            target.is_some_and(|target| target.promise.is_some() && target.component == named.component)
        };
        let new: Vec<ChangeIx> = completes.iter().copied().filter(|promise| !known(promise)).collect();
        let is_free = new.is_empty()
            || self.others().all(|(_, other)| !other.completes.iter().any(|promise| new.contains(promise)));
        (completes.iter().all(fits) && is_free).then_some(completes)
    }

    /// Whether another entry, a draft maybe, completes the promise of this one.
    fn is_completed(&self) -> bool {
        let makes_promise = self.before.is_some_and(|before| before.promise.is_some());
        makes_promise && self.others().any(|(_, other)| other.completes.contains(&self.at))
    }

    fn change(&self, named: &Named, completes: &[ChangeIx], next: &Catalog) -> Option<Change> {
        let promise = self.before.and_then(|before| before.promise.as_ref());
        let stays = self.before.is_some_and(|before| before.component == named.component);
        if promise.is_some() && (named.entry.deprecation.is_none() || !stays) && self.is_completed() {
            return None;
        }
        let id = |reference: &crate::base::At<Slug>| next.index.entry(reference.value.as_str());
        let own = named.entry.related.iter().filter_map(id);
        let names_it = |other: &&ChangeIx| self.entry(**other).related.iter().any(|to| id(to) == Some(self.at));
        let others = self.before.iter().flat_map(|before| &before.related).filter(names_it).copied();
        let related: BTreeSet<ChangeIx> = own.chain(others).filter(|other| *other != self.at).collect();
        let mut ties = Ties {
            related: related.into_iter().collect(),
            completes: completes.to_vec(),
            completed: promise.and_then(|promise| promise.completed_by.zip(promise.life.removed)),
        };
        ties.related.sort_by_key(|other| next.order.rank(*other));
        let named = Named { id: named.id.clone(), component: named.component, entry: Arc::clone(&named.entry) };
        Some(self.resolver(next).change(named, ties))
    }

    fn resolver<'n>(&'n self, next: &'n Catalog) -> Resolver<'n> {
        Resolver { index: &next.index, components: &next.components, config: self.config }
    }

    /// Makes a promise anew.
    fn complete(&self, next: &mut Catalog, at: ChangeIx, completed: Option<(ChangeIx, When)>) {
        let change = next.change(at);
        let promise = self.resolver(next).promise(&change.entry, change.component, completed);
        let change = Change { promise, ..change.clone() };
        next.changes[at.0 as usize] = Arc::new(change);
    }

    /// Makes the promises anew whose versions are reached on another day now; these are they.
    fn reach_again(&self, next: &mut Catalog, components: &BTreeSet<ComponentIx>) -> Vec<ChangeIx> {
        let mut again = Vec::new();
        for index in components {
            let (old, new) = (&self.catalog.component(*index).releases, &next.component(*index).releases);
            if Arc::ptr_eq(old, new) {
                continue;
            }
            let is_moved = |other: &&ChangeIx| {
                let promise = &next.change(**other).promise;
                let mut versions = promise.iter().flat_map(|promise| promise.life.removal.history());
                versions.any(|version| old.reached(version.value) != new.reached(version.value))
            };
            let others = next.component(*index).changes.iter().filter(|other| **other != self.at);
            again.extend(others.filter(is_moved));
        }
        for at in &again {
            let completed = next.change(*at).promise.as_ref();
            let completed = completed.and_then(|promise| promise.completed_by.zip(promise.life.removed));
            self.complete(next, *at, completed);
        }
        again
    }

    /// Tells the entries that it was or is related to.
    fn relate(&self, next: &mut Catalog, change: Option<&Change>) {
        let (old, new) = (self.before.map(|before| &before.related), change.map(|change| &change.related));
        let others: BTreeSet<ChangeIx> = old.into_iter().chain(new).flatten().copied().collect();
        for other in others {
            let mut related = next.change(other).related.clone();
            related.retain(|index| *index != self.at);
            if new.is_some_and(|new| new.contains(&other)) {
                next.order.insert(&mut related, self.at);
            }
            if related != next.change(other).related {
                next.changes[other.0 as usize] = Arc::new(Change { related, ..next.change(other).clone() });
            }
        }
    }
}
