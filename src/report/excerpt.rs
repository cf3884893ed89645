//! A few lines of a source, cut and made harmless, and where places of the source lie in them.
//!
//! The renderer gets excerpts and never a whole file: it stays quick in long files, and a minified line of a megabyte
//! cannot fill a screen.

use super::lines::Lines;
use super::visible;
use crate::base::Span;

/// Bytes into a line up to which places can be shown; what follows is cut.
const REACH: usize = 2_000;
/// Bytes shown of a line beyond the last place that can be marked.
const TAIL: usize = 300;
/// Bytes that are underlined at most.
const UNDERLINED: usize = 160;

#[derive(Debug)]
pub(super) struct Excerpt {
    /// The number of its first line, from 1.
    pub(super) first_line: usize,
    /// Whole lines, each ended by a line feed: even the empty line at the end of a file is then one.
    pub(super) text: String,
    lines: Vec<Kept>,
}

/// A line of the source, and where it begins in the excerpt.
#[derive(Debug)]
struct Kept {
    source: Span,
    at: usize,
}

impl Excerpt {
    /// The lines that hold the offsets of `span`, both ends included.
    pub(super) fn around(lines: &Lines<'_>, span: Span) -> Self {
        let (first, last) = (lines.line_at(span.start), lines.line_at(span.end));
        let mut excerpt = Excerpt { first_line: first + 1, text: String::new(), lines: Vec::new() };
        for number in first..=last {
            let source = lines.line(number);
            let end = source.end.min(lines.snap(source.start + REACH + TAIL));
            let at = excerpt.text.len();
            excerpt.text.push_str(&visible::with_tabs(&lines.text[source.start..end]));
            if end < source.end {
                excerpt.text.push('…');
            }
            excerpt.text.push('\n');
            excerpt.lines.push(Kept { source: Span::new(source.start, end), at });
        }
        excerpt
    }

    /// Where a range of the source lies in the excerpt. What is outside is moved to the nearest place inside.
    pub(super) fn locate(&self, lines: &Lines<'_>, span: Span) -> std::ops::Range<usize> {
        let start = self.offset(lines, span.start);
        start..self.offset(lines, span.end).max(start)
    }

    fn offset(&self, lines: &Lines<'_>, offset: usize) -> usize {
        let after = self.lines.partition_point(|line| line.source.start <= offset);
        let Some(line) = self.lines.get(after.saturating_sub(1)) else { return 0 };
        let within = lines.snap(offset).clamp(line.source.start, line.source.end);
        // A picture may be longer in bytes than the character it stands for.
        line.at + visible::with_tabs(&lines.text[line.source.start..within]).len()
    }
}

/// The part of a span that is underlined: at most the rest of its first line. `None` if it lies too far in a long line.
pub(super) fn underlined(lines: &Lines<'_>, span: Span) -> Option<Span> {
    let start = lines.snap(span.start);
    let line = lines.line(lines.line_at(start));
    let start = start.min(line.end);
    if start - line.start > REACH {
        return None;
    }
    let end = lines.snap(span.end).min(line.end).min(lines.snap(start + UNDERLINED));
    Some(Span::new(start, end.max(start)))
}

/// Whether all lines of a span are shown whole, so that a change of it can be.
pub(super) fn fits(lines: &Lines<'_>, span: Span) -> bool {
    let (first, last) = (lines.line_at(span.start), lines.line_at(span.end));
    let whole = |line: Span| line.end - line.start <= REACH;
    last - first <= 20 && (first..=last).all(|number| whole(lines.line(number)))
}
