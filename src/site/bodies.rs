//! Bodies of entries and pages as HTML, rendered when they are asked for.

use std::sync::Arc;

use super::{links, paths};
use crate::catalog::{Change, View};
use crate::config::Config;
use crate::entry::Page;
use crate::markdown::{self, Code, Ids, Options};

/// An entry's body for feeds and the API: without highlighting, and with absolute links.
pub fn elsewhere(view: View<'_>, config: &Config, change: &Change) -> Arc<str> {
    let path = paths::change(&change.id);
    let options =
        Options { id_prefix: change.id.as_str(), page: &path, top_heading: 3, code: Code::Plain, ids: Ids::Omitted };
    let text = &change.entry.text[change.entry.body.range()];
    markdown::render(text, &options, &|target| links::resolve(view, &change.entry.path, &path, target))
        .to_string_with(config.base_url.as_str())
        .into()
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
