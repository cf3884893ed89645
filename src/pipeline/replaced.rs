//! A site and the file of an entry that is other, new or gone → the next site, with all else shared; nothing where anything
//! would be found in it, since then only a whole compilation says what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::parsed::Drafts;
use super::{Compiled, last_day};
use crate::base::{RelPath, Source, Today};
use crate::catalog::{Catalog, Change, ChangeIx, Replaced, View};
use crate::entry::{Entry, parse_entry};
use crate::schedule::{self, wire};
use crate::site::{Plan, Surroundings};

/// A file of an entry after an edit.
#[derive(Clone, Debug)]
pub struct Edited {
    pub path: RelPath,
    pub was_there: bool,
    /// `None`: it is gone.
    pub text: Option<Source>,
}

/// What a site in which nothing is wrong but stray files is made of beside its texts.
#[derive(Debug)]
pub struct Made {
    pub compiled: Arc<Compiled>,
    /// The plan of the day of the last entry, if that is to come: its links are checked as on its day.
    pub later: Option<(Today, Plan)>,
    /// Files beside entries and pages.
    pub files: Arc<BTreeSet<RelPath>>,
    pub drafts: Drafts,
}

impl Made {
    /// The site after an edit.
    pub fn after(&self, edited: &Edited) -> Option<Made> {
        let last = &*self.compiled;
        let entry = match &edited.text {
            Some(text) => Some(self.read(text)?),
            None => None,
        };
        let id = entry.as_ref().and_then(|entry| Catalog::id_of(entry, &last.config));
        let at = match edited.was_there {
            true => Some(last.catalog.place_of(&edited.path, id.as_ref().map(|id| id.as_str()))?),
            false => None,
        };
        let replaced = last.catalog.replaced(at, entry, &last.config)?;
        let later = last_day(&replaced.catalog, last.today);
        if later != self.later.as_ref().map(|(day, _)| *day) {
            return None;
        }
        let around = Surroundings { config: &last.config, theme: &last.theme, files: &self.files };
        let view = last.catalog.as_of(last.today);
        let of_later =
            |(day, plan): &(Today, Plan)| Some((*day, plan.replaced(last.catalog.as_of(*day), &replaced, around)?));
        let (plan, (later, schedule)) = rayon::join(
            || last.plan.replaced(view, &replaced, around),
            || rayon::join(|| self.later.as_ref().map(of_later), || schedule_after(last, &replaced)),
        );
        let later = match later {
            Some(later) => Some(later?),
            None => None,
        };
        let compiled = Compiled {
            config: Arc::clone(&last.config),
            today: last.today,
            schedule,
            findings: Vec::new(),
            sources: last.sources.with(&edited.path, edited.text.clone()),
            found: last.found.clone(),
            baseline: None,
            ids: OnceLock::new(),
            theme: Arc::clone(&last.theme),
            plan: plan?,
            catalog: replaced.catalog,
        };
        Some(Made { compiled: Arc::new(compiled), later, files: Arc::clone(&self.files), drafts: self.drafts })
    }

    /// Reads the text of an entry, if nothing is wrong with it.
    fn read(&self, source: &Source) -> Option<Arc<Entry>> {
        let config = &self.compiled.config;
        let (entry, findings) = parse_entry(source, &format!("{}/changes", config.src), config.limits);
        let mut entry = entry.filter(|_| findings.is_empty())?;
        if self.drafts == Drafts::Shown {
            entry.draft = false;
        }
        Some(Arc::new(entry))
    }
}

/// The schedule with the promises as they are now that are not as they were, or speak of an entry that is not.
fn schedule_after(last: &Compiled, replaced: &Replaced) -> Arc<wire::Schedule> {
    let (before, after) = (last.catalog.as_of(last.today), replaced.catalog.as_of(last.today));
    let promise = |view: View<'_>, index: ChangeIx| schedule::promise(view, &last.config, index);
    let id = |view: View<'_>, index: ChangeIx| view.catalog().change(index).id.to_string();
    let mut promises = BTreeMap::new();
    let touched = replaced.promises.iter().copied().chain([replaced.at]);
    for index in touched.chain(speaking_of(before, after, replaced.at)) {
        if before.shows(index) && before.catalog().change(index).promise.is_some() {
            promises.entry(id(before, index)).or_insert(None);
        }
        if let Some(promise) = promise(after, index).filter(|_| after.shows(index)) {
            promises.insert(promise.id.clone(), Some(promise));
        }
    }
    match promises.is_empty() {
        true => Arc::clone(&last.schedule),
        false => Arc::new(last.schedule.with(promises)),
    }
}

/// The promises that name an entry which is not called, or not shown, as it was.
fn speaking_of(before: View<'_>, after: View<'_>, at: ChangeIx) -> Vec<ChangeIx> {
    let called = |view: View<'_>| view.shows(at).then(|| view.catalog().change(at).id.clone());
    if called(before) == called(after) {
        return Vec::new();
    }
    let names_it =
        |change: &Change| change.promise.iter().any(|promise| promise.replacing_entries().any(|other| other == at));
    after.changes().filter(|(_, change)| names_it(change)).map(|(index, _)| index).collect()
}
