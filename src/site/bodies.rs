//! Bodies of entries and pages as HTML, rendered when they are asked for.

use std::sync::{Arc, OnceLock};

use super::{links, paths};
use crate::catalog::{Change, ChangeIx, View};
use crate::config::Config;
use crate::entry::Page;
use crate::markdown::{self, Code, Ids, Options};

/// Bodies without highlighting and with absolute links, for feeds and the API. Each is rendered at most once: an entry
/// stands in many feeds, in three formats each.
#[derive(Debug)]
pub struct Bodies(Vec<OnceLock<Arc<str>>>);

impl Bodies {
    pub fn new(count: usize) -> Self {
        Bodies((0..count).map(|_| OnceLock::new()).collect())
    }

    /// An entry's body for readers elsewhere; kept.
    pub fn elsewhere(&self, view: View<'_>, config: &Config, index: ChangeIx) -> Arc<str> {
        self.0[index.0 as usize].get_or_init(|| elsewhere(view, config, view.catalog().change(index)).into()).clone()
    }

    /// The same without keeping it, for documents that are asked for once.
    pub fn elsewhere_once(&self, view: View<'_>, config: &Config, index: ChangeIx) -> String {
        match self.0[index.0 as usize].get() {
            Some(kept) => kept.to_string(),
            None => elsewhere(view, config, view.catalog().change(index)),
        }
    }
}

fn elsewhere(view: View<'_>, config: &Config, change: &Change) -> String {
    let path = paths::change(&change.id);
    let options =
        Options { id_prefix: change.id.as_str(), page: &path, top_heading: 3, code: Code::Plain, ids: Ids::Omitted };
    let text = &change.entry.text[change.entry.body.range()];
    markdown::render(text, &options, &|target| links::resolve(view, &change.entry.path, &path, target))
        .to_string_with(config.base_url.as_str())
}

/// An entry's body for its own page.
pub fn of_change(view: View<'_>, config: &Config, change: &Change) -> String {
    let path = paths::change(&change.id);
    let options =
        Options { id_prefix: change.id.as_str(), page: &path, top_heading: 2, code: Code::Highlighted, ids: Ids::Kept };
    let text = &change.entry.text[change.entry.body.range()];
    markdown::render(text, &options, &|target| links::resolve(view, &change.entry.path, &path, target))
        .to_string_with(config.base_url.path())
}

/// A plain page's body.
pub fn of_page(view: View<'_>, config: &Config, page: &Page) -> String {
    let (path, folder) = (paths::page(&page.slug), links::folder_of_page(page));
    let options = Options { id_prefix: "page", page: &path, top_heading: 2, code: Code::Highlighted, ids: Ids::Kept };
    let text = &page.text[page.body.range()];
    markdown::render(text, &options, &|target| links::resolve(view, &page.path, &folder, target))
        .to_string_with(config.base_url.path())
}
