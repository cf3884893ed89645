//! A catalog and an entry of which only words have changed → the next catalog, which shares everything else with it.
//!
//! Words are title, summary, action and body: no name, no date and no reference depends on them. Whether an entry has
//! changed no more than that is for whoever calls to say.

use std::sync::Arc;

use super::promise::{Made, Resolve};
use super::{Catalog, Change, ChangeIx, ComponentIx, Promise, identity, references};
use crate::config::Config;
use crate::entry::Entry;

impl Catalog {
    /// The place of an entry of the same file, and of the id that this one has.
    pub fn place_of(&self, entry: &Entry, config: &Config) -> Option<ChangeIx> {
        let component = references::component_of(entry, config).ok()?;
        let id = identity::id_of(entry, self.component(component).id()).ok()?;
        self.find(id.as_str()).filter(|at| self.change(*at).entry.path == entry.path)
    }

    /// The catalog with other words for the entry at a place. `reminders` are days before a sunset.
    #[must_use]
    pub fn reworded(&self, at: ChangeIx, entry: Arc<Entry>, reminders: &[u32]) -> Catalog {
        let old = self.change(at);
        let completed = old.promise.as_ref().and_then(|promise| promise.completed_by.zip(promise.life.removed));
        let releases = &self.component(old.component).releases;
        let made = Made { component: old.component, releases, reminders, completed };
        // Made anew, since it holds places in the text.
        let promise = entry.deprecation.as_deref().map(|promise| Box::new(Promise::of(&entry, promise, made, self)));
        let change = Change {
            id: old.id.clone(),
            root: old.root.clone(),
            component: old.component,
            also: old.also.clone(),
            owner: old.owner.clone(),
            related: old.related.clone(),
            completes: old.completes.clone(),
            promise,
            entry,
        };
        let mut changes = self.changes.clone();
        changes[at.0 as usize] = Arc::new(change);
        Catalog { changes, frame: Arc::clone(&self.frame) }
    }
}

impl Resolve for Catalog {
    fn component(&self, id: &str) -> Option<ComponentIx> {
        self.component_named(id).map(|(index, _)| index)
    }

    fn entry(&self, id: &str) -> Option<ChangeIx> {
        self.find(id)
    }
}
