//! The catalog → what templates are given, one file per kind of page.

pub mod api;
pub mod card;
pub mod choices;
pub mod components;
mod detect;
pub mod entry;
pub mod gateway;
pub mod head;
pub mod home;
pub mod lists;
pub mod pages_of;
pub mod promise;
pub mod record;
pub mod schema_words;
pub mod search;
pub mod upgrade;

use super::Site;
use super::context::{ComponentRef, Html, Link, Owner};
use super::paths;
use crate::base::Slug;
use crate::catalog::{Change, ComponentIx};
use crate::markdown;

/// A component where it is only mentioned.
pub fn component_ref(site: &Site<'_>, index: ComponentIx) -> ComponentRef {
    let component = site.view.catalog().component(index);
    ComponentRef {
        id: component.id().to_string(),
        name: component.config.name.clone(),
        path: paths::component(component.id()),
    }
}

/// A team, by its id.
pub fn owner(site: &Site<'_>, id: &Slug) -> Option<Owner> {
    let owner = site.config.owner(id)?;
    Some(Owner {
        id: id.to_string(),
        name: owner.name.clone(),
        path: paths::owner(id),
        contact: owner.contact.as_ref().map(ToString::to_string),
    })
}

/// The title of an entry with its inline code.
pub fn title_html(change: &Change) -> Html {
    Html(markdown::title_html(&change.entry.title.value))
}

/// The title of an entry as plain text.
pub fn title_plain(change: &Change) -> String {
    markdown::title_plain(&change.entry.title.value)
}

/// The release that carries an entry.
pub fn version_link(site: &Site<'_>, change: &Change) -> Option<Link> {
    let version = &change.entry.version.as_ref()?.value;
    let component = site.view.catalog().component(change.component);
    Some(Link { text: version.to_string(), href: paths::release(component.id(), version) })
}

pub fn tag_links(change: &Change) -> Vec<Link> {
    change.entry.tags.iter().map(|tag| Link { text: tag.value.to_string(), href: paths::tag(&tag.value) }).collect()
}
