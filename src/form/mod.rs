//! TOML text → typed keys with spans, and findings of the family `form/` for everything that does not fit.
//!
//! Shared by `config` and `entry`. It recovers: a file's mistakes come out all at once, and what could be read is read.
//! It knows types and traps, not the meaning of any key.

mod keys;
pub mod read;
mod syntax;

pub use keys::{Keys, Places};

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
}

/// A value with its key, as a reader is given it.
#[derive(Debug)]
pub struct Field<'a, 's> {
    pub key: &'a str,
    pub value: &'a DeValue<'s>,
    pub span: Span,
}

/// Parses the TOML text at `span` of `source`. Syntax errors are findings; the table holds what could be read all the same.
pub fn parse(source: &Source, span: Span) -> (DeTable<'_>, Form<'_>) {
    let text = &source.text[span.range()];
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut form = Form { path: &source.path, text, offset: span.start, findings: Vec::new() };
    for error in &errors {
        let finding = syntax::explain(&form, error);
        form.report(finding);
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

    /// What the author wrote at a place in the file.
    pub fn written(&self, span: Span) -> &'s str {
        self.text.get(span.start - self.offset..span.end - self.offset).unwrap_or_default()
    }

    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// A finding of this file.
    pub fn finding(&self, rule: Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path, span, message)
    }

    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}
