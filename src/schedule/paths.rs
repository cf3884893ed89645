//! Where the documents of the API and the pages they speak of lie in the site, and the permanent ids of feed items.
//! Paths are relative to the site's root; [`crate::config::BaseUrl::join`] makes URLs of them.

use std::fmt;

use crate::base::Version;
use crate::catalog::{Change, Event};
use crate::config::Config;

/// The folder of this version of the API.
pub const ROOT: &str = "api/v1/";
pub const INDEX: &str = "api/v1/index.json";
pub const SCHEDULE: &str = "api/v1/schedule.json";
pub const EVENTS: &str = "api/v1/events.json";
pub const IDS: &str = "api/v1/ids.json";
pub const OPENAPI: &str = "api/v1/openapi.json";
pub const RECORD: &str = "api/v1/record.json";
pub const COMPONENTS: &str = "api/v1/components.json";

/// A promise; also under its former ids.
pub fn deprecation(id: impl fmt::Display) -> String {
    format!("{ROOT}deprecations/{id}.json")
}

/// An entry; also under its former ids.
pub fn change(id: impl fmt::Display) -> String {
    format!("{ROOT}changes/{id}.json")
}

/// A page of changes, counted from 1.
pub fn changes_page(number: impl fmt::Display) -> String {
    format!("{ROOT}changes/page/{number}.json")
}

pub fn component(id: impl fmt::Display) -> String {
    format!("{ROOT}components/{id}.json")
}

pub fn releases(component: impl fmt::Display) -> String {
    format!("{ROOT}components/{component}/releases.json")
}

pub fn release(component: impl fmt::Display, version: impl fmt::Display) -> String {
    format!("{ROOT}components/{component}/{version}.json")
}

/// What matters to whoever moves a component from one version to another.
pub fn upgrade(component: impl fmt::Display) -> String {
    format!("{ROOT}upgrade/{component}.json")
}

/// The JSON Schema of a family of documents, by the name that [`super::schemas`] gives it.
pub fn schema(name: impl fmt::Display) -> String {
    format!("{ROOT}schema/{name}.json")
}

/// The page of an entry, and the permalink of its promise.
pub fn change_page(id: impl fmt::Display) -> String {
    format!("changes/{id}/")
}

/// A plain page as an entry names it: `pages/support-policy#terms`.
pub fn plain_page(page: &str) -> String {
    let (path, rest) = page.split_at(page.find(['#', '?']).unwrap_or(page.len()));
    format!("{}/{rest}", path.trim_end_matches('/'))
}

/// The page of a component.
pub fn component_page(id: impl fmt::Display) -> String {
    format!("components/{id}/")
}

/// The page of a release.
pub fn release_page(component: impl fmt::Display, version: &Version) -> String {
    format!("components/{component}/{version}/")
}

/// The permanent id of an entry's item in the feeds.
pub fn feed_id(config: &Config, change: &Change) -> String {
    format!("{}:{}", config.id, change.root)
}

/// The permanent id of an event's item in the feeds. `None` for the announcement and the removal: these are the items
/// of their entries.
pub fn event_id(config: &Config, change: &Change, event: &Event) -> Option<String> {
    Some(format!("{}:{}:{}", config.id, change.root, event.suffix()?))
}
