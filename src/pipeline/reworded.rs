//! A site and an entry whose words have changed → the next site, with all else shared; nothing if more than words changed.
//!
//! Words are the title, the summary, the action and the body. That nothing else changed is seen in the text: around these
//! three values the front matter is the same, byte for byte, and so says the same. What of a body concerns more than its own
//! page is compared too: the paths that it links to, and the anchors that others may link to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Compiled;
use super::parsed::Drafts;
use crate::base::{Source, Span};
use crate::catalog::{Catalog, ChangeIx};
use crate::entry::{Entry, parse_entry};
use crate::markdown::Target;
use crate::schedule::{self, wire};

/// An entry with other words, and its place in the catalog.
#[derive(Debug)]
pub struct Rewording {
    at: ChangeIx,
    entry: Arc<Entry>,
}

/// Reads the changed text of an entry; `None` if more than words changed, or anything is wrong with it.
pub fn read(site: &Compiled, source: &Source, drafts: Drafts) -> Option<Rewording> {
    let folder = format!("{}/changes", site.config.src);
    let (entry, findings) = parse_entry(source, &folder, site.config.limits);
    let mut entry = entry.filter(|_| findings.is_empty())?;
    let at = site.catalog.place_of(&entry, &site.config)?;
    let old = site.catalog.change(at);
    if drafts == Drafts::Shown {
        entry.draft = false;
    }
    let same = front(&old.entry) == front(&entry)
        && paths(&old.entry) == paths(&entry)
        && anchors(&old.entry).is_subset(&anchors(&entry))
        && entry.outline.links.iter().all(|link| leads_on(&link.target, &entry, &site.catalog));
    same.then(|| Rewording { at, entry: Arc::new(entry) })
}

/// The front matter around the values that are words, and which of these there are.
fn front(entry: &Entry) -> Vec<&str> {
    let words =
        [Some(entry.title.span), entry.summary.as_ref().map(|at| at.span), entry.action.as_ref().map(|at| at.span)];
    let mut words: Vec<Span> = words.into_iter().flatten().collect();
    words.sort();
    let mut around = Vec::with_capacity(words.len() + 1);
    let mut end = 0;
    for word in words {
        around.push(entry.text.get(end..word.start).unwrap_or_default());
        end = word.end;
    }
    around.push(entry.text.get(end..entry.body.start).unwrap_or_default());
    around
}

/// The paths that a body links to: files beside it are published, and any path may lead nowhere.
fn paths(entry: &Entry) -> BTreeSet<&str> {
    entry
        .outline
        .links
        .iter()
        .filter_map(|link| match &link.target {
            Target::Path { path, .. } => Some(path.as_str()),
            _ => None,
        })
        .collect()
}

fn anchors(entry: &Entry) -> BTreeSet<&str> {
    entry.outline.headings.iter().map(|heading| heading.id.as_str()).collect()
}

/// Whether a link to a heading or an entry leads somewhere.
fn leads_on(target: &Target, own: &Entry, catalog: &Catalog) -> bool {
    match target {
        Target::Fragment(fragment) => own.outline.has_anchor(fragment),
        Target::Entry { id, fragment } => catalog.find(id).is_some_and(|index| {
            let other = &catalog.change(index).entry;
            let other = if other.path == own.path { own } else { other };
            fragment.as_ref().is_none_or(|fragment| other.outline.has_anchor(fragment))
        }),
        Target::Path { .. } | Target::Web(_) | Target::Mail(_) | Target::Refused(_) => true,
    }
}

impl Compiled {
    /// The site with other words, if it has the same paths. Nothing may have been found in it.
    pub(super) fn reworded(&self, rewordings: Vec<Rewording>, sources: &[Source]) -> Option<Compiled> {
        let mut next: Option<Compiled> = None;
        for rewording in rewordings {
            next = Some(next.as_ref().unwrap_or(self).reworded_once(rewording)?);
        }
        let next = next?;
        let sources = self.sources.with(sources.iter().cloned());
        Some(Compiled { sources, ..next })
    }

    fn reworded_once(&self, Rewording { at, entry }: Rewording) -> Option<Compiled> {
        let catalog = self.catalog.reworded(at, entry, &self.config.feeds.reminders);
        let view = catalog.as_of(self.today);
        let plan = self.plan.reworded(view, &self.config, (at, self.catalog.change(at)))?;
        let schedule = self.schedule_with(&catalog, at);
        Some(Compiled {
            config: Arc::clone(&self.config),
            schedule,
            plan,
            catalog,
            today: self.today,
            findings: Vec::new(),
            sources: self.sources.clone(),
            found: Vec::new(),
            baseline: None,
            ids: Arc::clone(&self.ids),
            theme: Arc::clone(&self.theme),
        })
    }

    /// The schedule with the new words of an entry, if that makes a promise.
    fn schedule_with(&self, catalog: &Catalog, at: ChangeIx) -> Arc<wire::Schedule> {
        let promise = schedule::promise(catalog.as_of(self.today), &self.config, at);
        match promise {
            Some(promise) => Arc::new(self.schedule.with(promise)),
            None => Arc::clone(&self.schedule),
        }
    }
}
