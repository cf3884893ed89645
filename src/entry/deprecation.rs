//! The promise inside an entry, as its file says it.

use jiff::Timestamp;
use url::Url;

use super::{Revision, SurfaceKind};
use crate::base::{At, Date, Requirement, Slug, Span, Version, When};

/// Something will stop working: what, when, and what to use instead.
#[derive(Clone, Debug)]
pub struct Deprecation {
    /// The header `[deprecation]`.
    pub span: Span,
    /// Default: the entry's date.
    pub deprecated: Option<At<When>>,
    /// No new users from here.
    pub closed_to_new: Option<At<When>>,
    pub end_of_support: Option<At<When>>,
    /// The first moment at which it may be gone.
    pub sunset: Option<At<When>>,
    /// The version without it.
    pub removal: Option<At<Version>>,
    /// A floor while no sunset is known.
    pub not_before: Option<At<Floor>>,
    /// A plan, not yet a promise; default: false.
    pub estimated: Option<At<bool>>,
    pub reason: Option<String>,
    /// What a caller meets afterwards.
    pub effect: Option<String>,
    /// Text that consumers see in logs.
    pub warning: Option<String>,
    pub no_replacement: Option<NoReplacement>,
    /// The advisory that lifts the minimum notice for the first announcement.
    pub emergency: Option<At<String>>,
    pub surfaces: Vec<Surface>,
    pub replacements: Vec<Replacement>,
    pub brownouts: Vec<Brownout>,
    pub revisions: Vec<Revision>,
    pub detect: Vec<Detect>,
}

impl Deprecation {
    pub fn is_estimated(&self) -> bool {
        self.estimated.as_ref().is_some_and(|estimated| estimated.value)
    }
}

/// Not before this day, or this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Floor {
    When(When),
    Version(Version),
}

/// Why nothing takes its place.
#[derive(Clone, Debug)]
pub struct NoReplacement {
    pub reason: String,
    pub span: Span,
}

/// One thing that a consumer touches.
#[derive(Clone, Debug)]
pub struct Surface {
    pub kind: At<SurfaceKind>,
    pub name: At<String>,
    /// Only these versions of a package, image, module or library.
    pub versions: Option<At<Requirement>>,
    pub replacement: Option<SurfaceReplacement>,
}

/// A surface's own word on what takes its place.
#[derive(Clone, Debug)]
pub enum SurfaceReplacement {
    /// Its name; possibly that of a [`Replacement`].
    Name(At<String>),
    None(NoReplacement),
}

/// What takes a surface's place, with what the short form cannot say.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub name: At<String>,
    /// The stream of `available_since`; default: the entry's component.
    pub component: Option<At<Slug>>,
    pub available_since: Option<At<Floor>>,
    pub link: Option<Url>,
    pub entry: Option<At<Slug>>,
}

/// A planned, short, announced failure before the sunset.
#[derive(Clone, Debug)]
pub struct Brownout {
    /// Unique in the entry, never reused.
    pub id: At<Slug>,
    /// Default: the entry's date.
    pub announced: Option<At<Date>>,
    pub start: At<Timestamp>,
    pub end: At<Timestamp>,
    pub effect: Option<String>,
    pub cancelled: Option<Cancelled>,
}

/// When and why something was called off.
#[derive(Clone, Debug)]
pub struct Cancelled {
    pub date: Date,
    pub reason: String,
}

/// How a consumer finds its own uses.
#[derive(Clone, Debug)]
pub struct Detect {
    /// The name of a surface; `None`: all of them.
    pub surface: Option<At<String>>,
    pub files: Vec<At<String>>,
    pub exclude: Vec<At<String>>,
    /// A Rust regex over the whole file, multi-line mode on.
    pub pattern: At<String>,
    pub should_match: Vec<At<String>>,
    pub should_not_match: Vec<At<String>>,
    pub message: Option<String>,
}
