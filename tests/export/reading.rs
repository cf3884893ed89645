//! What was exported, read back by a parser of Markdown: every title is shown as its author wrote it, every link leads out.

use std::collections::BTreeSet;

use forewarn::markdown::title_plain;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{changelog, harbour, release_notes};

/// The links of a document with the text that is shown for them.
fn links(markdown: &str) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push((dest_url.to_string(), String::new()));
                open = true;
            }
            Event::End(TagEnd::Link) => open = false,
            Event::Text(text) | Event::Code(text) if open => links.last_mut().unwrap().1.push_str(&text),
            _ => {}
        }
    }
    links
}

#[test]
fn every_published_entry_is_linked_by_its_title_as_it_is_written() {
    let harbour = harbour();
    let told = links(&changelog(&harbour, None));
    let mut missing = BTreeSet::new();
    for (_, change) in harbour.catalog.as_of(harbour.today).changes() {
        let url = format!("https://harbour.example.com/log/changes/{}/", change.id);
        if !told.contains(&(url, title_plain(&change.entry.title.value))) {
            missing.insert(change.id.to_string());
        }
    }
    assert!(missing.is_empty(), "{missing:?}\n{told:#?}");
}

#[test]
fn no_link_is_relative_and_no_reference_is_left() {
    let harbour = harbour();
    for version in ["1.0.0", "1.1.0", "2.0.1", "3.0.0"] {
        let notes = release_notes(&harbour, "crane", version);
        for (url, _) in links(&notes) {
            assert!(url.starts_with("https://") || url.starts_with("mailto:"), "{url} in\n{notes}");
        }
        assert!(!notes.contains("\n[m]:"), "{notes}");
    }
}

#[test]
fn versions_in_brackets_are_links_to_the_pages_of_releases() {
    let told = links(&changelog(&harbour(), Some("crane")));
    for (version, path) in [("Unreleased", "components/crane/"), ("2.0.1", "components/crane/2.0.1/")] {
        let link = (format!("https://harbour.example.com/log/{path}"), version.to_owned());
        assert!(told.contains(&link), "{told:#?}");
    }
}

#[test]
fn headings_of_bodies_stand_below_the_title_of_their_entry() {
    let notes = release_notes(&harbour(), "crane", "1.1.0");
    let mut levels = Vec::new();
    for event in Parser::new_ext(&notes, Options::all()) {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            levels.push(level as u8);
        }
    }
    assert_eq!(levels, [2, 3, 3, 4, 5], "{notes}");
}
