//! Small types that cannot hold a wrong value; everything else is built on them.
//!
//! Turns raw text into dates, paths, ids and versions. Knows nothing of findings, files or TOML.

mod date;
mod path;
mod pattern;
mod scan;
mod slug;
mod source;
mod sources;
mod text;
mod version;

pub use date::{Date, InvalidDate, Today, When, why_no_day};
pub use path::{InvalidPath, RelPath};
pub use pattern::{InvalidPattern, Pattern};
pub use scan::first_byte;
pub use slug::{InvalidSlug, Slug};
pub use source::{At, LineColumn, Source, Span};
pub use sources::Sources;
pub use text::{forbidden, is_forbidden, permitted};
pub use version::{InvalidVersion, Requirement, Version, parse_requirement, parse_version};
