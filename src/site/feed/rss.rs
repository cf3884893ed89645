//! A feed → RSS 2.0, as the RSS Advisory Board's profile wants it.
//!
//! Only what readers subscribe to: its archives are Atom documents.
//! `<title>` is plain text and escaped once, which is right in most readers; Atom is the exact form.

use super::time::rfc822;
use super::{Feed, GENERATOR, HEAD, Item, about, html, media_type};
use crate::site::xml::{self, Xml};

const NAMESPACES: &[(&str, &str)] = &[
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// Served as [`media_type::RSS`]. The items are the newest first.
pub fn rss(feed: &Feed, items: &[Item]) -> Vec<u8> {
    xml::document(HEAD + items.iter().map(about).sum::<usize>(), |xml| {
        xml.element("rss", NAMESPACES, |xml| {
            xml.element("channel", &[], |xml| {
                head(xml, feed);
                for one in items {
                    xml.element("item", &[], |xml| item(xml, one));
                }
            });
        });
    })
}

fn head(xml: &mut Xml, feed: &Feed) {
    // A channel must have a description.
    let description = if feed.description.is_empty() { feed.title } else { feed.description };
    xml.plain("title", &[], feed.title);
    xml.text("link", &[], feed.home_url);
    xml.plain("description", &[], description);
    xml.text("language", &[], feed.language);
    xml.text("lastBuildDate", &[], &rfc822(feed.updated));
    xml.text("generator", &[], GENERATOR);
    xml.text("ttl", &[], &feed.ttl_minutes.to_string());
    link(xml, "self", media_type::RSS, feed.self_urls.rss);
    if let Some(older) = feed.prev_archive {
        link(xml, "prev-archive", media_type::ATOM, older.atom);
    }
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, url: &str) {
    xml.empty("atom:link", &[("rel", rel), ("type", media_type), ("href", url)]);
}

fn item(xml: &mut Xml, item: &Item) {
    xml.plain("title", &[], &item.title);
    xml.text("link", &[], &item.url);
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    xml.text("pubDate", &[], &rfc822(item.published));
    if let Some(owner) = &item.owner {
        // RSS's own `author` would have to be an e-mail address.
        xml.plain("dc:creator", &[], owner);
    }
    for category in &item.categories {
        let domain: Vec<(&str, &str)> = category.scheme.iter().map(|scheme| ("domain", scheme.as_str())).collect();
        xml.plain("category", &domain, &category.term);
    }
    if item.summary.is_empty() {
        xml.cdata("description", &[], &item.body());
    } else {
        // Readers take a description for HTML. It stands before the content, since some keep the last of the two.
        xml.text("description", &[], &html(&item.summary));
        xml.cdata("content:encoded", &[], &item.body());
    }
}
