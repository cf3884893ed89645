//! How large the feed documents are that might be too large. Only those are rendered whose items could fill them so far.

use rayon::prelude::*;

use super::archives::FRAME;
use super::feed::{self, Item};
use super::plan::Format;
use super::scope::Scope;
use super::{Site, feeds, items, paths};
use crate::catalog::ChangeIx;
use crate::config::Feeds;
use crate::schedule::paths as api;

/// A feed document, as far as its size is asked for.
#[derive(Clone, Debug)]
pub struct FeedDocument {
    /// Its path in the site.
    pub path: String,
    pub bytes: usize,
    /// At least how many bytes each of its items takes, newest first.
    pub items: Vec<usize>,
    /// How many of the newest items it keeps, whatever `limit` says.
    pub kept: usize,
    /// The entry of its longest item.
    pub longest: ChangeIx,
}

/// Every feed document that is large, by path: one to subscribe to from [`Feeds::LARGE`] on, an archive, which readers fetch
/// once, from [`Feeds::TOO_LARGE`] on.
pub fn large_feeds(site: &Site<'_>) -> Vec<FeedDocument> {
    let places: Vec<usize> = (0..site.plan.scopes.len()).collect();
    let of_place = |place| subscription(site, place).into_iter().chain(archives(site, place));
    let mut large: Vec<FeedDocument> = places.into_par_iter().flat_map_iter(of_place).collect();
    large.sort_by(|a, b| a.path.cmp(&b.path));
    large
}

fn subscription(site: &Site<'_>, place: usize) -> Vec<FeedDocument> {
    if kept_weight(site, place) < Feeds::LARGE {
        return Vec::new();
    }
    let items = items::newest(site, place);
    if at_most(items) < Feeds::LARGE {
        return Vec::new();
    }
    let (scope, current) = (&site.plan.scopes[place], site.plan.shelves[place].open);
    let document = |format| {
        let bytes = feeds::subscription(site, place, format).len();
        described(site, scope, items, (paths::feed(&scope.path, format), bytes, current))
    };
    Format::ALL.into_iter().filter_map(document).filter(|document| document.bytes >= Feeds::LARGE).collect()
}

fn archives(site: &Site<'_>, place: usize) -> Vec<FeedDocument> {
    let (scope, shelf) = (&site.plan.scopes[place], &site.plan.shelves[place]);
    let mut large = Vec::new();
    // A document of many items is parted before it is too large.
    for (at, archive) in shelf.archives.iter().enumerate().filter(|(_, archive)| archive.range.len() == 1) {
        let items = items::archived(site, place, at);
        if at_most(&items) < Feeds::TOO_LARGE {
            continue;
        }
        let document = |format: &Format| {
            let bytes = feeds::archive(site, place, at, *format).len();
            described(site, scope, &items, (paths::archive(&scope.path, archive, *format), bytes, items.len()))
        };
        let documents = scope.archive_formats().iter().filter_map(document);
        large.extend(documents.filter(|document| document.bytes >= Feeds::TOO_LARGE));
    }
    large
}

fn described(
    site: &Site<'_>,
    scope: &Scope,
    items: &[Item],
    (path, bytes, kept): (String, usize, usize),
) -> Option<FeedDocument> {
    let longest = items.iter().max_by_key(|item| item.content_html.len())?;
    let sizes = items.iter().map(|item| feed::within_string(&item.content_html)).collect();
    Some(FeedDocument { path, bytes, items: sizes, kept, longest: entry_of(site, scope, longest)? })
}

/// More bytes than a document takes that holds only what must stay: more comes only as long as it is not large.
fn kept_weight(site: &Site<'_>, place: usize) -> usize {
    let shelf = &site.plan.shelves[place];
    FRAME + shelf.items[..shelf.kept].iter().map(|item| site.plan.stream[*item as usize].weight as usize).sum::<usize>()
}

/// More bytes than a document of these items takes in any format.
fn at_most(items: &[Item]) -> usize {
    FRAME + items.iter().map(feed::at_most).sum::<usize>()
}

/// The entry whose item, or whose event, it is.
fn entry_of(site: &Site<'_>, scope: &Scope, item: &Item) -> Option<ChangeIx> {
    let is_of = |index: &&ChangeIx| {
        let id = api::feed_id(site.config, site.view.catalog().change(**index));
        item.id.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    scope.changes.iter().find(is_of).copied()
}
