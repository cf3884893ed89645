//! A neutral feed → RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, and a list of feeds → OPML 2.0.
//!
//! Same feed, same bytes: there is no "now" here. It knows nothing of entries, promises or the catalog: which items a
//! feed has, and their ids, is decided by who fills it.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

mod atom;
mod json;
mod opml;
mod rss;
mod size;
#[cfg(test)]
mod tests;
mod time;

pub use atom::{atom, atom_entry};
pub use json::{EXTENSION_KEYS, json, json_item};
pub use opml::{Group, Opml, Subscription, opml};
pub use rss::rss;
pub use size::{at_most, escaped, within_string};
pub use time::item_instant;

/// What a server must say in `Content-Type`, and links in `type`.
pub mod media_type {
    pub const RSS: &str = "application/rss+xml";
    pub const ATOM: &str = "application/atom+xml";
    pub const JSON: &str = "application/feed+json";
    pub const OPML: &str = "text/x-opml";
    pub(super) const HTML: &str = "text/html";
}

/// Who made the feed. It has no version, so that an update of forewarn does not change every feed.
const GENERATOR: &str = "forewarn";

/// The namespace of RFC 5005, declared only where it is used.
const HISTORY: &[(&str, &str)] = &[("xmlns:fh", "http://purl.org/syndication/history/1.0")];

/// One document of a feed, without its items. All URLs are absolute.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
    /// A `tag:` URI (RFC 4151), permanent, and never derived from the URL.
    pub id: &'a str,
    pub title: &'a str,
    /// Plain text; may be empty.
    pub description: &'a str,
    /// A language tag (RFC 5646), of the texts of the feed and its items.
    pub language: &'a str,
    /// The page that shows the same items to people.
    pub home_url: &'a str,
    /// Where this very document will be fetched.
    pub self_urls: Urls<'a>,
    /// Names. If there are none, the title stands in where a format wants an author.
    pub authors: &'a [&'a str],
    /// The date of the newest item (see [`newest`]), never the time of the build: a build that changes nothing must
    /// change no byte, or no reader ever gets "304 Not Modified".
    pub updated: Timestamp,
    /// How long a reader may wait before it asks again.
    pub ttl_minutes: u32,
    /// The URL of the documentation of [`Extension`].
    pub about_extension: &'a str,
    pub place: Place<'a>,
    /// The document with the next older items, if these are not all.
    pub prev_archive: Option<Archived<'a>>,
}

/// Where an archive is found. RSS leads on to the Atom documents: whoever follows RFC 5005 reads both, and the whole past
/// need not be written twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archived<'a> {
    pub atom: &'a str,
    pub json: Option<&'a str>,
}

/// Where the same document is found in each format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urls<'a> {
    pub rss: &'a str,
    pub atom: &'a str,
    pub json: &'a str,
}

/// Where a document stands among those of its feed (RFC 5005, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// The document that readers subscribe to, with the newest items.
    Subscription,
    /// Older items. Once published it should not change, and so it does not link to the archive after it.
    Archive { current: Urls<'a> },
}

/// One thing to tell, once: readers show an item when they first see its id, and few show it again when it changes.
/// Those of one moment stand in the order of their ids, which must be distinct: readers keep only one of two items with the
/// same id. All items given are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Permanent and opaque; readers compare it byte for byte.
    pub id: String,
    /// The page of it.
    pub url: String,
    /// Plain text.
    pub title: String,
    /// Plain text; may be empty.
    pub summary: String,
    /// The whole text. Its links are absolute, also those to a `#place` in it. If it is empty, the summary is shown.
    pub content_html: Arc<str>,
    /// Never in the future: not the sunset, but the day on which it is told (see [`item_instant`]).
    pub published: Timestamp,
    /// The last change that a reader should care about.
    pub updated: Timestamp,
    pub categories: Vec<Category>,
    /// The name of the team that answers for it.
    pub owner: Option<String>,
    pub extension: Extension,
}

/// An item as it stands in documents of one format: it is the same in all of them, and so is written once.
#[derive(Clone, Debug)]
pub struct Written {
    text: Arc<str>,
    /// The last change in it that a reader should care about.
    pub updated: Timestamp,
}

/// What an item is about, within one vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The stable name, for filters: `deploy-api`.
    pub term: String,
    /// The name for people: `Deploy API`.
    pub label: String,
    /// The vocabulary, as the URL of a page: `https://changes.example.com/components/`. `None` for a free tag.
    pub scheme: Option<String>,
}

/// What programs want to know of an item; only JSON Feed carries it, as `_forewarn`. It holds what is written in the
/// entry and never a state or a count of days, since those change while the item does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extension {
    /// The kind of the entry: `deprecated`.
    pub kind: String,
    /// What happened to its promise: `sunset`. `None` if the item is the entry itself.
    pub event: Option<String>,
    pub component: String,
    /// The version that carries it.
    pub version: Option<String>,
    /// RFC 3339: a date or a date-time.
    pub sunset: Option<String>,
    /// The version in which it is gone.
    pub removal: Option<String>,
    /// What to use instead, in the order of the surfaces.
    pub replacement: Vec<String>,
}

/// The date of the newest change in any of the items; `None` without items.
pub fn newest(items: &[Item]) -> Option<Timestamp> {
    items.iter().map(Item::latest).max()
}

/// About how many bytes stand around the items of a document.
const HEAD: usize = 2048;

/// About how many bytes an item takes.
fn about(item: &Item) -> usize {
    const TAGS: usize = 1024;
    TAGS + (item.content_html.len() + item.summary.len() * 2 + item.title.len() * 2) * 9 / 8
}

/// About how many bytes a document of these items takes.
fn length(items: &[Written]) -> usize {
    HEAD + items.iter().map(|item| item.text.len() + 8).sum::<usize>()
}

impl Feed<'_> {
    /// The names of its authors; at least one.
    fn authors(&self) -> impl Iterator<Item = &str> {
        let title = self.authors.is_empty().then_some(self.title);
        self.authors.iter().copied().chain(title)
    }
}

impl Item {
    fn latest(&self) -> Timestamp {
        self.updated.max(self.published)
    }

    /// The text to show, as HTML; never empty if there is anything to say.
    fn body(&self) -> Cow<'_, str> {
        if !self.content_html.is_empty() {
            return Cow::Borrowed(&self.content_html);
        }
        let text = if self.summary.is_empty() { &self.title } else { &self.summary };
        Cow::Owned(format!("<p>{}</p>", html(text)))
    }
}

/// Plain text as HTML.
fn html(text: &str) -> String {
    // Not quick-xml's escape: it writes a carriage return as `&#13;`, which HTML forbids.
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
