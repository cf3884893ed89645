//! What is told of an entry → how many bytes its item takes at most in any format, beside its id. A whole site is weighed for its plan, so
//! that nothing is rendered here, and nothing counted twice that was counted when the entry was read.

use super::{feed, paths};
use crate::catalog::{Change, EventKind, Promise, View};
use crate::config::Config;
use crate::entry::{Brownout, Link};

/// The most that a backtick adds: two make a `<code></code>`.
const TICK: usize = 7;

/// Weighs the items of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Scales<'a> {
    config: &'a Config,
    change: &'a Change,
    /// What stands around the text of any item of the entry: tags, dates, URLs, categories, the title.
    around: usize,
}

impl<'a> Scales<'a> {
    pub fn of(view: View<'_>, config: &'a Config, change: &'a Change) -> Self {
        Scales { config, change, around: around(view, config, change) + guide(config, change) }
    }

    pub fn entry(self) -> usize {
        let Change { entry, id, .. } = self.change;
        let address = address(self.config) + paths::change(id).len();
        let summary = feed::escaped(self.change.summary());
        self.around + self.demand() + 3 * summary + entry.outline.weight.with(address, id.as_str().len())
    }

    pub fn update(self, note: &str) -> usize {
        self.around + self.told() + self.demand() + said(note)
    }

    pub fn event(self, kind: &EventKind) -> usize {
        let brownouts = || self.change.entry.deprecation.iter().flat_map(|promise| &promise.brownouts);
        let why = match kind {
            EventKind::Revised { reason, from, to, .. } => {
                let values = from.iter().chain(to).map(|value| 4 * value.to_string().len());
                said(reason) + values.sum::<usize>()
            }
            EventKind::BrownoutAnnounced(_) | EventKind::BrownoutHeld(_) | EventKind::BrownoutCancelled(_) => {
                brownouts().map(of_brownout).max().unwrap_or_default()
            }
            _ => 0,
        };
        let surfaces = self.change.promise.iter().flat_map(|promise| &promise.surfaces).take(3);
        let names = surfaces.map(|surface| said(&surface.surface.name.value) + "<code></code>".len());
        self.around + self.told() + self.demand() + why + names.sum::<usize>()
    }

    /// The paragraph of an item that leads to its entry.
    fn told(self) -> usize {
        address(self.config) + paths::change(&self.change.id).len() + feed::escaped(&self.change.entry.title.value)
    }

    /// By when what must be done.
    fn demand(self) -> usize {
        self.change.promise.as_deref().map_or(0, of_promise)
    }
}

fn around(view: View<'_>, config: &Config, change: &Change) -> usize {
    const TAGS: usize = 900;
    const CATEGORY: usize = 64;
    let (entry, component) = (&change.entry, view.catalog().component(change.component));
    let tags = entry.tags.iter().map(|tag| CATEGORY + 2 * tag.value.as_str().len());
    let owner = change.owner.as_ref().and_then(|id| config.owner(id)).map_or(0, |owner| feed::escaped(&owner.name));
    let surfaces = change.promise.iter().flat_map(|promise| &promise.surfaces);
    let replacements = surfaces.filter_map(|surface| surface.replacement.name()).map(feed::escaped);
    let version = entry.version.as_ref().map_or(0, |version| version.value.to_string().len());
    let categories = 2 * (CATEGORY + component.id().as_str().len()) + feed::escaped(&component.config.name);
    let title = feed::escaped(&entry.title.value);
    // Beside the address of the entry, those of all components and of all entries: their schemes.
    TAGS + 3 * address(config)
        + change.id.as_str().len()
        + categories
        + title
        + owner
        + version
        + tags.chain(replacements).sum::<usize>()
}

fn address(config: &Config) -> usize {
    feed::escaped(config.base_url.as_str())
}

/// The paragraph that leads to the migration guide.
fn guide(config: &Config, change: &Change) -> usize {
    const TAGS: usize = 64;
    match change.entry.migration.as_ref().map(|migration| &migration.value) {
        Some(Link::Web(url)) => TAGS + feed::escaped(url.as_str()),
        // A character beyond ASCII is encoded.
        Some(Link::Page(page)) => TAGS + address(config) + 3 * page.len(),
        None => 0,
    }
}

fn of_promise(promise: &Promise) -> usize {
    const DATES: usize = 500;
    DATES + promise.action.as_deref().map_or(0, said)
}

fn of_brownout(brownout: &Brownout) -> usize {
    let cancelled = brownout.cancelled.as_ref().map(|cancelled| &cancelled.reason);
    brownout.effect.iter().chain(cancelled).map(|text| said(text)).sum()
}

/// A line in the text of an item, and in its summary, which RSS escapes twice.
fn said(text: &str) -> usize {
    3 * feed::escaped(text) + TICK * text.bytes().filter(|byte| *byte == b'`').count()
}
