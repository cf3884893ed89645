//! The documents of feeds as another program reads them, followed from the one to subscribe to back to the first item.

use std::collections::{BTreeMap, BTreeSet};

use feed_rs::parser::Builder;
use serde_json::Value as Json;

type Files = BTreeMap<String, Vec<u8>>;

/// An item that a reader was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub id: String,
    pub title: String,
    pub published: String,
}

/// One document of a feed.
#[derive(Debug)]
pub struct Document {
    pub path: String,
    /// In the order in which they stand there.
    pub items: Vec<Shown>,
    /// The URL of the next older document.
    older: Option<String>,
}

/// Whether a path is that of a feed document of any format, an archive too.
pub fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    ["feed.xml", "feed.atom", "feed.json"].contains(&name) || is_archive(path)
}

/// Whether a path is that of an archive: `feed/2026-10.atom`, `feed/2026-10/2.atom`.
pub fn is_archive(path: &str) -> bool {
    path.starts_with("feed/") || path.contains("/feed/")
}

/// Reads without repairing anything.
pub fn read(path: &str, bytes: &[u8]) -> Document {
    let parser = Builder::new().sanitize_content(false).build();
    let feed = parser.parse(bytes).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"));
    let shown = |entry: feed_rs::model::Entry| Shown {
        id: entry.id,
        title: entry.title.map(|title| title.content).unwrap_or_default(),
        published: entry.published.unwrap_or_else(|| panic!("{path}: an item without a date")).to_rfc3339(),
    };
    let items = feed.entries.into_iter().map(shown).collect();
    Document { path: path.to_owned(), items, older: older(path, bytes) }
}

fn older(path: &str, bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    if path.ends_with(".json") {
        let feed: Json = serde_json::from_str(text).unwrap();
        return feed["next_url"].as_str().map(str::to_owned);
    }
    let head = &text[..text.find("<entry>").or(text.find("<item>")).unwrap_or(text.len())];
    let link = head.split("rel=\"prev-archive\"").nth(1)?;
    Some(link.split("href=\"").nth(1)?.split('"').next()?.to_owned())
}

/// A feed from the document to subscribe to, by its path, back to the oldest archive. Each must be there.
pub fn followed(files: &Files, base_url: &str, path: &str) -> Vec<Document> {
    let mut documents = vec![read(path, &files[path])];
    while let Some(url) = documents.last().and_then(|document| document.older.clone()) {
        let path = url.strip_prefix(base_url).unwrap_or_else(|| panic!("`{url}` leads out of the site"));
        let bytes = files.get(path).unwrap_or_else(|| panic!("there is no `{path}`"));
        documents.push(read(path, bytes));
        assert!(documents.len() < 5000, "the archives of {path} go round in circles");
    }
    documents
}

/// What a feed tells, id by id with its title and date. The same item must say the same wherever it stands, and no
/// document may hold an id twice.
pub fn told(documents: &[Document]) -> BTreeMap<String, Shown> {
    let mut told: BTreeMap<String, Shown> = BTreeMap::new();
    for document in documents {
        let ids: BTreeSet<&str> = document.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids.len(), document.items.len(), "{}: an id stands twice", document.path);
        for item in &document.items {
            let before = told.insert(item.id.clone(), item.clone());
            assert!(before.is_none_or(|before| before == *item), "{}: {} says something else", document.path, item.id);
        }
    }
    told
}
