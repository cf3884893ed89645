//! TOML text → typed keys with spans, and findings of the family `form/` for everything that does not fit.
//!
//! Shared by `config` and `entry`. It recovers: a file's mistakes come out all at once, and what could be read is read.
//! It knows types and traps, not the meaning of any key.

mod keys;
mod line;
mod nearest;
pub mod read;
mod syntax;

pub use keys::{Keys, Places};
pub use nearest::nearest;

use toml::de::{DeTable, DeValue};

use crate::base::{RelPath, Source, Span};
use crate::diag::{Diagnostic, Rule};

/// Where values are read and findings gathered: one for each TOML text.
#[derive(Debug)]
pub struct Form<'s> {
    path: &'s RelPath,
    text: &'s str,
    /// Where the TOML text begins in its file.
    offset: usize,
    findings: Vec<Diagnostic>,
    /// Lines that could not be read: what is wrong with their values has been said.
    broken: Vec<line::Line<'s>>,
}

/// A value with its key, as a reader is given it.
#[derive(Debug)]
pub struct Field<'a, 's> {
    pub key: &'a str,
    pub value: &'a DeValue<'s>,
    pub span: Span,
    pub need: Need,
}

/// Whether a key may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// Parses the TOML text at `span` of `source`. Syntax errors are findings; the table holds what could be read all the same.
pub fn parse(source: &Source, span: Span) -> (DeTable<'_>, Form<'_>) {
    let text = &source.text[span.range()];
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut form = Form { path: &source.path, text, offset: span.start, findings: Vec::new(), broken: Vec::new() };
    for error in &errors {
        let line = line::Line::around(text, error.span().map_or(0, |range| range.start)).shifted(span.start);
        // The parser stumbles over one mistake several times.
        if form.broken.iter().all(|broken| broken.start != line.start) {
            let finding = syntax::explain(&form, error);
            form.findings.push(finding);
            form.broken.push(line);
        }
    }
    (table.into_inner(), form)
}

impl<'s> Form<'s> {
    /// Bytes of the TOML text as a place in the file.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::from(range).shift(self.offset)
    }

    pub fn path(&self) -> &'s RelPath {
        self.path
    }

    /// What the author wrote at a place in the TOML text; nothing for places outside of it.
    pub fn written(&self, span: Span) -> &'s str {
        let within = |at: usize| at.checked_sub(self.offset);
        let written = within(span.start).zip(within(span.end)).and_then(|(start, end)| self.text.get(start..end));
        written.unwrap_or_default()
    }

    /// Adds a finding, unless it follows from a line that could not be read.
    pub fn report(&mut self, finding: Diagnostic) {
        let on_broken_line = |span: Span| {
            self.broken.iter().any(|line| span.start <= line.whole().end && line.start < span.end.max(span.start + 1))
        };
        let follows = finding.primary.span.is_some_and(on_broken_line)
            || (self.lost_a_table() && matches!(finding.rule, Rule::UnknownKey | Rule::MissingKey | Rule::NoSchedule));
        if !follows {
            self.findings.push(finding);
        }
    }

    /// Whether a key may stand in what could not be read.
    pub fn may_hide(&self, key: &str) -> bool {
        let begins_a_line = || self.text.lines().any(|line| line.trim_start().starts_with(key));
        self.broken.iter().any(|line| line.text.contains(key) || begins_a_line())
    }

    /// Whether the header of a table could not be read, so that its keys seem to be those of another.
    fn lost_a_table(&self) -> bool {
        self.broken.iter().any(|line| line.code().starts_with('['))
    }

    /// A finding of this file.
    pub fn finding(&self, rule: Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path, span, message)
    }

    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}
