//! Ids that were published and lead nowhere any more → what became of them: the entry has another name, is hidden, or is
//! gone. So that one edit is one finding, `promise/vanished` and `promise/url-lost` share the answer.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::catalog::Change;
use crate::schedule::compare::compare;
use crate::schedule::{Baseline, wire};

/// An id that was published, and is no more.
#[derive(Clone, Copy, Debug)]
pub struct Lost<'a> {
    pub id: &'a str,
    /// The promise that it named, if it named one.
    pub promise: Option<&'a wire::Deprecation>,
    pub fate: Fate<'a>,
}

/// What became of it.
#[derive(Clone, Copy, Debug)]
pub enum Fate<'a> {
    Gone,
    /// The entry is there, but a draft, of a later day, or without its promise.
    Hidden(&'a Change),
    /// The entry is there under another name.
    Renamed(&'a Change),
}

/// All of them, by id, but those that may stand in a file which could not be read.
pub fn lost<'a>(context: &Context<'a>) -> Vec<Lost<'a>> {
    let Some(baseline) = context.baseline else { return Vec::new() };
    let shown = context.catalog.as_of(context.today);
    let names: BTreeSet<&str> = shown
        .changes()
        .flat_map(|(_, change)| std::iter::once(&change.id).chain(change.former_ids()))
        .map(|id| id.as_str())
        .collect();
    let comparison = compare(baseline, context.schedule);
    let renamed = Renamed::of(context, baseline, &comparison.new);
    let mut lost: BTreeMap<&'a str, Lost<'a>> = BTreeMap::new();
    for promise in comparison.gone {
        lost.insert(
            &promise.id,
            Lost { id: &promise.id, promise: Some(promise), fate: renamed.promise(context, promise) },
        );
    }
    // Former ids of promises are looked at with the promise.
    let told: BTreeSet<&str> = comparison.kept.iter().flat_map(|pair| published_names(pair.before)).collect();
    let entries = baseline.ids().into_iter().flat_map(|ids| &ids.ids.entries).map(String::as_str);
    let former: BTreeSet<&str> = lost.values().filter_map(|lost| lost.promise).flat_map(published_names).collect();
    for id in entries.filter(|id| !names.contains(id) && !told.contains(id) && !former.contains(id)) {
        lost.insert(id, Lost { id, promise: None, fate: renamed.entry(context, id) });
    }
    let may_be_there = |id: &str| context.catalog.is_left_out(id);
    lost.retain(|id, lost| {
        !may_be_there(id) && !lost.promise.is_some_and(|promise| published_names(promise).any(may_be_there))
    });
    lost.into_values().collect()
}

fn published_names(promise: &wire::Deprecation) -> impl Iterator<Item = &str> {
    std::iter::once(&promise.id).chain(&promise.former_ids).map(String::as_str)
}

/// Entries that were never published under their name, by what they may have been called.
struct Renamed<'a> {
    /// By the id that the file's name would give.
    by_file: BTreeMap<String, &'a Change>,
    /// By component, announcement and title.
    promises: BTreeMap<(&'a str, wire::Moment, &'a str), &'a Change>,
}

impl<'a> Renamed<'a> {
    fn of(context: &Context<'a>, baseline: &'a Baseline, new: &[&'a wire::Deprecation]) -> Self {
        let known = |change: &Change| {
            let id = change.id.as_str();
            baseline.ids().map_or_else(|| baseline.schedule().find(id).is_some(), |ids| ids.ids.entries.contains(id))
        };
        let shown = context.catalog.as_of(context.today);
        let unknown = shown.changes().map(|(_, change)| change).filter(|change| !known(change));
        let promises = new.iter().filter_map(|promise| {
            let change = context.catalog.change(context.catalog.find(&promise.id)?);
            Some(((promise.component.as_str(), promise.announced, promise.title.as_str()), change))
        });
        Renamed {
            by_file: unknown.map(|change| (by_file(context, change), change)).collect(),
            promises: promises.collect(),
        }
    }

    fn promise(&self, context: &Context<'a>, promise: &'a wire::Deprecation) -> Fate<'a> {
        let key = (promise.component.as_str(), promise.announced, promise.title.as_str());
        match self.promises.get(&key) {
            Some(change) => Fate::Renamed(change),
            None => match self.entry(context, &promise.id) {
                // An entry that makes no promise has not taken over one.
                Fate::Renamed(change) if change.promise.is_none() => Fate::Gone,
                fate => fate,
            },
        }
    }

    /// An entry that would have this id by the name of its file, or has it and is not shown.
    fn entry(&self, context: &Context<'a>, id: &str) -> Fate<'a> {
        if let Some(index) = context.catalog.find(id) {
            return Fate::Hidden(context.catalog.change(index));
        }
        self.by_file.get(id).map_or(Fate::Gone, |change| Fate::Renamed(change))
    }
}

fn by_file(context: &Context<'_>, change: &Change) -> String {
    format!("{}-{}", context.catalog.component(change.component).id(), change.entry.stem)
}
