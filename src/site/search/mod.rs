//! The view → the files of the search at `/search/`, which finds entries and plain pages: made when the site is built, read by a script in the browser, so
//! that no server is needed. Never reads a rendered page, and never calls a word too short to be looked for.
//!
//! - `index.json` says how many there are of both, which promises are open, and at which word each shard begins.
//! - `names/N.json` are words of surfaces, log warnings, titles, ids and the like; `text/N.json` are words of bodies. A
//!   shard is one list of word, postings, word, postings, …, in the order in which JavaScript compares strings, so that
//!   the words with a common beginning stand in one shard, or in neighbours. See `postings`.
//! - `entries/N.json` are what a result shows, [`entries::CHUNK`] a file: pages first, then entries, the oldest first. An
//!   entry keeps its number when a newer one is written; a page is added seldom.
//!
//! How many files there are follows from the sizes of the sources alone, so that paths are known before a word is read.
//! Sizes at 10,000 entries are in ARCHITECTURE.md, "Where the time goes".

mod collect;
mod entries;
mod postings;
mod shards;
#[cfg(test)]
mod tests;
mod words;

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Site;
use crate::catalog::{Change, ChangeIx, View};
use crate::entry::Page;
use collect::Collected;

/// Bytes of titles, surfaces and other names per shard of their words: about 12 KB of shard.
const NAMES_PER_SHARD: usize = 16 << 10;
/// Bytes of bodies per shard of their words: about 16 KB of shard.
const TEXT_PER_SHARD: usize = 128 << 10;

/// A file of the search, by its place among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Index,
    Names(usize),
    Text(usize),
    Entries(usize),
}

impl File {
    /// Where it is published.
    pub fn path(self) -> String {
        match self {
            File::Index => "search/index.json".to_owned(),
            File::Names(place) => format!("search/names/{place}.json"),
            File::Text(place) => format!("search/text/{place}.json"),
            File::Entries(place) => format!("search/entries/{place}.json"),
        }
    }
}

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Document {
    /// A plain page, by its place in the catalog.
    Page(usize),
    Entry(ChangeIx),
}

/// How many files the search has, and their content once one of them is asked for.
#[derive(Debug)]
pub struct Search {
    /// By their numbers.
    order: Arc<Vec<Document>>,
    size: Size,
    names: usize,
    text: usize,
    words: OnceLock<Words>,
}

/// Bytes of names and bodies.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    names: usize,
    text: usize,
}

impl Size {
    fn of(change: &Change) -> Self {
        Size { names: collect::names_size(change), text: change.entry.body.range().len() }
    }

    fn of_page(page: &Page) -> Self {
        Size { names: page.title.len() + page.slug.len(), text: page.body.range().len() }
    }
}

/// The shards of both kinds, and the file that leads to them.
#[derive(Debug)]
struct Words {
    index: Vec<u8>,
    names: Vec<Vec<u8>>,
    text: Vec<Vec<u8>>,
}

/// `index.json`.
#[derive(Serialize)]
struct Index<'a> {
    /// Of all shards: a part of their addresses, so that no cache mixes two builds.
    version: &'a str,
    entries: usize,
    /// How many a file of `entries/` holds.
    chunk: usize,
    /// The first word of each shard.
    names: Vec<&'a str>,
    text: Vec<&'a str>,
    /// The numbers of entries with an open promise, as postings.
    open: &'a str,
    /// The names of components, by their place.
    components: Vec<&'a str>,
}

impl Search {
    /// The search of a view, with no word read yet.
    pub fn of(view: View<'_>) -> Self {
        let pages = view.catalog().pages();
        let mut entries: Vec<Document> = view.changes().map(|(index, _)| Document::Entry(index)).collect();
        entries.reverse();
        let order = (0..pages.len()).map(Document::Page).chain(entries).collect();
        let sizes = pages.iter().map(Size::of_page).chain(view.changes().map(|(_, change)| Size::of(change)));
        let size =
            sizes.fold(Size::default(), |all, own| Size { names: all.names + own.names, text: all.text + own.text });
        Search::with(Arc::new(order), size)
    }

    fn with(order: Arc<Vec<Document>>, size: Size) -> Self {
        Search {
            order,
            size,
            names: size.names.div_ceil(NAMES_PER_SHARD).max(1),
            text: size.text.div_ceil(TEXT_PER_SHARD).max(1),
            words: OnceLock::new(),
        }
    }

    /// The search of a view after an edit of the entry at a place; `old` is what it was, if it was shown.
    pub fn replaced(&self, view: View<'_>, at: ChangeIx, old: Option<&Change>) -> Search {
        let new = Some(view.catalog().change(at)).filter(|_| view.shows(at));
        let (out, own) = (old.map(Size::of).unwrap_or_default(), new.map(Size::of).unwrap_or_default());
        let names = self.size.names - out.names + own.names;
        let size = Size { names, text: self.size.text - out.text + own.text };
        let mut order = Vec::clone(&self.order);
        order.retain(|document| *document != Document::Entry(at));
        if new.is_some() {
            // Pages come first, then the oldest entries.
            let ranks = view.catalog().order();
            let is_before = |document: &Document| match document {
                Document::Page(_) => true,
                Document::Entry(other) => ranks.rank(*other) > ranks.rank(at),
            };
            order.insert(order.partition_point(is_before), Document::Entry(at));
        }
        Search::with(Arc::new(order), size)
    }

    /// Every file that a search may fetch.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let chunks = self.order.len().div_ceil(entries::CHUNK);
        let names = (0..self.names).map(File::Names);
        let text = (0..self.text).map(File::Text);
        [File::Index].into_iter().chain(names).chain(text).chain((0..chunks).map(File::Entries))
    }

    fn words(&self, site: &Site<'_>) -> &Words {
        // Without rayon inside: a thread that waits for this lock must never be the one that fills it.
        self.words.get_or_init(|| words_of(site, self))
    }
}

/// The bytes of a file.
pub fn render(site: &Site<'_>, file: File) -> Vec<u8> {
    let search = &site.plan.search;
    match file {
        File::Index => search.words(site).index.clone(),
        File::Names(place) => search.words(site).names[place].clone(),
        File::Text(place) => search.words(site).text[place].clone(),
        File::Entries(place) => {
            entries::chunk(site, search.order.chunks(entries::CHUNK).nth(place).unwrap_or_default())
        }
    }
}

fn words_of(site: &Site<'_>, search: &Search) -> Words {
    let catalog = site.view.catalog();
    let collected = Collected::of(catalog, &search.order);
    let names = shards::split(collected.names, search.names);
    let text = shards::split(collected.text.without_common(search.order.len()), search.text);
    let version = version(names.iter().chain(&text).map(|shard| shard.bytes.as_slice()));
    let open = open(site.view, &search.order);
    let index = Index {
        version: &version,
        entries: search.order.len(),
        chunk: entries::CHUNK,
        names: names.iter().map(|shard| shard.first.as_str()).collect(),
        text: text.iter().map(|shard| shard.first.as_str()).collect(),
        open: &open,
        components: catalog.components().iter().map(|component| component.config.name.as_str()).collect(),
    };
    let index = serde_json::to_vec(&index).expect("writing to memory does not fail");
    let bytes = |shards: Vec<shards::Shard>| shards.into_iter().map(|shard| shard.bytes).collect();
    Words { index, names: bytes(names), text: bytes(text) }
}

fn open(view: View<'_>, order: &[Document]) -> String {
    let mut postings = postings::Postings::default();
    for (number, document) in order.iter().enumerate() {
        let Document::Entry(index) = *document else { continue };
        let promised = view.promised(index, view.catalog().change(index));
        if promised.is_some_and(|promised| promised.state.is_open()) {
            postings.add(number as u32, None);
        }
    }
    postings.into_text()
}

fn version<'a>(shards: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for shard in shards {
        hash.update(shard);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
