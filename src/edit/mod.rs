//! The text of a file + a change → the new text; and what an author should propose: ids, dates and versions.
//!
//! Pure. Edits are splices at places that toml_edit finds, so that every byte that is not meant stays as it was: comments,
//! formatting, line ends, a byte order mark. It reads no file, writes none, and judges no entry: `check` does.

mod ahead;
mod bump;
mod diff;
mod draft;
mod held;
mod naming;
mod notice;
pub mod promise;
mod release;
mod rows;
mod splice;
mod theme;
mod version;

pub use ahead::Ahead;
pub use bump::{Advice, Bump, advise};
pub use diff::unified;
pub use draft::{Draft, DraftPromise, DraftSurface};
pub use held::Held;
pub use naming::{FREE_STEM, free_id, stem};
pub use notice::{Sunset, earliest, judge, propose};
pub use release::{Empty, Plan, Wanted, plan};
pub use rows::{Row, with_row};
pub use theme::with_theme_dir;
pub use version::with_version;

/// Why a change is not made: what is in its way, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Lower case, no final period.
    pub message: String,
    pub hint: String,
}

impl Refusal {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Refusal { message: message.into(), hint: hint.into() }
    }
}
