//! What is to be sent → waves, one after the other, so that no reader sees a link to something that is not there: all that
//! is new goes before anything that is replaced, and of both, pages before the lists that lead to them, and feeds and the
//! schedule last, since they are read by programs that will ask for the rest. Told by the paths alone. Pure.

use std::collections::BTreeMap;

use super::steps::{Fate, Steps};
use crate::base::RelPath;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Styles, scripts, images, single documents.
    Asset,
    /// One entry, release, promise or plain page.
    Page,
    /// Home, and what leads on to pages: also those of a component, a tag, an owner, the track record.
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
    if path.extension() == Some("html") {
        return if is_list(path) { Rank::List } else { Rank::Page };
    }
    let is_feed = path.stem() == "feed" || path.as_str().split('/').any(|part| part == "feed");
    let is_told =
        is_feed || path.stem().starts_with("sitemap") || path.extension() == Some("ics") || TOLD.contains(&name);
    if is_told { Rank::Told } else { Rank::Asset }
}

/// Whether a page is not the one of something, but leads to such. `changes/page/2/` is one of a list; an entry may be called `page`.
fn is_list(path: &RelPath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.windows(2).any(|two| two[0] == "page" && is_number(two[1])) {
        return true;
    }
    match parts[0] {
        "changes" | "deprecations" | "pages" => parts.len() < 3,
        // A release lies below its component.
        "components" => parts.len() < 4,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_leads_to_others_is_a_list_whatever_its_name() {
        let rank = |path| rank(&RelPath::new(path).unwrap());
        for page in [
            "changes/a/index.html",
            "changes/feed/index.html",
            "changes/page/index.html",
            "deprecations/a/index.html",
            "components/api/1.2.0/index.html",
        ] {
            assert_eq!(rank(page), Rank::Page, "{page}");
        }
        for list in [
            "index.html",
            "changes/index.html",
            "changes/page/2/index.html",
            "components/api/index.html",
            "components/api/page/2/index.html",
            "tags/breaking/index.html",
            "tags/breaking/page/2/index.html",
            "record/years/2026/index.html",
        ] {
            assert_eq!(rank(list), Rank::List, "{list}");
        }
        for told in ["feed.xml", "components/api/feed/2026-10/2.atom", "sitemap.xml", "calendar.ics"] {
            assert_eq!(rank(told), Rank::Told, "{told}");
        }
    }

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
