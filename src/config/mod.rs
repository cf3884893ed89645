//! Text of book.toml → [`Config`] and findings. It knows nothing of entries; owners and components are resolved here among themselves.

mod policy;
mod read;
mod releases;

pub use policy::{Freeze, Policy, PolicyKeys, RemovalNeeds};
pub use read::parse;
pub use releases::{ReleaseRow, parse_releases};

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value as Json};
use url::Url;

use crate::base::{At, Date, RelPath, Slug, Span};
use crate::diag::{Level, Rule};

/// The settings of one platform.
#[derive(Clone, Debug)]
pub struct Config {
    pub title: String,
    pub id: BookId,
    pub description: String,
    pub authors: Vec<String>,
    /// BCP 47, default `en`.
    pub language: String,
    /// Where the sources lie, relative to the root; default `content`.
    pub src: RelPath,
    /// What an entry's `audiences` may name.
    pub audiences: Vec<Slug>,
    /// Kinds of surfaces beyond the built-in ones.
    pub surface_kinds: Vec<Slug>,
    /// The output folder, relative to the root; default `public`.
    pub build_dir: RelPath,
    pub base_url: BaseUrl,
    /// The folder that overrides the default theme, file by file.
    pub theme: Option<RelPath>,
    /// Handed to templates as it is.
    pub theme_options: Map<String, Json>,
    pub owners: Vec<Owner>,
    pub components: Vec<Component>,
    pub policy: Policy,
    pub component_policies: BTreeMap<Slug, Policy>,
    pub levels: Vec<(At<Rule>, Level)>,
    pub gate: Gate,
    /// The last published schedule: a path or a URL.
    pub baseline: Option<At<String>>,
    pub feeds: Feeds,
    pub limits: Limits,
}

/// The tag URI (RFC 4151) that is the root of all feed and calendar ids: `tag:example.com,2026:paved-road`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookId {
    authority: String,
    date: String,
    since: Date,
    specific: String,
}

impl BookId {
    /// Reads a tag URI with a date and a specific part; it may not end in a fragment.
    pub fn new(text: &str) -> Option<Self> {
        let (tagging, specific) = text.strip_prefix("tag:")?.split_once(':')?;
        let (authority, date) = tagging.split_once(',')?;
        let name = |part: &str, extra: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
        };
        let since = first_day(date)?;
        let fits = name(authority, ".-@_") && name(specific, "-._~/:@!$&'()*+,;=?");
        let (authority, date, specific) = (authority.to_owned(), date.to_owned(), specific.to_owned());
        fits.then_some(BookId { authority, date, since, specific })
    }

    /// The day from which on the id is the book's: no feed of it is older.
    pub fn since(&self) -> Date {
        self.since
    }

    /// Who named the book: a domain or an address.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The last part of the tag URI.
    pub fn specific(&self) -> &str {
        &self.specific
    }
}

/// The first day of a year, a month or a day (RFC 4151, section 2.1).
fn first_day(date: &str) -> Option<Date> {
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    let day: Date = whole.parse().ok()?;
    (day.to_string() == whole).then_some(day)
}

impl fmt::Display for BookId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "tag:{},{}:{}", self.authority, self.date, self.specific)
    }
}

/// Where the site is published: http or https, ending in `/`, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Takes an absolute URL; a missing last `/` is added.
    pub fn new(mut url: Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https")
            || url.query().is_some()
            || url.fragment().is_some()
            || !url.has_host()
        {
            return None;
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Some(BaseUrl(url))
    }

    /// The absolute URL, ending in `/`.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The path alone: `/`, or `/changelog/`.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The absolute URL of a path inside the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// A team that owns components and promises.
#[derive(Clone, Debug)]
pub struct Owner {
    pub id: At<Slug>,
    pub name: String,
    /// https or mailto.
    pub contact: Option<Url>,
}

/// A part of the platform with its own stream of versions.
#[derive(Clone, Debug)]
pub struct Component {
    pub id: At<Slug>,
    pub name: String,
    pub description: String,
    pub owner: Option<At<Slug>>,
    pub repository: Option<Url>,
    /// Patterns of paths where its code lies.
    pub paths: Vec<String>,
}

/// What `check --needs-entry` lets pass.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    pub skip_label: Option<String>,
    pub skip_paths: Vec<String>,
}

/// What feeds hold.
#[derive(Clone, Debug)]
pub struct Feeds {
    /// The newest items of a feed document: it has no more, save for those of the current month.
    pub limit: usize,
    /// Where book.toml says so.
    pub limit_at: Option<Span>,
    /// Days before a sunset.
    pub reminders: Vec<u32>,
}

impl Feeds {
    /// Bytes from which a feed is a burden to those who ask for it every hour.
    pub const LARGE: usize = 250 << 10;
    /// Bytes from which some readers refuse it.
    pub const TOO_LARGE: usize = 1 << 20;
}

/// How large an entry may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub front_matter: usize,
    pub entry: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { front_matter: 64 << 10, entry: 4 << 20 }
    }
}

impl Config {
    pub fn owner(&self, id: &Slug) -> Option<&Owner> {
        self.owners.iter().find(|owner| owner.id.value == *id)
    }

    /// What `check` holds a component to.
    pub fn policy_of(&self, component: &Slug) -> &Policy {
        self.component_policies.get(component).unwrap_or(&self.policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_id_is_a_tag_uri() {
        let id = BookId::new("tag:example.com,2026:paved-road").unwrap();
        assert_eq!((id.authority(), id.to_string().as_str()), ("example.com", "tag:example.com,2026:paved-road"));
        for (date, since) in [("2026", "2026-01-01"), ("2026-03", "2026-03-01"), ("2026-03-02", "2026-03-02")] {
            let id = BookId::new(&format!("tag:example.com,{date}:x")).unwrap();
            assert_eq!(id.since().to_string(), since);
        }
        for text in [
            "paved-road",
            "tag:example.com,2026-13:x",
            "tag:example.com,2026-02-30:x",
            "tag:example.com,2026-3-2:x",
            "tag:example.com:x",
            "tag:,2026:x",
            "tag:example.com,2026:",
            "tag:example.com,2026:a b",
            "tag:example.com,2026:a#b",
        ] {
            assert_eq!(BookId::new(text), None, "{text}");
        }
    }

    #[test]
    fn a_base_url_ends_in_a_slash() {
        let url = |text: &str| BaseUrl::new(Url::parse(text).unwrap());
        assert_eq!(url("https://example.com/log").unwrap().join("feed.xml"), "https://example.com/log/feed.xml");
        assert_eq!(url("https://example.com/?q"), None);
        assert_eq!(url("ftp://example.com/"), None);
    }
}
