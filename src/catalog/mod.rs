//! Entries, pages and releases → a [`Catalog`]: ids unique, references resolved, releases ordered, promises and their events.
//!
//! Immutable once made. [`Catalog::as_of`] is what readers may see on a day; `check` sees everything. It knows no output.

mod assemble;
mod events;
mod identity;
mod lifecycle;
mod order;
mod promise;
mod references;
mod releases;
mod replaced;
mod timed;
mod view;

pub use assemble::{Input, assemble};
pub use events::{Event, EventKind, events};
pub use lifecycle::{BrownoutLife, Lifecycle, State};
pub use promise::{Promise, ReplacementOf, SurfaceOf};
pub use releases::{Release, Releases, RowPlace};
pub use replaced::Replaced;
pub use timed::{Moved, Timed};
pub use view::{Promised, View};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Slug, Today, When};
use crate::config::{self, Config, ReleaseRow};
use crate::entry::{Entry, Page, Updated};
use assemble::Index;
pub use order::Order;

/// An entry's place. It keeps it while other entries come, go and move: what is first, [`Order`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeIx(pub u32);

/// A component's place in [`Catalog::components`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentIx(pub u32);

/// Everything that the platform team has written, resolved. What an edit leaves as it is, is shared with the catalog
/// before it ([`Catalog::replaced`]).
#[derive(Clone, Debug)]
pub struct Catalog {
    /// By their places; one that is gone has left a place that nothing names.
    changes: Vec<Arc<Change>>,
    /// Newest first; entries of the same instant by id.
    order: Order,
    index: Arc<Index>,
    components: Vec<Arc<Component>>,
    frame: Arc<Frame>,
}

/// All of a catalog that does not depend on its entries.
#[derive(Debug)]
struct Frame {
    owners: Vec<config::Owner>,
    audiences: Vec<Slug>,
    pages: Vec<Page>,
    /// Of releases.toml.
    rows: Vec<ReleaseRow>,
}

/// Entries that are not in the catalog, since they could not be read: that has been reported.
#[derive(Clone, Debug, Default)]
struct LeftOut {
    /// The ids that they may have.
    ids: BTreeSet<Slug>,
    /// Whether one of them may have any id.
    and_others: bool,
}

impl LeftOut {
    fn add(&mut self, possible: identity::Possible) {
        self.ids.extend(possible.ids);
        self.and_others |= !possible.are_all;
    }
}

/// An entry with its names resolved.
#[derive(Clone, Debug)]
pub struct Change {
    pub entry: Arc<Entry>,
    pub id: Slug,
    /// The oldest id it ever had: feed and calendar ids are made of it.
    pub root: Slug,
    pub component: ComponentIx,
    pub also: Vec<ComponentIx>,
    /// The entry's own owner, or its component's.
    pub owner: Option<Slug>,
    /// Linked both ways, in the order of the catalog.
    pub related: Vec<ChangeIx>,
    pub completes: Vec<ChangeIx>,
    pub promise: Option<Arc<Promise>>,
}

/// A component with what it has released.
#[derive(Clone, Debug)]
pub struct Component {
    pub config: config::Component,
    pub releases: Arc<Releases>,
    /// Its own entries, newest first.
    pub changes: Vec<ChangeIx>,
    /// Entries of other components that show here too, newest first.
    pub also: Vec<ChangeIx>,
}

impl Component {
    pub fn id(&self) -> &Slug {
        &self.config.id.value
    }
}

impl Change {
    /// When it is announced.
    pub fn date(&self) -> When {
        self.entry.date.value
    }

    /// What it says in one plain sentence; may be empty.
    pub fn summary(&self) -> &str {
        self.entry.summary.as_ref().map_or(&self.entry.outline.summary, |summary| &summary.value)
    }

    /// The correction worth telling, once its day has come.
    pub fn update(&self, today: Today) -> Option<&Updated> {
        self.entry.updated.as_ref().filter(|updated| updated.date.value.has_come(today))
    }

    /// The former ids, oldest first.
    pub fn former_ids(&self) -> impl Iterator<Item = &Slug> {
        self.entry.former_ids.iter().map(|id| &id.value)
    }
}

impl Catalog {
    /// All entries, drafts and future ones too, newest first.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.order.iter().map(|index| self.change(index))
    }

    /// How many places there are: each [`ChangeIx`] is lower.
    pub fn places(&self) -> usize {
        self.changes.len()
    }

    /// Which entry is newer than which.
    pub fn order(&self) -> &Order {
        &self.order
    }

    pub fn components(&self) -> &[Arc<Component>] {
        &self.components
    }

    pub fn owners(&self) -> &[config::Owner] {
        &self.frame.owners
    }

    pub fn audiences(&self) -> &[Slug] {
        &self.frame.audiences
    }

    /// Plain pages, by path.
    pub fn pages(&self) -> &[Page] {
        &self.frame.pages
    }

    pub fn change(&self, index: ChangeIx) -> &Change {
        &self.changes[index.0 as usize]
    }

    pub fn component(&self, index: ComponentIx) -> &Component {
        &self.components[index.0 as usize]
    }

    pub fn component_named(&self, id: &str) -> Option<(ComponentIx, &Component)> {
        let index = self.components.iter().position(|component| component.id().as_str() == id)?;
        Some((ComponentIx(index as u32), &self.components[index]))
    }

    pub fn owner(&self, id: &Slug) -> Option<&config::Owner> {
        self.frame.owners.iter().find(|owner| owner.id.value == *id)
    }

    /// An entry by its id, or by a former one.
    pub fn find(&self, id: &str) -> Option<ChangeIx> {
        self.index.entries.get(id).copied()
    }

    /// Whether an entry of this id may be among those that could not be read: then nothing can be said of it.
    pub fn is_left_out(&self, id: &str) -> bool {
        self.index.left_out.ids.contains(id)
    }

    /// Whether all entries that could not be read are known by their ids, so that whatever else is missing is gone.
    pub fn knows_what_is_left_out(&self) -> bool {
        !self.index.left_out.and_others
    }

    /// Every id and former id with its entry.
    pub fn ids(&self) -> impl Iterator<Item = (&Slug, ChangeIx)> {
        self.index.entries.iter().map(|(id, index)| (id, *index))
    }

    /// All entries with their places, newest first.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (ChangeIx, &Change)> {
        self.order.iter().map(|index| (index, self.change(index)))
    }
}

/// What a component is called by its id; used where findings list what there is.
fn component_names(config: &Config) -> impl Iterator<Item = &str> + Clone {
    config.components.iter().map(|component| component.id.value.as_str())
}
