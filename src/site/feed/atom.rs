//! A feed → Atom (RFC 4287), the format in which nothing is left to a reader's guess.

use super::{Feed, GENERATOR, HISTORY, Item, Place, Written, about, length, media_type};
use crate::site::xml::{self, Xml};

/// An item, for the documents in which it stands.
pub fn atom_entry(item: &Item) -> Written {
    let text = xml::fragment(1, about(item), |xml| xml.element("entry", &[], |xml| entry(xml, item)));
    Written { text: text.into(), updated: item.latest() }
}

/// Served as [`media_type::ATOM`]. The items, newest first, are those that [`atom_entry`] wrote.
pub fn atom(feed: &Feed, items: &[Written]) -> Vec<u8> {
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.language)];
    xml::document(length(items), |xml| {
        xml.element("feed", &root, |xml| {
            head(xml, feed);
            items.iter().for_each(|item| xml.written(&item.text));
        });
    })
}

fn head(xml: &mut Xml, feed: &Feed) {
    xml.text("id", &[], feed.id);
    xml.text("title", &[("type", "text")], feed.title);
    if !feed.description.is_empty() {
        xml.text("subtitle", &[("type", "text")], feed.description);
    }
    xml.text("updated", &[], &feed.updated.to_string());
    for name in feed.authors() {
        author(xml, name);
    }
    link(xml, "alternate", media_type::HTML, feed.home_url);
    link(xml, "self", media_type::ATOM, feed.self_urls.atom);
    if let Place::Archive { current } = feed.place {
        xml.empty("fh:archive", HISTORY);
        link(xml, "current", media_type::ATOM, current.atom);
    }
    if let Some(older) = feed.prev_archive {
        link(xml, "prev-archive", media_type::ATOM, older.atom);
    }
    xml.text("generator", &[], GENERATOR);
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, url: &str) {
    xml.empty("link", &[("rel", rel), ("type", media_type), ("href", url)]);
}

fn author(xml: &mut Xml, name: &str) {
    xml.element("author", &[], |xml| xml.text("name", &[], name));
}

fn entry(xml: &mut Xml, item: &Item) {
    xml.text("id", &[], &item.id);
    xml.text("title", &[("type", "text")], &item.title);
    xml.text("published", &[], &item.published.to_string());
    xml.text("updated", &[], &item.updated.to_string());
    if let Some(owner) = &item.owner {
        author(xml, owner);
    }
    link(xml, "alternate", media_type::HTML, &item.url);
    for category in &item.categories {
        let mut attributes: Vec<(&str, &str)> = vec![("term", &category.term), ("label", &category.label)];
        attributes.extend(category.scheme.iter().map(|scheme| ("scheme", scheme.as_str())));
        xml.empty("category", &attributes);
    }
    if !item.summary.is_empty() {
        xml.text("summary", &[("type", "text")], &item.summary);
    }
    xml.cdata("content", &[("type", "html")], &item.body());
}
