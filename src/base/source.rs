//! A text with its place: where findings point, and where line and column come from.

use std::ops::Range;
use std::sync::Arc;

use super::RelPath;

/// A range of bytes in a source, end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The empty place before `at`.
    pub fn point(at: usize) -> Self {
        Span { start: at, end: at }
    }

    /// The same range in a text that begins `offset` bytes earlier.
    pub fn shift(self, offset: usize) -> Self {
        Span { start: self.start + offset, end: self.end + offset }
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span { start: range.start, end: range.end }
    }
}

/// A value with the bytes that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> At<T> {
    pub fn new(value: T, span: Span) -> Self {
        At { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        At { value: change(self.value), span: self.span }
    }
}

/// One text file of the sources. Its path is relative to the root of the project.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: RelPath,
    pub text: Arc<str>,
}

/// A place for people: both count from 1, columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

impl Source {
    /// Whether two are the same file with the same text. Most are the very same bytes, and are not looked at.
    pub fn is(&self, other: &Source) -> bool {
        fn same(one: &str, other: &str) -> bool {
            std::ptr::eq(one, other) || one == other
        }
        same(self.path.as_str(), other.path.as_str()) && same(&self.text, &other.text)
    }

    pub fn new(path: RelPath, text: impl Into<Arc<str>>) -> Self {
        Source { path, text: text.into() }
    }

    /// Line and column of a byte offset; offsets past the end are the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        LineColumn {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new(RelPath::new("a.md").unwrap(), "äö\nü = 1\n");
        assert_eq!(source.line_column(4), LineColumn { line: 1, column: 3 });
        assert_eq!(source.line_column(8), LineColumn { line: 2, column: 3 });
        assert_eq!(source.line_column(999), LineColumn { line: 3, column: 1 });
    }
}
