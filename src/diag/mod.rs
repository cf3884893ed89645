//! What is wrong with content, and where. A [`Diagnostic`] is plain data: `report` words its output,
//! `pipeline` decides its level.

mod finding;
mod rule;

pub use finding::Finding;
pub use rule::{Level, Rule};

use std::cmp::Ordering;

use crate::base::{RelPath, Span};

/// One finding: a rule, a place, and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: Rule,
    /// What is wrong, in one line: lower case, no final period.
    pub message: String,
    pub primary: Label,
    /// Other places involved, in this file or another.
    pub labels: Vec<Label>,
    /// Why it matters, or what is known besides.
    pub notes: Vec<String>,
    pub help: Vec<Help>,
    /// Worse than its rule's other findings: denied where no setting says otherwise.
    pub grave: bool,
}

/// A place in a file and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub path: RelPath,
    /// `None`: the file as a whole (it may not even be text).
    pub span: Option<Span>,
    pub text: String,
}

/// What to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    pub text: String,
    pub edit: Option<Edit>,
}

/// The replacement of some bytes of the primary label's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Diagnostic {
    /// A finding at exact bytes of a file.
    pub fn new(rule: Rule, path: &RelPath, span: Span, message: impl Into<String>) -> Self {
        Diagnostic::make(rule, path, Some(span), message.into())
    }

    /// A finding about a file as a whole.
    pub fn file(rule: Rule, path: &RelPath, message: impl Into<String>) -> Self {
        Diagnostic::make(rule, path, None, message.into())
    }

    fn make(rule: Rule, path: &RelPath, span: Option<Span>, message: String) -> Self {
        let primary = Label { path: path.clone(), span, text: String::new() };
        Diagnostic { rule, message, primary, labels: Vec::new(), notes: Vec::new(), help: Vec::new(), grave: false }
    }

    /// What to say at the primary place itself.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    #[must_use]
    pub fn label(mut self, path: &RelPath, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { path: path.clone(), span: Some(span), text: text.into() });
        self
    }

    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(Help { text: text.into(), edit: None });
        self
    }

    #[must_use]
    pub fn grave(mut self) -> Self {
        self.grave = true;
        self
    }

    /// A remedy that can be applied as it is.
    #[must_use]
    pub fn fix(mut self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.help.push(Help { text: text.into(), edit: Some(Edit { span, text: replacement.into() }) });
        self
    }
}

/// Sorts findings by file and place, so that a run's output never depends on threads or on the order of files.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(order);
}

/// The order of [`sort`].
pub fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    fn key(finding: &Diagnostic) -> (&RelPath, Option<Span>, &str, &str) {
        (&finding.primary.path, finding.primary.span, finding.rule.name(), &finding.message)
    }
    key(a).cmp(&key(b))
}

/// Sorts findings, and makes one of those that say the same of the same place: a template's mistake shows on every page that
/// it renders.
pub fn merge(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by(|a, b| a.notes.cmp(&b.notes));
    sort(&mut findings);
    let mut merged: Vec<(Diagnostic, usize)> = Vec::new();
    for finding in findings {
        let same = |other: &Diagnostic| {
            (other.rule, &other.primary, &other.message) == (finding.rule, &finding.primary, &finding.message)
        };
        match merged.last_mut().filter(|(last, _)| same(last)) {
            Some((_, more)) => *more += 1,
            None => merged.push((finding, 0)),
        }
    }
    let told = |(finding, more): (Diagnostic, usize)| match more {
        0 => finding,
        1 => finding.note("it happens once more"),
        more => finding.note(format!("it happens {more} times more")),
    };
    merged.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_of_one_place_is_one_finding() {
        let path = RelPath::new("base.html").unwrap();
        let at = |start: usize, note: &str| Diagnostic::new(Rule::Template, &path, Span::point(start), "x").note(note);
        let merged = merge(vec![at(1, "c"), at(5, "d"), at(1, "b"), at(1, "a")]);
        let notes: Vec<_> = merged.iter().map(|finding| finding.notes.join(", ")).collect();
        assert_eq!(notes, ["a, it happens 2 times more", "d"]);
    }
}
