//! Entries and pages → what a result of the search shows, a file for so many of them. Of promises it holds dates, and nothing that
//! changes by the day alone: the script counts the days that are left when it shows them.

use serde::Serialize;

use super::Document;
use crate::base::Version;
use crate::catalog::{ChangeIx, Promised};
use crate::entry::Page as PlainPage;
use crate::markdown::title_plain;
use crate::site::context::{Kind, State};
use crate::site::pages::card::kind;
use crate::site::{Site, phrase};

/// So many in a file: ten results fetch at most ten files of about 8 KB.
pub const CHUNK: usize = 32;
/// Characters of a summary that are shown.
const SUMMARY: usize = 140;

/// What a result shows.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown {
    Entry(Entry),
    Page(Page),
}

/// A plain page, as a list that begins as that of an entry.
#[derive(Serialize)]
struct Page(
    /// Its path, without slashes at its ends: no id has one.
    String,
    /// Its title, plain text.
    String,
    /// `page`
    &'static str,
    /// The beginning of its text.
    String,
);

/// An entry as a list, since the names of keys would be half of the bytes.
#[derive(Serialize)]
struct Entry(
    /// Its id, which is its page.
    String,
    /// Its title, plain text.
    String,
    Kind,
    /// The place of its component.
    u32,
    /// The day of its announcement.
    String,
    /// The beginning of its summary.
    String,
    Option<Promise>,
);

/// What a result says of a promise.
#[derive(Serialize)]
struct Promise(
    /// Removed or cancelled.
    Option<State>,
    /// The day of the sunset.
    Option<String>,
    /// The removal version, while it has not been released.
    Option<String>,
    /// A plan, not a promise.
    bool,
    /// The names by which callers know it: surfaces, and the warning in their logs.
    Vec<String>,
);

pub fn chunk(site: &Site<'_>, documents: &[Document]) -> Vec<u8> {
    let shown = |document: &Document| match *document {
        Document::Entry(index) => Shown::Entry(entry(site, index)),
        Document::Page(place) => Shown::Page(page(&site.view.catalog().pages()[place])),
    };
    let shown: Vec<Shown> = documents.iter().map(shown).collect();
    serde_json::to_vec(&shown).expect("writing to memory does not fail")
}

fn page(page: &PlainPage) -> Page {
    let summary = &page.outline.summary;
    Page(page.slug.clone(), page.title.clone(), "page", beginning(summary))
}

fn entry(site: &Site<'_>, index: ChangeIx) -> Entry {
    let change = site.view.catalog().change(index);
    Entry(
        change.id.to_string(),
        title_plain(&change.entry.title.value),
        kind(change.entry.kind.value),
        change.component.0,
        change.date().day().to_string(),
        beginning(change.summary()),
        site.view.promised(index, change).map(|promised| promise(site, promised)),
    )
}

fn promise(site: &Site<'_>, promised: Promised<'_>) -> Promise {
    let (today, life) = (site.view.today().0, &promised.promise.life);
    let releases = &site.view.catalog().component(promised.change.component).releases;
    let is_out = |version: &Version| releases.reached(version).is_some_and(|day| day <= today);
    let surfaces = promised.promise.surfaces.iter().map(|of| of.surface.name.value.clone());
    let warning = promised.change.entry.deprecation.as_ref().and_then(|entry| entry.warning.clone());
    Promise(
        (!promised.state.is_open()).then(|| phrase::state(promised.state)),
        life.sunset.on(today).map(|sunset| sunset.day().to_string()),
        life.removal.on(today).filter(|version| !is_out(version)).map(ToString::to_string),
        life.is_estimated_on(today),
        surfaces.chain(warning).collect(),
    )
}

/// Whole words only, with an ellipsis where something is missing.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_summary_ends_between_words() {
        assert_eq!(beginning("short"), "short");
        let long = "word, ".repeat(40);
        let cut = beginning(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= SUMMARY, "{cut}");
        assert_eq!(beginning(&"ü".repeat(200)), format!("{}…", "ü".repeat(SUMMARY)));
    }
}
