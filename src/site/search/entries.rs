//! Entries → what a result of the search shows, a file for so many of them.

use serde::Serialize;

use crate::catalog::ChangeIx;
use crate::markdown::title_plain;
use crate::site::Site;
use crate::site::context::{Kind, State};
use crate::site::pages::card::{badge, kind};

/// Entries in a file: ten results fetch at most ten files of about 8 KB.
pub const CHUNK: usize = 32;
/// Characters of a summary that are shown.
const SUMMARY: usize = 140;

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
    /// Of its promise: the state today, how long it has in words, and the names by which callers know it.
    Option<(State, String, Vec<String>)>,
);

pub fn chunk(site: &Site<'_>, places: &[ChangeIx]) -> Vec<u8> {
    let entries: Vec<Entry> = places.iter().map(|index| entry(site, *index)).collect();
    serde_json::to_vec(&entries).expect("writing to memory does not fail")
}

fn entry(site: &Site<'_>, index: ChangeIx) -> Entry {
    let change = site.view.catalog().change(index);
    let promise = site.view.promised(index, change).map(|promised| {
        let badge = badge(site, promised);
        let surfaces = promised.promise.surfaces.iter().map(|of| of.surface.name.value.clone());
        let warning = change.entry.deprecation.as_ref().and_then(|promise| promise.warning.clone());
        (badge.state, badge.phrase, surfaces.chain(warning).collect())
    });
    Entry(
        change.id.to_string(),
        title_plain(&change.entry.title.value),
        kind(change.entry.kind.value),
        change.component.0,
        change.date().day().to_string(),
        beginning(change.summary()),
        promise,
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
