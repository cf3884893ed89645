//! Parts that several documents share: absolute URLs, the owner, links, the way to migrate.

use std::collections::BTreeMap;

use url::Url;

use super::{paths, wire};
use crate::base::{At, Slug};
use crate::catalog::{Catalog, Change, ComponentIx};
use crate::config::Config;
use crate::entry::{Floor, Link};

/// The absolute URL of a path inside the site.
pub fn uri(config: &Config, path: &str) -> wire::Uri {
    wire::Uri(config.base_url.join(path))
}

/// The URL of a document's schema.
pub fn schema(config: &Config, name: &str) -> wire::Uri {
    uri(config, &paths::schema(name))
}

pub fn book_id(config: &Config) -> wire::Uri {
    wire::Uri(config.id.to_string())
}

pub fn web(url: &Url) -> wire::Uri {
    wire::Uri(url.to_string())
}

pub fn links(links: &[(String, Url)]) -> BTreeMap<String, wire::Uri> {
    links.iter().map(|(name, url)| (name.clone(), web(url))).collect()
}

pub fn owner(config: &Config, id: Option<&Slug>) -> Option<wire::Owner> {
    let owner = config.owner(id?)?;
    Some(wire::Owner {
        id: owner.id.value.to_string(),
        name: owner.name.clone(),
        contact: owner.contact.as_ref().map(web),
    })
}

/// How to move: as the entry says, else the entry itself if it has a body. Only a promise or an action asks anybody to.
pub fn migration(config: &Config, change: &Change) -> Option<wire::Uri> {
    migration_guide(config, change).or_else(|| {
        let entry = &change.entry;
        let asks = change.promise.is_some() || entry.action.is_some();
        let has_body = entry.text.get(entry.body.range()).is_some_and(|body| !body.trim().is_empty());
        (asks && has_body).then(|| uri(config, &paths::change_page(&change.id)))
    })
}

/// How to move, if the entry says so: an https or mailto URL.
pub fn migration_guide(config: &Config, change: &Change) -> Option<wire::Uri> {
    change.entry.migration.as_ref().map(|guide| match &guide.value {
        Link::Web(url) => web(url),
        Link::Page(page) => page_url(config, page),
    })
}

/// The URL of a page of this site, as an entry names it.
fn page_url(config: &Config, page: &str) -> wire::Uri {
    let joined = config.base_url.join(&paths::plain_page(page));
    // Through the parser, so that spaces and the like are escaped.
    Url::parse(&joined).map_or(wire::Uri(joined), |url| web(&url))
}

pub fn component_id(catalog: &Catalog, index: ComponentIx) -> String {
    catalog.component(index).id().to_string()
}

pub fn also(catalog: &Catalog, change: &Change) -> Vec<String> {
    change.also.iter().map(|index| component_id(catalog, *index)).collect()
}

/// Ids or texts as written.
pub fn texts<T: ToString>(values: &[At<T>]) -> Vec<String> {
    values.iter().map(|at| at.value.to_string()).collect()
}

pub fn former_ids(change: &Change) -> Vec<String> {
    change.former_ids().map(ToString::to_string).collect()
}

pub fn floor(floor: &Floor) -> wire::Floor {
    match floor {
        Floor::When(when) => wire::Floor::When(wire::Moment(*when)),
        Floor::Version(version) => wire::Floor::Version(version.clone()),
    }
}
