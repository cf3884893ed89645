//! The sizes of feeds, for the rule that judges them: the only one that must know what is rendered.

use crate::policy::{FeedSize, Scope};
use crate::site::{Site, large_feeds};

/// The large feeds, if the scope has a rule for them.
pub fn sizes(site: &Site<'_>, scope: Scope) -> Vec<FeedSize> {
    if scope != Scope::All {
        return Vec::new();
    }
    let size = |feed: crate::site::FeedDocument| {
        let entry = &site.view.catalog().change(feed.longest).entry;
        let bytes = feed.items.iter().copied().max().unwrap_or_default();
        FeedSize {
            path: feed.path,
            bytes: feed.bytes,
            items: feed.items,
            kept: feed.kept,
            longest: (entry.path.clone(), entry.fence, bytes),
        }
    };
    large_feeds(site).into_iter().map(size).collect()
}
