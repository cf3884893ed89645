//! What rules ask of a promise again and again: whether it is over, when it is deprecated, where that is said.

use super::{Context, Promised};
use crate::base::{At, RelPath, Span, When};
use crate::config::Policy;
use crate::diag::{Diagnostic, Rule};

impl<'a> Promised<'a> {
    pub fn path(&self) -> &'a RelPath {
        &self.change.entry.path
    }

    /// A finding in the promise's entry.
    pub fn finding(&self, rule: Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path(), span, message)
    }

    /// Whether its last word is that it is called off. It asks for no day, so that no finding comes or goes with one.
    pub fn is_cancelled(&self) -> bool {
        self.life().calls.last().is_some_and(|(_, cancelled)| *cancelled)
    }

    /// Whether nothing is to come of it: called off, or fulfilled.
    pub fn is_over(&self) -> bool {
        self.is_cancelled() || self.promise.completed_by.is_some()
    }

    /// Whether its dates are a plan, not yet a promise.
    pub fn is_plan(&self) -> bool {
        self.life().estimated.current().is_some_and(|estimated| *estimated)
    }

    /// From when it is deprecated: the key, or the entry's date.
    pub fn deprecated(&self) -> At<When> {
        self.deprecation.deprecated.clone().unwrap_or_else(|| self.change.entry.date.clone())
    }

    /// Whether it ends before it is deprecated. Both are instants in the end (a day begins at midnight): the two headers are
    /// compared as such.
    pub fn ends_before_it_begins(&self) -> bool {
        let sunset = self.deprecation.sunset.as_ref();
        sunset.is_some_and(|sunset| sunset.value.instant() < self.deprecated().value.instant())
    }

    /// Points at what says from when it is deprecated.
    pub fn label_deprecated(&self, finding: Diagnostic) -> Diagnostic {
        let entry = &self.change.entry;
        let text = match &self.deprecation.deprecated {
            Some(deprecated) => format!("deprecated from {}", deprecated.value),
            None if entry.date.span == entry.fence => {
                format!("the file's name says {}, and without `deprecated` that counts", entry.date.value)
            }
            None => "without `deprecated`, the entry's date counts".to_owned(),
        };
        finding.label(self.path(), self.deprecated().span, text)
    }
}

impl Context<'_> {
    /// Points at the key of book.toml that says so, if it is written there.
    pub fn label_policy(self, finding: Diagnostic, policy: &Policy, key: &str) -> Diagnostic {
        match policy.written.get(key) {
            Some(span) => finding.label(&self.book(), *span, "the policy says so here"),
            None => finding,
        }
    }
}
