//! What a rule may look at.

use super::openapi::Described;
use crate::base::{Date, RelPath, Span, Today};
use crate::catalog::{Catalog, Change, ChangeIx, Component, Lifecycle, Promise};
use crate::config::{Config, Policy};
use crate::entry::Deprecation;
use crate::schedule::{Baseline, wire};

/// Everything that the platform team has written, what was last published, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub config: &'a Config,
    pub catalog: &'a Catalog,
    /// The schedule that would be published today.
    pub schedule: &'a wire::Schedule,
    /// The schedule that was published last.
    pub baseline: Option<&'a Baseline>,
    pub today: Today,
    /// Whether the ids of all files are known, also of those that could not be read. If not, what seems to be missing may
    /// stand in one of them.
    pub is_whole: bool,
    /// The feed documents that are large, or might be; none if sizes are not asked for.
    pub feeds: &'a [FeedSize],
    /// The descriptions of APIs that were handed in.
    pub openapi: &'a [Described],
}

/// How large a feed document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedSize {
    /// Its path in the site: `deprecations/feed.xml`.
    pub path: String,
    pub bytes: usize,
    /// About how many bytes each of its items takes, in the order of the document.
    pub items: Vec<usize>,
    /// How many of the newest items it keeps, whatever `limit` says: those of the current month, or all of an archive.
    pub kept: usize,
    /// The entry of its longest item, the place of that entry's fence, and the bytes of the item.
    pub longest: (RelPath, Span, usize),
}

/// An entry that carries a promise, with what rules ask about it most.
#[derive(Clone, Copy, Debug)]
pub struct Promised<'a> {
    pub index: ChangeIx,
    pub change: &'a Change,
    pub component: &'a Component,
    pub promise: &'a Promise,
    pub deprecation: &'a Deprecation,
    pub policy: &'a Policy,
    /// The day on which the entry is judged: today, or its own day if that is yet to come.
    pub day: Date,
}

impl<'a> Promised<'a> {
    pub fn life(&self) -> &'a Lifecycle {
        &self.promise.life
    }

    /// Whether the promise still stands on its day: neither fulfilled nor called off.
    pub fn is_open(&self) -> bool {
        self.life().state_on(self.day, &self.component.releases).is_open()
    }
}

impl<'a> Context<'a> {
    /// The path of book.toml, for findings about settings.
    pub fn book(self) -> RelPath {
        RelPath::new("book.toml").expect("a plain name is a path")
    }

    /// All entries but drafts, those of a later day too, newest first.
    pub fn changes(self) -> impl Iterator<Item = (ChangeIx, &'a Change)> {
        self.catalog.indexed().filter(|(_, change)| !change.entry.draft)
    }

    /// All promises, newest first.
    pub fn promises(self) -> impl Iterator<Item = Promised<'a>> {
        self.changes().filter_map(move |(index, change)| self.promised(index, change))
    }

    /// The promise of an entry.
    pub fn promised(self, index: ChangeIx, change: &'a Change) -> Option<Promised<'a>> {
        let component = self.catalog.component(change.component);
        Some(Promised {
            index,
            change,
            component,
            promise: change.promise.as_ref()?,
            deprecation: change.entry.deprecation.as_ref()?,
            policy: self.config.policy_of(component.id()),
            day: self.today.0.max(change.date().day()),
        })
    }
}
