//! Splits a file into front matter and body.

use crate::base::{Source, Span};
use crate::diag::{Diagnostic, Rule};

/// The two parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The opening `+++`.
    pub fence: Span,
    /// The TOML between the fences.
    pub front: Span,
    /// The Markdown below.
    pub body: Span,
}

/// Finds the fences `+++`. A byte order mark before the first is skipped.
pub fn split(source: &Source, limit: usize) -> Result<Parts, Box<Diagnostic>> {
    let text = &*source.text;
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = lines(text, start);
    let Some(first) = lines.next().filter(|line| is_fence(text, *line)) else {
        return Err(Box::new(no_fence(source, start)));
    };
    let front_start = next_line(text, first.end);
    let Some(last) = lines.find(|line| is_fence(text, *line)) else {
        let finding = Diagnostic::new(Rule::NoFrontMatter, &source.path, first, "the front matter is not closed");
        return Err(Box::new(finding.here("opened here").help("write `+++` on a line of its own below the last key")));
    };
    let front = Span::new(front_start, last.start);
    if front.end - front.start > limit {
        let message = format!("the front matter has {} bytes, more than {limit}", front.end - front.start);
        let finding = Diagnostic::new(Rule::TooLarge, &source.path, first, message);
        return Err(Box::new(
            finding.help("move text into the body, or raise `front-matter-bytes` in `[limits]` of book.toml"),
        ));
    }
    Ok(Parts { fence: first, front, body: Span::new(next_line(text, last.end), text.len()) })
}

fn is_fence(text: &str, line: Span) -> bool {
    text[line.range()].trim_end() == "+++"
}

/// The lines of a text from `start` on, without their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        let line = Span::new(at, end);
        at = end + 1;
        Some(line)
    })
}

fn next_line(text: &str, end: usize) -> usize {
    (end + 1).min(text.len())
}

/// What stands where the fence should: nothing, YAML, or text.
fn no_fence(source: &Source, start: usize) -> Diagnostic {
    let text = &source.text[start..];
    let first = text.lines().next().unwrap_or_default();
    let span = Span::new(start, start + first.len());
    let shape = "begin the file with `+++`, then keys such as `title = \"…\"`, then `+++`";
    if text.trim().is_empty() {
        return Diagnostic::new(Rule::NoFrontMatter, &source.path, span, "the file is empty").help(shape);
    }
    let finding = Diagnostic::new(Rule::NoFrontMatter, &source.path, span, "the file does not begin with front matter");
    if first.trim_end() == "---" {
        let finding =
            finding.here("this opens YAML").note("front matter is TOML: `key = \"text\"` instead of `key: text`");
        return finding.fix("use `+++` for both fences", span, "+++");
    }
    if text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.trim() == "+++") {
        return finding.help("put `+++` on the very first line, without spaces before it");
    }
    finding.help(shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::RelPath;

    fn parts(text: &str) -> Result<(String, String), String> {
        let source = Source::new(RelPath::new("a.md").unwrap(), text);
        let parts = split(&source, 1024).map_err(|finding| finding.message)?;
        Ok((text[parts.front.range()].to_owned(), text[parts.body.range()].to_owned()))
    }

    #[test]
    fn fences_of_all_kinds_of_line_ends() {
        assert_eq!(parts("+++\na = 1\n+++\nbody\n"), Ok(("a = 1\n".into(), "body\n".into())));
        assert_eq!(parts("\u{FEFF}+++\r\na = 1\r\n+++\r\nbody"), Ok(("a = 1\r\n".into(), "body".into())));
        assert_eq!(parts("+++\n+++"), Ok((String::new(), String::new())));
    }

    #[test]
    fn missing_fences_are_told_apart() {
        assert_eq!(parts("").unwrap_err(), "the file is empty");
        assert_eq!(parts("# Hello\n").unwrap_err(), "the file does not begin with front matter");
        assert_eq!(parts("+++\ntitle = 1\n").unwrap_err(), "the front matter is not closed");
    }
}
