//! What holds for the whole site, and the links that many pages show.

use schemars::JsonSchema;
use serde::Serialize;

/// The global `site`. It is set once; pages do not repeat it.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Site {
    /// `[book] title`.
    pub title: String,
    /// `[book] description`; may be empty.
    pub description: String,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] language`, a BCP 47 tag: `en`.
    pub language: String,
    /// The path of the base URL, with slashes at both ends: `/`, or `/sub/`.
    pub base_path: String,
    /// The absolute base URL, with a slash at its end.
    pub base_url: String,
    /// The links of the header, in order: the site's sections, then plain pages with `nav`.
    pub nav: Vec<Link>,
    /// The links of the footer, in order: API reference, support policy, track record, and so on.
    pub footer: Vec<Link>,
    /// Every component, in the order of `book.toml`.
    pub components: Vec<SiteComponent>,
    /// The day for which the site was built.
    pub today: String,
    /// What built the site.
    pub generator: Generator,
    /// `[theme.options]`, as it was written. The default theme reads `accent`, a CSS colour.
    pub options: serde_json::Value,
}

/// What built the site.
#[derive(Serialize, JsonSchema, Debug, Clone)]
pub struct Generator {
    /// `forewarn`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A link with plain text.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What to show.
    pub text: String,
    /// A path of this site, or an absolute URL (https, mailto).
    pub href: String,
}

/// A component, where it is only mentioned.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ComponentRef {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its page: `components/<id>/`.
    pub path: String,
}

/// A component, where readers choose among all of them.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SiteComponent {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its page: `components/<id>/`. Its feeds stand there too.
    pub path: String,
    /// Whether `calendar.ics` stands there too: something of it has a date.
    pub has_calendar: bool,
}

/// A team that answers for a component or an entry.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its page: `owners/<id>/`.
    pub path: String,
    /// How to reach it: an https or mailto URL.
    pub contact: Option<String>,
}
