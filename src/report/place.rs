//! Where a label lies: line and column of both its ends, and its path for whoever sees the whole repository.

use super::lines::{Lines, Texts};
use crate::base::{LineColumn, RelPath, Span};
use crate::diag::{Label, Rule};

/// Both ends of a place, the second one excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

impl Lines<'_> {
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.place(span.start), end: self.place(span.end.max(span.start)) }
    }
}

impl Texts<'_> {
    /// `None` if a label names a file as a whole, or one that is no text.
    pub(super) fn range(&self, label: &Label) -> Option<Range> {
        Some(self.get(&label.path)?.range(label.span?))
    }
}

/// The folder of the repository in which the project lies; `None` if it is the repository's root. Paths of findings
/// begin at the project, paths that a forge reads at the repository.
#[derive(Clone, Copy, Debug, Default)]
pub struct InRepository<'a>(pub Option<&'a RelPath>);

impl InRepository<'_> {
    /// The path of a place that a rule names.
    pub(super) fn path(self, rule: Rule, path: &RelPath) -> String {
        match self.0.filter(|_| !rule.is_of_repository()) {
            Some(folder) => format!("{folder}/{path}"),
            None => path.as_str().to_owned(),
        }
    }
}
