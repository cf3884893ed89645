//! The detection rules of all promises, each with its pattern ready to run.

use crate::base::{At, InvalidPattern, Pattern, Span};
use crate::diag::{Diagnostic, Rule};
use crate::entry::Detect;
use crate::policy::{Context, Promised};

/// One `[[deprecation.detect]]`.
pub struct Detection<'a> {
    pub promised: Promised<'a>,
    pub detect: &'a Detect,
}

/// All of them, drafts left out.
pub fn detections<'a>(context: &Context<'a>) -> impl Iterator<Item = Detection<'a>> {
    context
        .promises()
        .flat_map(|promised| promised.deprecation.detect.iter().map(move |detect| Detection { promised, detect }))
}

impl Detection<'_> {
    /// The pattern, if it can be used at all.
    pub fn pattern(&self) -> Result<Pattern, InvalidPattern> {
        Pattern::new(&self.detect.pattern.value)
    }

    pub fn finding(&self, rule: Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, &self.promised.change.entry.path, span, message)
    }

    /// Bytes of a text of the front matter, as a place in the file; the whole text if it is written with escapes.
    pub fn place_in(&self, text: &At<String>, bytes: std::ops::Range<usize>) -> Span {
        let written = self.promised.change.entry.text.get(text.span.range()).unwrap_or_default();
        match written.find(&text.value) {
            Some(start) => Span::from(bytes).shift(text.span.start + start),
            None => text.span,
        }
    }
}
