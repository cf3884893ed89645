//! Two schedules, the last published and the next → what changed, promise by promise and field by field. Promises are
//! matched by their id or a former one. It says what happened and which revision recorded it, and so that one edit breaks
//! a promise once; how that is worded and weighed is for others.

mod moves;
mod surfaces;

pub use moves::{Breach, Move, Way, moves, value};
pub use surfaces::{SurfaceChange, surface_changes};

use std::collections::{BTreeMap, BTreeSet};

use super::{Baseline, promise, wire};
use crate::entry::{Change, FieldValue, Revision};

/// A promise as it was published, and as it would be.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    pub before: &'a wire::Deprecation,
    pub after: &'a wire::Deprecation,
}

/// What became of the promises that were published.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// By the id that they have now.
    pub kept: Vec<Pair<'a>>,
    /// Published promises that the next schedule does not have, by id.
    pub gone: Vec<&'a wire::Deprecation>,
    /// Promises that the baseline does not have, by id.
    pub new: Vec<&'a wire::Deprecation>,
}

/// Matches the promises of two schedules.
pub fn compare<'a>(baseline: &'a Baseline, after: &'a wire::Schedule) -> Comparison<'a> {
    let published = baseline.schedule();
    let mut by_former_id: BTreeMap<&str, &wire::Deprecation> = BTreeMap::new();
    for promise in &published.deprecations {
        by_former_id.extend(promise.former_ids.iter().map(|id| (id.as_str(), promise)));
    }
    let (mut kept, mut new) = (Vec::new(), Vec::new());
    for promise in &after.deprecations {
        // The latest former id first; last, a promise that took back a name that it had before.
        let names = std::iter::once(&promise.id).chain(promise.former_ids.iter().rev());
        let before = names.clone().find_map(|id| published.find(id));
        match before.or_else(|| by_former_id.get(promise.id.as_str()).copied()) {
            Some(before) => kept.push(Pair { before, after: promise }),
            None => new.push(promise),
        }
    }
    let found: BTreeSet<&str> = kept.iter().map(|pair| pair.before.id.as_str()).collect();
    let gone = published.deprecations.iter().filter(|promise| !found.contains(promise.id.as_str())).collect();
    Comparison { kept, gone, new }
}

impl<'a> Pair<'a> {
    /// The revisions that the baseline does not have.
    pub fn new_revisions(self) -> impl Iterator<Item = &'a wire::Revision> {
        let known = &self.before.revisions;
        self.after.revisions.iter().filter(move |revision| !known.iter().any(|known| has_place_of(revision, known)))
    }

    /// Whether the baseline does not have a revision of the entry, be it in force or of a later day.
    pub fn is_new(self, revision: &Revision) -> bool {
        let revision = promise::revision(revision);
        !self.before.revisions.iter().any(|known| has_place_of(&revision, known))
    }

    /// The revisions of the baseline that are there no more, or say something else.
    pub fn lost_revisions(self) -> impl Iterator<Item = &'a wire::Revision> {
        let there = &self.after.revisions;
        self.before.revisions.iter().filter(move |revision| !there.iter().any(|there| is_same(revision, there)))
    }

    /// Whether it was cancelled, and is reinstated now: its dates start anew.
    pub fn is_reinstated(self) -> bool {
        let reinstated = |revision: &wire::Revision| revision.change == Change::Reinstated.name();
        self.before.cancelled.is_some() && self.after.cancelled.is_none() && self.new_revisions().any(reinstated)
    }
}

/// Whether the entry's value is the published one.
pub fn is_told(value: &FieldValue, told: &wire::Value) -> bool {
    moves::way(Some(told), Some(&promise::value(value))).is_none()
}

/// Whether a revision stands where another stood, whatever else it says.
fn has_place_of(revision: &wire::Revision, other: &wire::Revision) -> bool {
    let same_change = revision.field.is_some() || revision.change == other.change;
    revision.date == other.date && revision.field == other.field && revision.from == other.from && same_change
}

/// Whether two are the same revision. Its `to` and `change` may follow the field's value, whose move is another matter; where
/// they contradict that value, the entry contradicts itself.
fn is_same(before: &wire::Revision, after: &wire::Revision) -> bool {
    has_place_of(before, after) && before.reason == after.reason && before.emergency == after.emergency
}
