//! The paths of pages: permanent, relative to the root of the site, with a slash at the end.

use crate::base::Slug;
// The API speaks of these pages too, and so says where they lie.
pub use crate::schedule::paths::{change_page as change, component_page as component, release_page as release};

pub const CHANGES: &str = "changes/";
pub const DEPRECATIONS: &str = "deprecations/";
pub const COMPONENTS: &str = "components/";
pub const FEEDS: &str = "feeds/";
pub const API: &str = "api/";
pub const OPML: &str = "feeds/feeds.opml";
pub const SEARCH: &str = "search/";
pub const SEARCH_INDEX: &str = "search/index.json";
pub const ROBOTS: &str = "robots.txt";
pub const NOT_FOUND: &str = "404.html";

/// A page of the list of changes; the first is the list itself.
pub fn changes_page(number: usize) -> String {
    if number <= 1 { CHANGES.to_owned() } else { format!("changes/page/{number}/") }
}

/// Leads on to the entry's page.
pub fn deprecation(id: &Slug) -> String {
    format!("deprecations/{id}/")
}

pub fn tag(tag: &Slug) -> String {
    format!("tags/{tag}/")
}

pub fn owner(id: &Slug) -> String {
    format!("owners/{id}/")
}

pub fn audience(id: &Slug) -> String {
    format!("audiences/{id}/")
}

/// A file of words that stand in names, from 0.
pub fn search_names(place: usize) -> String {
    format!("search/names/{place}.json")
}

/// A file of words that stand in bodies, from 0.
pub fn search_text(place: usize) -> String {
    format!("search/text/{place}.json")
}

/// A file of what results show, from 0.
pub fn search_entries(place: usize) -> String {
    format!("search/entries/{place}.json")
}

/// The calendar of what stands at a path.
pub fn calendar(path: &str) -> String {
    format!("{path}calendar.ics")
}

/// A plain page, by its slug: `pages/support-policy`.
pub fn page(slug: &str) -> String {
    format!("{slug}/")
}

/// The file that a server sends for a page's path.
pub fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
