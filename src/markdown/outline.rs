//! A body → what it says about itself: its summary, headings, links, and what is wrong with it.

use super::target::Target;
use crate::base::{Source, Span};
use crate::diag::Diagnostic;

/// What a body says about itself, found in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first paragraph as plain text, at most 240 characters, cut at a word with `…`; empty if there is none.
    pub summary: String,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
}

/// A heading, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As written, 1 to 6; `render` shifts it.
    pub level: u8,
    /// Unique in the body: the anchor under which it is found.
    pub id: String,
    /// Plain text.
    pub text: String,
    pub span: Span,
}

/// A link or an image, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub target: Target,
    pub span: Span,
    pub image: bool,
}

impl Outline {
    /// Whether `#id` leads somewhere in this body.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.headings.iter().any(|heading| heading.id == id)
    }
}

/// Reads the Markdown at `body` inside `source`; all places are places in `source`.
pub fn outline(source: &Source, body: Span) -> (Outline, Vec<Diagnostic>) {
    let _ = (source, body);
    (Outline::default(), Vec::new())
}
