//! Resolves every name that entries use, once, and reports those that lead nowhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::promise::Resolve;
use super::{
    Catalog, Change, ChangeIx, Component, ComponentIx, Frame, LeftOut, Order, Promise, Releases, identity, promise,
    references,
};
use crate::base::{Slug, When};
use crate::config::{Config, ReleaseRow};
use crate::diag::Diagnostic;
use crate::entry::{Entry, Name, Page};

/// What a catalog is made of.
#[derive(Debug)]
pub struct Input {
    pub entries: Vec<Arc<Entry>>,
    pub pages: Vec<Page>,
    pub releases: Vec<ReleaseRow>,
    /// Files that are no entries, for reasons that have been reported.
    pub unread: Vec<Name>,
}

/// An entry whose id and component are known.
#[derive(Debug)]
pub struct Named {
    pub id: Slug,
    pub component: ComponentIx,
    pub entry: Arc<Entry>,
}

/// Assembles the catalog. Entries without a valid id or component are left out; their findings say so.
pub fn assemble(input: Input, config: &Config) -> (Catalog, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let (mut named, mut left_out) = name_entries(input.entries, config, &mut findings);
    for name in &input.unread {
        left_out.add(identity::possible_ids(name, config));
    }
    // The path decides between two entries of one id, so that the order of files never shows.
    named.sort_by_cached_key(|named| {
        (Reverse(named.entry.date.value.instant()), named.id.clone(), named.entry.path.clone())
    });
    findings
        .extend(identity::duplicates(&named.iter().map(|named| (named.id.clone(), &*named.entry)).collect::<Vec<_>>()));
    let index = Index::of(&named, left_out, config);
    findings.extend(references::check(&named, &input.pages, &index, config));
    findings.extend(references::check_releases(&input.releases, &named, config));
    let components = components(config, &named, &input.releases);
    let completed = completions(&named, &index, &mut findings);
    let related = related(&named, &index);
    let resolver = Resolver { index: &index, components: &components, config };
    let dates: Vec<_> = named.iter().map(|named| (!named.entry.draft).then_some(named.entry.date.value)).collect();
    let resolve = |(at, (named, related)): (usize, (Named, Vec<ChangeIx>))| {
        let by = completed.get(&ix(at)).copied();
        let ties = Ties {
            related,
            completes: completes(&named.entry, &index, |promise| completed.get(&promise) == Some(&ix(at))),
            completed: by.and_then(|by| Some((by, dates[by.0 as usize]?))),
        };
        Arc::new(resolver.change(named, ties))
    };
    let changes: Vec<Arc<Change>> = named.into_iter().zip(related).enumerate().map(resolve).collect();
    let mut pages = input.pages;
    pages.sort_by(|a, b| (&a.slug, &a.path).cmp(&(&b.slug, &b.path)));
    let (owners, audiences) = (config.owners.clone(), config.audiences.clone());
    let frame = Arc::new(Frame { owners, audiences, pages, rows: input.releases });
    let order = Order::of_places(changes.len());
    (Catalog { changes, order, index: Arc::new(index), components, frame }, findings)
}

fn ix(at: usize) -> ChangeIx {
    ChangeIx(at as u32)
}

/// The entries with their ids and components, and the ids that those without may have.
fn name_entries(entries: Vec<Arc<Entry>>, config: &Config, findings: &mut Vec<Diagnostic>) -> (Vec<Named>, LeftOut) {
    let mut named = Vec::with_capacity(entries.len());
    let mut left_out = LeftOut::default();
    for entry in entries {
        let name = references::component_of(&entry, config).and_then(|component| {
            let id = identity::id_of(&entry, &config.components[component.0 as usize].id.value)?;
            Ok((id, component))
        });
        match name {
            Ok((id, component)) => named.push(Named { id, component, entry }),
            Err(finding) => {
                findings.push(*finding);
                left_out.add(identity::possible_ids(&Name::from(&*entry), config));
            }
        }
    }
    (named, left_out)
}

/// Where names lead.
#[derive(Clone, Debug)]
pub struct Index {
    /// Ids and former ids.
    pub entries: BTreeMap<Slug, ChangeIx>,
    pub components: BTreeMap<Slug, ComponentIx>,
    pub(super) left_out: LeftOut,
}

impl Index {
    fn of(named: &[Named], left_out: LeftOut, config: &Config) -> Self {
        let mut entries = BTreeMap::new();
        // An id wins over another entry's former id; both together are a finding anyway.
        for (at, named) in named.iter().enumerate() {
            for former in &named.entry.former_ids {
                entries.insert(former.value.clone(), ix(at));
            }
        }
        entries.extend(named.iter().enumerate().map(|(at, named)| (named.id.clone(), ix(at))));
        let components = config.components.iter().enumerate();
        Index {
            entries,
            left_out,
            components: components
                .map(|(at, component)| (component.id.value.clone(), ComponentIx(at as u32)))
                .collect(),
        }
    }
}

impl Index {
    /// Whether a name of an entry leads nowhere, and nothing else has been said about that.
    pub fn lacks_entry(&self, id: &str) -> bool {
        !self.entries.contains_key(id) && !self.left_out.ids.contains(id)
    }
}

impl Resolve for Index {
    fn component(&self, id: &str) -> Option<ComponentIx> {
        self.components.get(id).copied()
    }

    fn entry(&self, id: &str) -> Option<ChangeIx> {
        self.entries.get(id).copied()
    }
}

fn components(config: &Config, named: &[Named], rows: &[ReleaseRow]) -> Vec<Arc<Component>> {
    let mut own: Vec<Vec<ChangeIx>> = vec![Vec::new(); config.components.len()];
    let mut also: Vec<BTreeSet<ChangeIx>> = vec![BTreeSet::new(); config.components.len()];
    for (at, named) in named.iter().enumerate() {
        own[named.component.0 as usize].push(ix(at));
        for id in &named.entry.also {
            let other = config.components.iter().position(|component| component.id.value == id.value);
            if let Some(other) = other.filter(|other| *other != named.component.0 as usize) {
                also[other].insert(ix(at));
            }
        }
    }
    let parts = config.components.iter().zip(own).zip(also);
    parts
        .map(|((config, changes), also)| {
            let entries = changes.iter().map(|index| (*index, &*named[index.0 as usize].entry));
            let releases = releases(config, rows, entries);
            Arc::new(Component { config: config.clone(), releases, changes, also: also.into_iter().collect() })
        })
        .collect()
}

/// The releases of a component with these entries, newest first.
pub fn releases<'e>(
    component: &crate::config::Component,
    rows: &[ReleaseRow],
    entries: impl Iterator<Item = (ChangeIx, &'e Entry)>,
) -> Arc<Releases> {
    let rows: Vec<&ReleaseRow> = rows.iter().filter(|row| row.component.value == component.id.value).collect();
    // A draft releases nothing.
    let entries: Vec<(ChangeIx, &Entry)> = entries.filter(|(_, entry)| !entry.draft).collect();
    Arc::new(Releases::gather(&rows, &entries))
}

/// Which entry completes which promise: of its own component, each promise once.
fn completions(named: &[Named], index: &Index, findings: &mut Vec<Diagnostic>) -> BTreeMap<ChangeIx, ChangeIx> {
    let mut completed: BTreeMap<ChangeIx, ChangeIx> = BTreeMap::new();
    // Oldest first: the first to complete a promise has completed it. A draft comes after all that are published.
    let (drafts, published): (Vec<_>, Vec<_>) =
        named.iter().enumerate().rev().partition(|(_, named)| named.entry.draft);
    for (at, entry) in published.into_iter().chain(drafts) {
        for reference in &entry.entry.completes {
            let Some(promise) = index.entry(reference.value.as_str()) else { continue };
            let target = &named[promise.0 as usize];
            match references::check_completion(
                entry,
                reference,
                target,
                completed.get(&promise).map(|by| &named[by.0 as usize]),
            ) {
                Some(finding) => findings.push(finding),
                None => {
                    completed.insert(promise, ix(at));
                }
            }
        }
    }
    completed
}

/// `related` entries, linked both ways.
fn related(named: &[Named], index: &Index) -> Vec<Vec<ChangeIx>> {
    let mut related: Vec<BTreeSet<ChangeIx>> = vec![BTreeSet::new(); named.len()];
    for (at, entry) in named.iter().enumerate() {
        for reference in &entry.entry.related {
            if let Some(other) = index.entry(reference.value.as_str()).filter(|other| *other != ix(at)) {
                related[at].insert(other);
                related[other.0 as usize].insert(ix(at));
            }
        }
    }
    related.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// The promises that an entry completes, in its own order, each once; `completed` says which it has completed indeed.
pub fn completes(entry: &Entry, index: &Index, completed: impl Fn(ChangeIx) -> bool) -> Vec<ChangeIx> {
    let mut completes = Vec::new();
    for id in &entry.completes {
        let promise = index.entry(id.value.as_str()).filter(|promise| completed(*promise));
        completes.extend(promise.filter(|promise| !completes.contains(promise)));
    }
    completes
}

/// What ties an entry to others.
#[derive(Debug)]
pub struct Ties {
    /// In the order of the catalog.
    pub related: Vec<ChangeIx>,
    pub completes: Vec<ChangeIx>,
    /// The entry that completes its promise, no draft, and the date of that.
    pub completed: Option<(ChangeIx, When)>,
}

/// What entries are resolved against.
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'a> {
    pub index: &'a Index,
    pub components: &'a [Arc<Component>],
    pub config: &'a Config,
}

impl Resolver<'_> {
    pub fn change(&self, named: Named, ties: Ties) -> Change {
        let Named { id, component, entry } = named;
        let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
        let owner = owner
            .or_else(|| self.components[component.0 as usize].config.owner.as_ref().map(|owner| owner.value.clone()));
        let known = |id: &Slug| self.config.owner(id).is_some();
        Change {
            root: entry.former_ids.first().map_or_else(|| id.clone(), |oldest| oldest.value.clone()),
            also: entry
                .also
                .iter()
                .filter_map(|id| self.index.component(id.value.as_str()))
                .filter(|also| *also != component)
                .collect(),
            owner: owner.filter(known),
            completes: ties.completes,
            promise: self.promise(&entry, component, ties.completed),
            id,
            component,
            related: ties.related,
            entry,
        }
    }

    /// The promise of an entry, completed by another of that date.
    pub fn promise(
        &self,
        entry: &Entry,
        component: ComponentIx,
        completed: Option<(ChangeIx, When)>,
    ) -> Option<Arc<Promise>> {
        let deprecation = entry.deprecation.as_ref()?;
        let releases = &*self.components[component.0 as usize].releases;
        let made = promise::Made { component, releases, reminders: &self.config.feeds.reminders, completed };
        Some(Arc::new(Promise::of(entry, deprecation, made, self.index)))
    }
}
