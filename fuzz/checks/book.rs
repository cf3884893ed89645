//! `book.toml`, and `releases.toml`, which is TOML with keys as well.

use forewarn::base::{RelPath, Source};
use forewarn::config;

use super::{places, text};

pub fn check(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    for mended in book(&source("book.toml", text)) {
        book(&mended);
    }
    let releases = source("content/releases.toml", text);
    places::of(&releases, &config::parse_releases(&releases).1);
}

fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).unwrap(), text)
}

/// Checks the settings, and returns what the edits that are offered make of them.
fn book(source: &Source) -> Vec<Source> {
    let (config, findings) = config::parse(source);
    places::of(source, &findings);
    assert_eq!(config::parse(source).1, findings, "a file says the same each time");
    match config {
        None => assert!(!findings.is_empty(), "the settings are missing, and nobody is told why: {:?}", source.text),
        Some(config) => {
            assert!(config.base_url.as_str().ends_with('/'), "{:?}", config.base_url);
            assert!(config.base_url.join("a/").starts_with(config.base_url.as_str()));
            let id = config.id.to_string();
            assert_eq!(config::BookId::new(&id).map(|id| id.to_string()), Some(id), "an id is read as it is written");
            for component in &config.components {
                config.policy_of(&component.id.value);
            }
        }
    }
    places::mended(source, &findings)
}
