//! Where lines begin in the sources that findings point into. Counted once per run and file, so that a thousand findings
//! in a long file stay quick.

use std::collections::BTreeMap;

use crate::base::{LineColumn, RelPath, Sources, Span};
use crate::diag::Finding;

/// A text and the offsets at which its lines begin. Lines are counted from 0 here.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let after_newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// The nearest place at or before `offset` where a character begins.
    pub(super) fn snap(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// The line that holds the byte at `offset`; past the end it is the last one.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its line feed or CRLF.
    pub(super) fn line(&self, number: usize) -> Span {
        let end_of_text = self.text.len();
        let start = self.starts.get(number).copied().unwrap_or(end_of_text);
        let Some(next) = self.starts.get(number + 1) else { return Span::new(start, end_of_text) };
        let line = &self.text[start..next - 1];
        Span::new(start, start + line.strip_suffix('\r').unwrap_or(line).len())
    }

    /// Line and column for people.
    pub(super) fn place(&self, offset: usize) -> LineColumn {
        let offset = self.snap(offset);
        let line = self.line_at(offset);
        LineColumn { line: line + 1, column: self.text[self.line(line).start..offset].chars().count() + 1 }
    }
}

/// The lines of every file that findings point into.
#[derive(Debug)]
pub(super) struct Texts<'a>(BTreeMap<&'a RelPath, Lines<'a>>);

impl<'a> Texts<'a> {
    pub(super) fn of(findings: &'a [Finding], sources: &'a Sources) -> Self {
        let mut texts = BTreeMap::new();
        let diagnostics = super::reported(findings).map(|finding| &finding.diagnostic);
        for label in diagnostics.flat_map(|found| std::iter::once(&found.primary).chain(&found.labels)) {
            if let Some(source) = sources.get(&label.path) {
                texts.entry(&label.path).or_insert_with(|| Lines::of(&source.text));
            }
        }
        Texts(texts)
    }

    pub(super) fn get(&self, path: &RelPath) -> Option<&Lines<'a>> {
        self.0.get(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    #[test]
    fn lines_end_before_their_line_ends() {
        let lines = Lines::of("ä\r\nb\n");
        assert_eq!([lines.line(0), lines.line(1), lines.line(2)], [Span::new(0, 2), Span::new(4, 5), Span::new(6, 6)]);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = Source::new(RelPath::new("a.md").unwrap(), "äö\r\nü = 1\n\nx");
        for offset in 0..30 {
            assert_eq!(Lines::of(&source.text).place(offset), source.line_column(offset), "{offset}");
        }
    }
}
