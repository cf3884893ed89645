//! A line of TOML that the parser could not read, taken apart as its author meant it.

use crate::base::{Date, Span};

/// One line, and where it begins in its file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    pub start: usize,
    pub text: &'t str,
}

impl<'t> Line<'t> {
    /// The line around a byte of `text`.
    pub fn around(text: &'t str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // An error at a line's end is often reported on its newline, or just behind it.
        let at = if text[..at].ends_with('\n') && text[at..].trim_start().is_empty() { at - 1 } else { at };
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        Line { start, text: text[start..end].trim_end_matches('\r') }
    }

    pub fn shifted(self, by: usize) -> Self {
        Line { start: self.start + by, ..self }
    }

    /// The place of the whole line.
    pub fn whole(&self) -> Span {
        self.span(self.text)
    }

    /// The place of a part of [`Line::text`].
    pub fn span(&self, part: &str) -> Span {
        let start = self.start + (part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())).min(self.text.len());
        Span::new(start, start + part.len())
    }

    /// The line without its comment and the space around it.
    pub fn code(&self) -> &'t str {
        let mut open = None;
        for (at, c) in self.text.char_indices() {
            match (open, c) {
                (None, '#') => return self.text[..at].trim(),
                (None, '"' | '\'') => open = Some(c),
                (Some(quote), _) if c == quote => open = None,
                _ => {}
            }
        }
        self.text.trim()
    }

    /// What stands before the equals sign.
    pub fn key(&self) -> Option<&'t str> {
        self.code().split_once('=').map(|(key, _)| key.trim())
    }

    /// What stands behind it.
    pub fn value(&self) -> Option<&'t str> {
        self.code().split_once('=').map(|(_, value)| value.trim())
    }
}

/// Whether a word was meant as a date; inside, the day that was meant where that is clear.
pub fn looks_like_date(word: &str) -> Option<Option<Date>> {
    let day = word.split(['T', 't']).next().unwrap_or(word);
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let numeric = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    if !numeric || parts.len() > 3 || !parts.iter().any(|part| is_year(part)) || (parts.len() < 2 && day == word) {
        return None;
    }
    // Only a day that begins with its year can be read in one way.
    let [year, month, date] = parts.as_slice() else { return Some(None) };
    let number = |part: &str| part.parse::<i8>().ok();
    let meant = || Date::new(year.parse().ok()?, number(month)?, number(date)?).ok();
    Some(if is_year(year) && day == word { meant() } else { None })
}

/// A text in double quotes, as TOML writes it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.trim().replace('\\', "\\\\").replace('"', "\\\""))
}
