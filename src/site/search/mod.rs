//! The view → the files of the search at `/search/`: made when the site is built, read by a script in the browser, so
//! that no server is needed. Never reads a rendered page, and never calls a word too short to be looked for.
//!
//! - `index.json` says how many entries there are, which promises are open, and at which word each shard begins.
//! - `names/N.json` are words of surfaces, log warnings, titles, ids and the like; `text/N.json` are words of bodies. A
//!   shard is one list of word, postings, word, postings, …, in the order in which JavaScript compares strings, so that
//!   the words with a common beginning stand in one shard, or in neighbours. See `postings`.
//! - `entries/N.json` are what a result shows, [`entries::CHUNK`] entries a file, the oldest first: an entry keeps its
//!   number when a newer one is written.
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

use std::sync::OnceLock;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Site;
use crate::catalog::{Change, ChangeIx, View};
use collect::Collected;

/// Bytes of titles, surfaces and other names per shard of their words: about 12 KB of shard.
const NAMES_PER_SHARD: usize = 16 << 10;
/// Bytes of bodies per shard of their words: about 16 KB of shard.
const TEXT_PER_SHARD: usize = 128 << 10;

/// How many files the search has, and their content once one of them is asked for.
#[derive(Debug)]
pub struct Search {
    /// The entries by their numbers, the oldest first.
    order: Vec<ChangeIx>,
    names: usize,
    text: usize,
    words: OnceLock<Words>,
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
    /// Entries in a file of `entries/`.
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
        let mut order: Vec<ChangeIx> = view.changes().map(|(index, _)| index).collect();
        order.reverse();
        let (mut names, mut text) = (0, 0);
        for (_, change) in view.changes() {
            names += collect::names_size(change);
            text += change.entry.body.range().len();
        }
        Search {
            order,
            names: names.div_ceil(NAMES_PER_SHARD).max(1),
            text: text.div_ceil(TEXT_PER_SHARD).max(1),
            words: OnceLock::new(),
        }
    }

    /// How many files of names, of text and of entries there are.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.names, self.text, self.order.len().div_ceil(entries::CHUNK))
    }

    fn words(&self, site: &Site<'_>) -> &Words {
        // Without rayon inside: a thread that waits for this lock must never be the one that fills it.
        self.words.get_or_init(|| words_of(site, self))
    }
}

/// `index.json`.
pub fn index(site: &Site<'_>) -> Vec<u8> {
    site.plan.search.words(site).index.clone()
}

/// `names/N.json`.
pub fn names(site: &Site<'_>, place: usize) -> Vec<u8> {
    site.plan.search.words(site).names[place].clone()
}

/// `text/N.json`.
pub fn text(site: &Site<'_>, place: usize) -> Vec<u8> {
    site.plan.search.words(site).text[place].clone()
}

/// `entries/N.json`.
pub fn entries(site: &Site<'_>, place: usize) -> Vec<u8> {
    let chunk = site.plan.search.order.chunks(entries::CHUNK).nth(place).unwrap_or_default();
    entries::chunk(site, chunk)
}

fn words_of(site: &Site<'_>, search: &Search) -> Words {
    let catalog = site.view.catalog();
    let changes: Vec<&Change> = search.order.iter().map(|index| catalog.change(*index)).collect();
    let collected = Collected::of(catalog, &changes);
    let names = shards::split(collected.names, search.names);
    let text = shards::split(collected.text.without_common(changes.len()), search.text);
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

fn open(view: View<'_>, order: &[ChangeIx]) -> String {
    let mut postings = postings::Postings::default();
    for (number, index) in order.iter().enumerate() {
        let promised = view.promised(*index, view.catalog().change(*index));
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
