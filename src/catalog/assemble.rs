//! Resolves every name that entries use, once, and reports those that lead nowhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::promise::Resolve;
use super::{
    Catalog, Change, ChangeIx, Component, ComponentIx, Frame, LeftOut, Promise, Releases, identity, promise, references,
};
use crate::base::Slug;
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
    let changes = Changes { index: &index, components: &components, completed: &completed, config };
    let dates: Vec<_> = named.iter().map(|named| (!named.entry.draft).then_some(named.entry.date.value)).collect();
    let changes: Vec<Arc<Change>> = named
        .into_iter()
        .zip(related)
        .enumerate()
        .map(|(at, (named, related))| Arc::new(changes.resolve(ix(at), named, related, &dates)))
        .collect();
    let mut pages = input.pages;
    pages.sort_by(|a, b| (&a.slug, &a.path).cmp(&(&b.slug, &b.path)));
    let Index { entries: by_id, left_out, .. } = index;
    let frame = Frame {
        by_id,
        left_out,
        components,
        owners: config.owners.clone(),
        audiences: config.audiences.clone(),
        pages,
    };
    (Catalog { changes, frame: Arc::new(frame) }, findings)
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
#[derive(Debug)]
pub struct Index {
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

fn components(config: &Config, named: &[Named], rows: &[ReleaseRow]) -> Vec<Component> {
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
    let release = |component: &crate::config::Component, changes: &[ChangeIx]| {
        let rows: Vec<&ReleaseRow> = rows.iter().filter(|row| row.component.value == component.id.value).collect();
        // A draft releases nothing.
        let entries =
            changes.iter().map(|index| (*index, &*named[index.0 as usize].entry)).filter(|(_, entry)| !entry.draft);
        Releases::gather(&rows, &entries.collect::<Vec<_>>())
    };
    let parts = config.components.iter().zip(own).zip(also);
    parts
        .map(|((config, changes), also)| Component {
            config: config.clone(),
            releases: release(config, &changes),
            changes,
            also: also.into_iter().collect(),
        })
        .collect()
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

/// What a change is resolved against.
struct Changes<'a> {
    index: &'a Index,
    components: &'a [Component],
    completed: &'a BTreeMap<ChangeIx, ChangeIx>,
    config: &'a Config,
}

impl Changes<'_> {
    fn resolve(
        &self,
        at: ChangeIx,
        named: Named,
        related: Vec<ChangeIx>,
        dates: &[Option<crate::base::When>],
    ) -> Change {
        let Named { id, component, entry } = named;
        let promise = self.promise(at, component, &entry, dates).map(Box::new);
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
            completes: self.completes(at, &entry),
            id,
            component,
            related,
            promise,
            entry,
        }
    }

    /// The promises that an entry has completed, in its own order, each once.
    fn completes(&self, at: ChangeIx, entry: &Entry) -> Vec<ChangeIx> {
        let mut completes = Vec::new();
        for id in &entry.completes {
            let promise = self.index.entry(id.value.as_str()).filter(|id| self.completed.get(id) == Some(&at));
            completes.extend(promise.filter(|promise| !completes.contains(promise)));
        }
        completes
    }

    fn promise(
        &self,
        at: ChangeIx,
        component: ComponentIx,
        entry: &Entry,
        dates: &[Option<crate::base::When>],
    ) -> Option<Promise> {
        let deprecation = entry.deprecation.as_ref()?;
        let completed_by = self.completed.get(&at).copied().filter(|by| dates[by.0 as usize].is_some());
        let removed = completed_by.and_then(|by| dates[by.0 as usize]);
        let made = promise::Made {
            component,
            releases: &self.components[component.0 as usize].releases,
            reminders: &self.config.feeds.reminders,
            completed: completed_by.zip(removed),
        };
        Some(Promise::of(entry, deprecation, made, self.index))
    }
}
