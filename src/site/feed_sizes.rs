//! How large the feed documents are that might be too large. Only those are rendered whose items could fill them so far.

use rayon::prelude::*;

use super::feed::Item;
use super::plan::Format;
use super::scope::Scope;
use super::{Site, items, render};
use crate::catalog::ChangeIx;
use crate::schedule::paths as api;

/// A feed document, as far as its size is asked for.
#[derive(Clone, Debug)]
pub struct FeedDocument {
    /// Its path in the site.
    pub path: String,
    pub bytes: usize,
    /// At least how many bytes each of its items takes, newest first.
    pub items: Vec<usize>,
    /// The entry of its longest item.
    pub longest: ChangeIx,
}

/// Every feed document of at least `bytes`, by path.
pub fn large_feeds(site: &Site<'_>, bytes: usize) -> Vec<FeedDocument> {
    let places: Vec<usize> = (0..site.plan.scopes.len()).collect();
    let mut large: Vec<FeedDocument> =
        places.into_par_iter().flat_map_iter(|place| of_scope(site, place, bytes)).collect();
    large.sort_by(|a, b| a.path.cmp(&b.path));
    large
}

fn of_scope(site: &Site<'_>, place: usize, bytes: usize) -> Vec<FeedDocument> {
    let scope = &site.plan.scopes[place];
    let items = site.plan.items[place].get_or_init(|| items::items(site, scope));
    if FRAME + items.iter().map(at_most).sum::<usize>() < bytes {
        return Vec::new();
    }
    let sizes: Vec<usize> = items.iter().map(|item| escaped(&item.content_html)).collect();
    let Some(longest) = items.iter().max_by_key(|item| item.content_html.len()) else { return Vec::new() };
    let Some(longest) = entry_of(site, scope, longest) else { return Vec::new() };
    let documents = [("feed.xml", Format::Rss), ("feed.atom", Format::Atom), ("feed.json", Format::Json)].into_iter();
    documents
        .map(|(file, format)| FeedDocument {
            path: format!("{}{file}", scope.path),
            bytes: render::feed(site, place, format).len(),
            items: sizes.clone(),
            longest,
        })
        .filter(|document| document.bytes >= bytes)
        .collect()
}

/// The entry whose item, or whose event, it is.
fn entry_of(site: &Site<'_>, scope: &Scope, item: &Item) -> Option<ChangeIx> {
    let is_of = |index: &&ChangeIx| {
        let id = api::feed_id(site.config, site.view.catalog().change(**index));
        item.id.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    scope.changes.iter().find(is_of).copied()
}

/// More bytes than what stands around the items of any document.
const FRAME: usize = 16 << 10;

/// More bytes than an item takes in any format.
fn at_most(item: &Item) -> usize {
    const TAGS: usize = 2048;
    let texts = [&item.title, &item.summary, &item.url, &item.id];
    let texts = texts.into_iter().chain(&item.owner).chain(&item.extension.replacement);
    let categories = item.categories.iter().map(|category| {
        64 + escaped(&category.term) + escaped(&category.label) + category.scheme.as_deref().map_or(0, escaped)
    });
    TAGS + escaped(&item.content_html) + 3 * texts.map(|text| escaped(text)).sum::<usize>() + categories.sum::<usize>()
}

/// The bytes of a text where it is escaped, at most.
fn escaped(text: &str) -> usize {
    let byte = |byte: u8| match byte {
        b'<' | b'>' => 4,
        b'&' => 5,
        b'"' | b'\'' => 6,
        b'\n' | b'\\' => 2,
        _ => 1,
    };
    text.bytes().map(byte).sum()
}
