//! Splits a file into front matter and body.

use toml::de::DeTable;

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

/// Finds the fences `+++`. A byte order mark before the first is skipped. TOML between fences of YAML is a finding, and is
/// read all the same.
pub fn split(source: &Source, limit: usize) -> (Option<Parts>, Option<Diagnostic>) {
    let text = &*source.text;
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (parts, finding) = match fences(text, start) {
        Ok(parts) => (parts, None),
        Err(Some(parts)) => (parts, Some(yaml_fences(source, &parts))),
        Err(None) => return (None, Some(no_fence(source, start))),
    };
    let bytes = parts.front.end - parts.front.start;
    if bytes > limit {
        let message = format!("the front matter has {bytes} bytes, more than {limit}");
        let finding = Diagnostic::new(Rule::TooLarge, &source.path, parts.fence, message);
        let help = "move text into the body, or raise `front-matter-bytes` in `[limits]` of book.toml";
        return (None, Some(finding.help(help)));
    }
    (Some(parts), finding)
}

/// The parts between two fences; the parts in the error are TOML of which a fence is `---`.
fn fences(text: &str, start: usize) -> Result<Parts, Option<Parts>> {
    let first = lines(text, start).next().ok_or(None)?;
    let rest = || lines(text, first.end + 1);
    let parts = |last: Span| Parts {
        fence: first,
        front: Span::new(next_line(text, first.end), last.start),
        body: Span::new(next_line(text, last.end), text.len()),
    };
    let opens = is_fence(text, first, "+++");
    if let Some(last) = rest().find(|line| is_fence(text, *line, "+++")).filter(|_| opens) {
        return Ok(parts(last));
    }
    if !opens && !is_fence(text, first, "---") {
        return Err(None);
    }
    let other = rest().find(|line| is_fence(text, *line, "---")).map(parts);
    Err(other.filter(|parts| DeTable::parse(&text[parts.front.range()]).is_ok()))
}

fn is_fence(text: &str, line: Span, fence: &str) -> bool {
    text[line.range()].trim_end() == fence
}

fn yaml_fences(source: &Source, parts: &Parts) -> Diagnostic {
    let first = Some(parts.fence).filter(|fence| is_fence(&source.text, *fence, "---"));
    let end = parts.front.end;
    let last = Span::new(end, end + "---".len());
    let place = first.unwrap_or(last);
    let finding = Diagnostic::new(Rule::NoFrontMatter, &source.path, place, "the fences of front matter are `+++`");
    let Some(first) = first else {
        return finding.here("meant to close it").fix("write `+++` below the keys", last, "+++");
    };
    // One edit for both, since one without the other mends nothing.
    let between = &source.text[first.end..last.start];
    finding.fix("write `+++` for both", Span::new(first.start, last.end), format!("+++{between}+++"))
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
    if first.trim_end() == "+++" {
        let finding = Diagnostic::new(Rule::NoFrontMatter, &source.path, span, "the front matter is not closed");
        return finding.here("opened here").help("write `+++` on a line of its own below the last key");
    }
    let finding = Diagnostic::new(Rule::NoFrontMatter, &source.path, span, "the file does not begin with front matter");
    if first.trim_end() == "---" {
        let finding = finding.here("this opens YAML").note("front matter is TOML");
        return finding.help("write `+++` above and below the keys, and `key = \"text\"` instead of `key: text`");
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
        let (parts, finding) = split(&source, 1024);
        let parts = parts.ok_or_else(|| finding.unwrap().message)?;
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
