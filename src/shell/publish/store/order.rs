//! What is to be sent → waves, one after the other, so that no reader sees a link to something that is not there: all that
//! is new goes before anything that is replaced, and of both, pages before the lists that lead to them, and feeds and the
//! schedule last, since they are read by programs that will ask for the rest. Pure.

use std::collections::BTreeMap;

use super::steps::{Fate, Steps};
use crate::base::RelPath;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Styles, scripts, images, single documents.
    Asset,
    /// One entry, release or promise.
    Page,
    /// Home, and what leads on to pages.
    List,
    /// Feeds, calendars, sitemaps, the schedule.
    Told,
}

/// The places in the plan, wave by wave.
pub fn waves(paths: &[RelPath], steps: &Steps) -> Vec<Vec<usize>> {
    let mut waves: BTreeMap<(bool, Rank), Vec<usize>> = BTreeMap::new();
    for (index, fate) in steps.fates.iter().enumerate() {
        let is_replaced = match fate {
            Fate::New => false,
            Fate::Replaced(_) => true,
            Fate::Unchanged | Fate::Kept(_) => continue,
        };
        waves.entry((is_replaced, rank(&paths[index]))).or_default().push(index);
    }
    waves.into_values().collect()
}

fn rank(path: &RelPath) -> Rank {
    const TOLD: [&str; 6] = ["schedule.json", "events.json", "ids.json", "api-catalog", "robots.txt", "feeds.opml"];
    let name = path.file_name();
    let is_feed = path.stem() == "feed" || path.as_str().split('/').any(|part| part == "feed");
    if is_feed || path.stem().starts_with("sitemap") || path.extension() == Some("ics") || TOLD.contains(&name) {
        return Rank::Told;
    }
    if path.extension() != Some("html") {
        return Rank::Asset;
    }
    let depth = path.as_str().split('/').count();
    let is_list = depth < 3 || path.as_str().split('/').any(|part| part == "page");
    if is_list { Rank::List } else { Rank::Page }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_goes_before_what_links_to_it() {
        let paths = [
            "api/v1/schedule.json",
            "changes/a/index.html",
            "changes/b/index.html",
            "changes/page/2/index.html",
            "feed.xml",
            "index.html",
            "theme/new.css",
            "theme/style.css",
        ]
        .map(|path| RelPath::new(path).unwrap());
        let replaced = Fate::Replaced(None);
        let fates = vec![
            replaced.clone(),
            replaced.clone(),
            Fate::New,
            Fate::New,
            replaced.clone(),
            replaced.clone(),
            Fate::New,
            replaced,
        ];
        let steps = Steps { fates, stale: Vec::new(), kept: Vec::new(), held: BTreeMap::new() };
        let named: Vec<Vec<&str>> =
            waves(&paths, &steps).iter().map(|wave| wave.iter().map(|at| paths[*at].as_str()).collect()).collect();
        assert_eq!(
            named,
            [
                vec!["theme/new.css"],
                vec!["changes/b/index.html"],
                vec!["changes/page/2/index.html"],
                vec!["theme/style.css"],
                vec!["changes/a/index.html"],
                vec!["index.html"],
                vec!["api/v1/schedule.json", "feed.xml"],
            ]
        );
    }
}
