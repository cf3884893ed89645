//! Replacements of bytes in a text, and the lines around a place.

use std::ops::Range;

/// New text in place of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub range: Range<usize>,
    pub text: String,
}

impl Splice {
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Splice { range: at..at, text: text.into() }
    }

    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Splice { range, text: text.into() }
    }
}

/// Applies splices that do not overlap; what they do not name stays byte by byte.
pub fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut out = String::with_capacity(text.len() + splices.iter().map(|splice| splice.text.len()).sum::<usize>());
    let mut at = 0;
    for splice in splices {
        out.push_str(&text[at..splice.range.start]);
        out.push_str(&splice.text);
        at = splice.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The whole lines, with their ends, in which a range of bytes lies.
pub fn lines_around(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline + 1);
    start..end
}

/// How the lines of a text end: as its first one does.
pub fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(newline) if text[..newline].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splices_apply_in_any_order() {
        let splices = vec![Splice::replace(4..5, "E"), Splice::insert(0, "> "), Splice::replace(1..3, "")];
        assert_eq!(apply("abcdef", splices), "> adEf");
    }

    #[test]
    fn a_place_lies_in_whole_lines() {
        let text = "a = 1\r\nb = 2\r\nc";
        assert_eq!(&text[lines_around(text, 7..8)], "b = 2\r\n");
        assert_eq!(&text[lines_around(text, 14..15)], "c");
        assert_eq!((line_end(text), line_end("a\nb\r\n"), line_end("")), ("\r\n", "\n", "\n"));
    }
}
