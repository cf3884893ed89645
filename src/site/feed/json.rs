//! A feed → JSON Feed 1.1. The types here are the wire: what others read, and so only ever grow.
//!
//! Keys of JSON Feed are left out when there is nothing to say, as its text wants; the keys of our own `_forewarn` are
//! always there, `null` where unknown, as in our API. Texts are cleaned as in XML, so that all formats say the same.

use std::borrow::Cow;

use serde::Serialize;

use super::{Extension, Feed, Item, Written, length};
use crate::site::xml::clean;

/// An item, for the documents in which it stands.
pub fn json_item(one: &Item) -> Written {
    let text = serde_json::to_string_pretty(&item(one)).expect("writing to memory does not fail");
    Written { text: text.replace('\n', "\n    ").into(), updated: one.latest() }
}

/// Served as [`super::media_type::JSON`]. The items, newest first, are those that [`json_item`] wrote.
pub fn json(feed: &Feed, items: &[Written]) -> Vec<u8> {
    const NONE: &str = "[]\n}";
    let mut text = String::with_capacity(length(items));
    text.push_str(&serde_json::to_string_pretty(&document(feed)).expect("writing to memory does not fail"));
    if !items.is_empty() {
        text.truncate(text.strip_suffix(NONE).expect("the items are the last key").len());
        for (place, item) in items.iter().enumerate() {
            text.push_str(if place == 0 { "[\n    " } else { ",\n    " });
            text.push_str(&item.text);
        }
        text.push_str("\n  ]\n}");
    }
    text.push('\n');
    text.into_bytes()
}

/// The feed as a whole.
#[derive(Serialize)]
struct WireFeed<'a> {
    /// The version of JSON Feed, as its URL.
    version: &'static str,
    /// Plain text.
    title: Cow<'a, str>,
    /// The page for people.
    home_page_url: Cow<'a, str>,
    /// The URL of this document.
    feed_url: Cow<'a, str>,
    /// The document with the next older items.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<Cow<'a, str>>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    /// A language tag (RFC 5646).
    language: Cow<'a, str>,
    authors: Vec<WireAuthor<'a>>,
    #[serde(rename = "_forewarn")]
    forewarn: WireAbout<'a>,
    /// Newest first. Always the last key, and written by itself.
    items: [WireItem<'a>; 0],
}

/// A person, or here a team.
#[derive(Serialize)]
struct WireAuthor<'a> {
    name: Cow<'a, str>,
}

/// Once in a feed: what the extension of the items means.
#[derive(Serialize)]
struct WireAbout<'a> {
    /// The URL of a page for people.
    about: Cow<'a, str>,
}

#[derive(Serialize)]
struct WireItem<'a> {
    /// Permanent; the same in every format and every feed of the site.
    id: Cow<'a, str>,
    /// The page of the item.
    url: Cow<'a, str>,
    /// Plain text.
    title: Cow<'a, str>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Cow<'a, str>>,
    /// The whole text, links absolute.
    content_html: Cow<'a, str>,
    /// RFC 3339, UTC.
    date_published: String,
    /// RFC 3339, UTC.
    date_modified: String,
    /// The owner.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<WireAuthor<'a>>,
    /// The terms of the item's categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Cow<'a, str>>,
    #[serde(rename = "_forewarn")]
    forewarn: WireExtension<'a>,
}

/// What programs want to know of an item. All keys are always there.
#[derive(Serialize)]
struct WireExtension<'a> {
    /// The kind of the entry: added, changed, deprecated, removed, fixed, security.
    kind: Cow<'a, str>,
    /// What happened to the promise; null if the item is the entry itself.
    event: Option<Cow<'a, str>>,
    /// The id of the component.
    component: Cow<'a, str>,
    /// The SemVer version that carries the entry; null while it is unreleased.
    version: Option<Cow<'a, str>>,
    /// RFC 3339 date or date-time from which the surfaces may be gone; null for a plan, and once it is called off.
    sunset: Option<Cow<'a, str>>,
    /// The SemVer version in which the surfaces are gone.
    removal: Option<Cow<'a, str>>,
    /// What to use instead.
    replacement: Vec<Cow<'a, str>>,
}

/// The keys of `_forewarn` in an item: what each holds, and what it means.
pub const EXTENSION_KEYS: &[(&str, &str, &str)] = &[
    ("kind", "string", "The kind of the entry: `added`, `changed`, `deprecated`, `removed`, `fixed` or `security`."),
    (
        "event",
        "string or null",
        "What happened to the promise on the day of the item: `deprecated`, `closed-to-new`, `end-of-support`, `brownout-announced`, `brownout-held`, `brownout-cancelled`, `reminder`, `moved`, `dated`, `cancelled`, `reinstated`, `sunset` or `due`; or `updated`: the entry was corrected. Null: the item is the entry itself.",
    ),
    ("component", "string", "The id of the component."),
    ("version", "string or null", "The version of the component that carries the entry; null while it is unreleased."),
    (
        "sunset",
        "date or null",
        "From when it may be gone, RFC 3339: in the item of an entry as it is promised now, in that of an event as it was promised on its day. Null while it is only a plan, and once it is called off.",
    ),
    ("removal", "string or null", "The version of the component in which it is gone, as of the same day."),
    ("replacement", "list of strings", "What to use instead, in the order of what is deprecated."),
];

fn document<'a>(feed: &'a Feed) -> WireFeed<'a> {
    WireFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: clean(feed.title),
        home_page_url: clean(feed.home_url),
        feed_url: clean(feed.self_urls.json),
        next_url: feed.prev_archive.and_then(|older| older.json).map(clean),
        description: (!feed.description.is_empty()).then(|| clean(feed.description)),
        language: clean(feed.language),
        authors: feed.authors().map(author).collect(),
        forewarn: WireAbout { about: clean(feed.about_extension) },
        items: [],
    }
}

fn author(name: &str) -> WireAuthor<'_> {
    WireAuthor { name: clean(name) }
}

fn item(item: &Item) -> WireItem<'_> {
    WireItem {
        id: clean(&item.id),
        url: clean(&item.url),
        title: clean(&item.title),
        summary: (!item.summary.is_empty()).then(|| clean(&item.summary)),
        content_html: body(item),
        date_published: item.published.to_string(),
        date_modified: item.updated.to_string(),
        authors: item.owner.as_deref().map(author).into_iter().collect(),
        tags: tags(item),
        forewarn: extension(&item.extension),
    }
}

/// The text to show; borrowed where nothing had to be made or left out.
fn body(item: &Item) -> Cow<'_, str> {
    match item.body() {
        Cow::Borrowed(text) => clean(text),
        Cow::Owned(text) => Cow::Owned(clean(&text).into_owned()),
    }
}

/// JSON Feed has no vocabularies: a term that is in two of them is one tag.
fn tags(item: &Item) -> Vec<Cow<'_, str>> {
    let mut tags = Vec::new();
    for category in &item.categories {
        let tag = clean(&category.term);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn extension(extension: &Extension) -> WireExtension<'_> {
    WireExtension {
        kind: clean(&extension.kind),
        event: extension.event.as_deref().map(clean),
        component: clean(&extension.component),
        version: extension.version.as_deref().map(clean),
        sunset: extension.sunset.as_deref().map(clean),
        removal: extension.removal.as_deref().map(clean),
        replacement: extension.replacement.iter().map(|name| clean(name)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_page_of_feeds_explains_every_key_of_the_extension() {
        let written = serde_json::to_value(extension(&Extension::default())).unwrap();
        let written: BTreeSet<&str> = written.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(written, EXTENSION_KEYS.iter().map(|(name, ..)| *name).collect());
    }
}
