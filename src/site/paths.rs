//! The paths of pages: permanent, relative to the root of the site, with a slash at the end.

use super::archives::Archive;
use super::plan::Format;
use crate::base::Slug;
use crate::catalog::Catalog;
use crate::schedule::record::Slice;
// The API speaks of these pages too, and so says where they lie.
pub use crate::schedule::paths::{change_page as change, component_page as component, release_page as release};

pub const CHANGES: &str = "changes/";
pub const DEPRECATIONS: &str = "deprecations/";
pub const COMPONENTS: &str = "components/";
pub const FEEDS: &str = "feeds/";
/// What `_forewarn` in JSON Feed means.
pub const EXTENSION: &str = "feeds/#json-feed";
pub const API: &str = "api/";
pub const GATEWAY: &str = "gateway/";
pub const UPGRADE: &str = "upgrade/";
pub const OPML: &str = "feeds/feeds.opml";
pub const RECORD: &str = "record/";
pub const SEARCH: &str = "search/";
pub const API_CATALOG: &str = ".well-known/api-catalog";
pub const ROBOTS: &str = "robots.txt";
pub const NOT_FOUND: &str = "404.html";

/// A page of the list of changes; the first is the list itself.
pub fn changes_page(number: usize) -> String {
    if number <= 1 { CHANGES.to_owned() } else { format!("changes/page/{number}/") }
}

/// A page of a list; the first is the list itself. No id is `page/2`, so that it is nobody else's.
pub fn nth(list: &str, number: usize) -> String {
    if number <= 1 { list.to_owned() } else { format!("{list}page/{number}/") }
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

/// The document that readers of a subject subscribe to; `folder` is the subject's.
pub fn feed(folder: &str, format: Format) -> String {
    format!("{folder}feed.{}", format.ending())
}

/// A document of a closed month: `feed/2026-10.atom`, and `feed/2026-10/2.atom` if the month has several.
pub fn archive(folder: &str, archive: &Archive, format: Format) -> String {
    let Archive { month, part, .. } = archive;
    match part {
        1 => format!("{folder}feed/{month}.{}", format.ending()),
        part => format!("{folder}feed/{month}/{part}.{}", format.ending()),
    }
}

/// The promises behind the numbers of a part of the track record.
pub fn record(catalog: &Catalog, slice: Slice) -> String {
    match slice {
        Slice::Everything => "record/all/".to_owned(),
        Slice::Component(index) => format!("record/components/{}/", catalog.component(index).id()),
        Slice::Year(year) => format!("record/years/{year}/"),
    }
}

/// The calendar of what stands at a path.
pub fn calendar(path: &str) -> String {
    format!("{path}calendar.ics")
}

/// A file for gateways, about all components or one.
pub fn gateway_file(component: Option<&Slug>, file: &str) -> String {
    match component {
        Some(id) => format!("{GATEWAY}components/{id}/{file}"),
        None => format!("{GATEWAY}{file}"),
    }
}

/// A plain page, by its slug: `pages/support-policy`.
pub fn page(slug: &str) -> String {
    format!("{slug}/")
}

/// The file that a server sends for a page's path.
pub fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
