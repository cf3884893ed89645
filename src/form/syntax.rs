//! What the TOML parser says → a finding with the author's remedy.

use super::Form;
use crate::base::Span;
use crate::diag::{Diagnostic, Rule};

/// One syntax error as a finding; dates that cannot be are named as such.
pub fn explain(form: &Form<'_>, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(Span::point(form.offset), |range| form.span(range));
    let line = line_at(form.text, span.start - form.offset);
    let message = error.message().trim_end_matches('.').to_lowercase();
    if let Some((date, at)) = date_in(line.1) {
        let place = Span::new(line.0, line.0).shift(form.offset);
        let span = Span::new(place.start + at, place.start + at + date.len());
        return form
            .finding(Rule::InvalidDate, span, format!("`{date}` is no date"))
            .help("write a day that exists, as `YYYY-MM-DD`, without quotes");
    }
    if let Some(c) = form.written(span).chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return form
            .finding(Rule::ControlCharacter, span, format!("the control character U+{:04X} stands here", u32::from(c)))
            .help("delete it");
    }
    let finding = form.finding(Rule::Syntax, span, message);
    match line.1.split_once('=') {
        _ if error.message().contains("duplicate key") => finding.help("keep one of the two"),
        Some((_, value)) if bare_text(value.trim()) => {
            finding.help(format!("put text in double quotes: `{}`", quoted(line.1)))
        }
        Some((key, _)) if key.trim().contains(' ') && !key.contains(['"', '\'']) => {
            finding.help("a key is one word: letters, digits, - and _")
        }
        None if line.1.contains(": ") => finding.help("TOML writes `key = value`, not `key: value`"),
        _ => finding
            .help("front matter and book.toml are TOML: `key = \"text\"`, `key = 2026-12-01`, `key = [\"a\", \"b\"]`"),
    }
}

/// The start of the line around a byte, and the line.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // An error at a line's end is often reported on its newline, or just behind it.
    let at = if text[..at].ends_with('\n') && text[at..].trim_start().is_empty() { at - 1 } else { at };
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (start, text[start..end].trim_end_matches('\r'))
}

/// A value of the line that is shaped like a date but is none, with its offset in the line.
fn date_in(line: &str) -> Option<(&str, usize)> {
    let (key, value) = line.split_once('=')?;
    let start = key.len() + 1 + (value.len() - value.trim_start().len());
    let token = value.trim_start().split([' ', ',', ']', '}', '#', '\t']).next()?;
    let day = token.split(['T', 't']).next()?;
    let shaped = day.len() >= 8 && day.split('-').count() == 3 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (shaped && day.parse::<jiff::civil::Date>().map_or(true, |date| date.to_string() != day)).then_some((token, start))
}

/// Text that was meant as a string: a letter first, and no boolean.
fn bare_text(value: &str) -> bool {
    value.starts_with(|c: char| c.is_alphabetic() || c == '<' || c == '>' || c == '/')
        && !matches!(value, "true" | "false")
}

fn quoted(line: &str) -> String {
    match line.split_once('=') {
        Some((key, value)) => format!("{} = \"{}\"", key.trim(), value.trim().replace(['"', '\''], "")),
        None => line.to_owned(),
    }
}
