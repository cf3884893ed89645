//! One file's text → an [`Entry`] or [`Page`], and findings. Depends on that file alone: owner, component and audience are
//! names here; `catalog` resolves them.

mod deprecation;
mod front;
mod name;
mod page;
mod parse;
mod places;
mod read_deprecation;
mod read_revision;
mod revision;
mod route;
mod surface;

pub use deprecation::{
    Brownout, Cancelled, Deprecation, Detect, Floor, NoReplacement, Replacement, Surface, SurfaceReplacement,
};
pub use front::{Parts, split};
pub use name::Name;
pub use page::{Page, parse_page};
pub use parse::parse_entry;
pub use revision::{Change, FieldName, FieldValue, Revision, Written};
pub use route::{Method, NoRoute, Part, Route, Segment};
pub use surface::SurfaceKind;

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value as Json};
use url::Url;

use crate::base::{At, Date, RelPath, Requirement, Slug, Span, Version, When};
use crate::diag::Rule;
use crate::markdown::Outline;

/// One dated announcement of one change, as its file says it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub path: RelPath,
    pub text: Arc<str>,
    /// The Markdown below the front matter.
    pub body: Span,
    /// The opening fence: where findings about the entry as a whole point.
    pub fence: Span,
    /// The folders between `changes/` and the file.
    pub folders: Vec<String>,
    /// The file's name without date and extension.
    pub stem: String,
    /// The date that begins the file's name.
    pub file_date: Option<Date>,
    /// One line; inline code is the only Markdown.
    pub title: At<String>,
    pub date: At<When>,
    pub kind: At<Kind>,
    pub component: Option<At<Slug>>,
    /// Further components whose pages and feeds show it.
    pub also: Vec<At<Slug>>,
    pub version: Option<At<Version>>,
    pub id: Option<At<Slug>>,
    /// Oldest first.
    pub former_ids: Vec<At<Slug>>,
    /// Plain text; `None`: the body's first paragraph.
    pub summary: Option<At<String>>,
    pub breaking: bool,
    pub tags: Vec<At<Slug>>,
    pub audiences: Vec<At<Slug>>,
    pub action: Option<At<String>>,
    pub migration: Option<At<Link>>,
    pub effort: Option<Effort>,
    pub owner: Option<At<Slug>>,
    pub links: Vec<(String, Url)>,
    pub related: Vec<At<Slug>>,
    pub completes: Vec<At<Slug>>,
    pub advisories: Vec<At<String>>,
    pub affected: Option<At<Requirement>>,
    pub updated: Option<Updated>,
    pub draft: bool,
    /// The value of `draft`, where it is written.
    pub draft_at: Option<Span>,
    pub extra: Map<String, Json>,
    pub allow: Vec<Allow>,
    pub deprecation: Option<Box<Deprecation>>,
    pub outline: Outline,
}

/// What a change is (Keep a Changelog 1.1.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Added,
    Changed,
    Deprecated,
    Removed,
    Fixed,
    Security,
}

impl Kind {
    /// In the order in which release pages show them: what may hurt first.
    pub const ALL: [Kind; 6] =
        [Kind::Removed, Kind::Security, Kind::Deprecated, Kind::Changed, Kind::Added, Kind::Fixed];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Changed => "changed",
            Kind::Deprecated => "deprecated",
            Kind::Removed => "removed",
            Kind::Fixed => "fixed",
            Kind::Security => "security",
        }
    }

    /// Whether an entry of this kind may carry a promise.
    pub fn may_deprecate(self) -> bool {
        matches!(self, Kind::Deprecated | Kind::Changed | Kind::Security)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// What moving away costs one typical consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    Minutes,
    Hours,
    Days,
    Weeks,
}

impl Effort {
    pub fn name(self) -> &'static str {
        match self {
            Effort::Minutes => "minutes",
            Effort::Hours => "hours",
            Effort::Days => "days",
            Effort::Weeks => "weeks",
        }
    }
}

/// Where a reader is sent: another site, or a page of this one (without slashes at its ends).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Web(Url),
    Page(String),
}

/// A correction worth telling: a feed item of its own.
#[derive(Clone, Debug)]
pub struct Updated {
    pub date: At<When>,
    pub note: String,
}

/// Silences a rule for this entry; `until` is the last day.
#[derive(Clone, Debug)]
pub struct Allow {
    pub rule: At<Rule>,
    pub reason: String,
    pub until: Option<At<Date>>,
}
