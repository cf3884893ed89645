//! What the TOML parser says → a finding in the author's words, with the remedy. The line where it stumbled tells what was meant.

use toml::value::Datetime;

use super::Form;
use super::line::{Line, looks_like_date, quoted};
use crate::base::{Span, parse_version};
use crate::diag::{Diagnostic, Rule};

/// One syntax error as a finding; dates that cannot be are named as such.
pub fn explain(form: &Form<'_>, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(Span::point(form.offset), |range| form.span(range));
    let line = Line::around(form.text, span.start - form.offset).shifted(form.offset);
    let said = error.message();
    if let Some(c) = form.written(span).chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return form
            .finding(Rule::ControlCharacter, span, format!("the control character U+{:04X} stands here", u32::from(c)))
            .fix("delete it", span, "");
    }
    if said.contains("duplicate key") {
        let message = format!("`{}` is given twice", form.written(span));
        return form.finding(Rule::Syntax, span, message).help("keep one of the two");
    }
    let known = header(form, &line)
        .or_else(|| comment(form, &line))
        .or_else(|| no_equals_sign(form, &line))
        .or_else(|| broken_text(form, &line, said))
        .or_else(|| value(form, &line));
    known.unwrap_or_else(|| unknown(form, said, span))
}

/// What no shape below explains: the parser's own words.
fn unknown(form: &Form<'_>, said: &str, span: Span) -> Diagnostic {
    let (message, help) = match said {
        _ if said.contains("missing comma") => {
            let finding = form.finding(Rule::Syntax, span, "a comma is missing between two values");
            return finding.fix("write a comma", Span::point(span.start), ", ");
        }
        _ if said.contains("unclosed array") => ("the list is not closed".to_owned(), "write `]` after its last value"),
        _ if said.contains("unclosed inline table") => {
            ("the table is not closed".to_owned(), "write `}` after its last value")
        }
        _ => (
            said.trim_end_matches('.').to_lowercase(),
            "front matter and book.toml are TOML: `key = \"text\"`, `key = 2026-12-01`, `key = [\"a\", \"b\"]`",
        ),
    };
    form.finding(Rule::Syntax, span, message).help(help)
}

/// `[deprecation` or `[[deprecation.surface]`
fn header(form: &Form<'_>, line: &Line<'_>) -> Option<Diagnostic> {
    let text = line.code();
    let name = text.trim_start_matches('[').trim_end_matches(']');
    let brackets = text.len() - text.trim_start_matches('[').len();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) && !name.is_empty();
    if brackets == 0 || !is_name {
        return None;
    }
    let (open, close) = if brackets == 1 { ("[", "]") } else { ("[[", "]]") };
    let finding = form.finding(Rule::Syntax, line.span(text), format!("the header `{text}` is not closed"));
    Some(finding.fix(format!("end it with `{close}`"), line.span(text), format!("{open}{name}{close}")))
}

/// `// a comment`
fn comment(form: &Form<'_>, line: &Line<'_>) -> Option<Diagnostic> {
    let text = line.code();
    let slashes = text.get(..2).filter(|slashes| *slashes == "//")?;
    let span = line.span(slashes);
    Some(form.finding(Rule::Syntax, span, "a comment begins with `#`").fix("write `#`", span, "#"))
}

/// `key: value`, `key "text"`, and keys of several words.
fn no_equals_sign(form: &Form<'_>, line: &Line<'_>) -> Option<Diagnostic> {
    let text = line.code();
    let key_end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).filter(|end| *end > 0)?;
    let (key, rest) = text.split_at(key_end);
    let after = rest.trim_start();
    let fixed = |value: &str| match value.parse::<toml::Value>().is_ok() || value.starts_with(['"', '\'', '[', '{']) {
        true => format!("{key} = {value}"),
        false => format!("{key} = {}", quoted(value)),
    };
    if let Some(value) = after.strip_prefix(':').map(str::trim).filter(|value| !value.is_empty()) {
        let finding = form.finding(Rule::Syntax, line.span(text), "TOML writes `key = value`, not `key: value`");
        return Some(finding.fix("write an equals sign", line.span(text), fixed(value)));
    }
    if after.starts_with(':') {
        let finding = form.finding(Rule::Syntax, line.span(text), format!("`{key}` has no value"));
        return Some(finding.help(format!("write `{key} = …`, or `[{key}]` for a table")));
    }
    if after.starts_with('=') || after.starts_with('.') {
        return None;
    }
    let finding = |message: String| form.finding(Rule::Syntax, line.span(text), message);
    if after.starts_with(['"', '\'', '[', '{']) {
        let finding = finding(format!("`=` is missing after `{key}`"));
        return Some(finding.fix("write an equals sign", line.span(text), fixed(after)));
    }
    match after.split_once('=') {
        Some((more, _)) => {
            let key = format!("{key} {}", more.trim());
            Some(finding(format!("`{key}` is no key")).help("a key is one word of letters, digits, - and _"))
        }
        None => Some(finding(format!("`{text}` is no key with a value")).help("write `key = \"text\"`")),
    }
}

/// Text in quotes that ends too early, too late, or has a backslash.
fn broken_text(form: &Form<'_>, line: &Line<'_>, said: &str) -> Option<Diagnostic> {
    let value = line.value()?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let span = line.span(value);
    let finding = |message: &str| form.finding(Rule::Syntax, span, message);
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return None;
    }
    if said.contains("escape") {
        let finding = finding("a backslash in double quotes begins an escape such as `\\n`");
        let inner = value.trim_matches('"');
        return Some(match inner.contains('\'') {
            true => finding.help("write each backslash twice"),
            false => finding.fix("write the text in single quotes", span, format!("'{inner}'")),
        });
    }
    let end = value[1..].find(quote).map(|end| end + 1);
    let Some(end) = end else {
        return Some(finding("the text is not closed").fix(
            format!("end it with `{quote}`"),
            span,
            format!("{value}{quote}"),
        ));
    };
    let rest = value[end + 1..].trim();
    if rest.is_empty() {
        return None;
    }
    if matches!(rest, "," | ";") {
        let span = line.span(rest);
        let finding = form.finding(Rule::Syntax, span, format!("`{rest}` after a value"));
        return Some(finding.fix("a line ends without it", span, ""));
    }
    if rest.contains('=') {
        let finding = form.finding(Rule::Syntax, line.span(rest), "a second key on one line");
        return Some(finding.help("write each key on a line of its own"));
    }
    let inner = value.get(1..value.len() - 1).filter(|_| value.len() > 2 && value.ends_with(quote));
    Some(match inner {
        Some(inner) => {
            finding("quotes inside quotes end the text").fix("write a backslash before them", span, quoted(inner))
        }
        None => form
            .finding(Rule::Syntax, line.span(rest), "something stands behind the value")
            .help("delete it, or begin it with `#` to make it a comment"),
    })
}

/// A value that is no text, date, list or anything else.
fn value(form: &Form<'_>, line: &Line<'_>) -> Option<Diagnostic> {
    let (key, value) = (line.key()?, line.value()?);
    if value.is_empty() {
        let finding = form.finding(Rule::Syntax, line.span(line.code()), format!("`{key}` has no value"));
        return Some(finding.help("write the value behind the equals sign, or delete the key"));
    }
    let token = value.split([' ', ',', ']', '}', '\t']).next().filter(|token| !token.is_empty())?;
    let span = line.span(token);
    if let Some(date) = looks_like_date(token).filter(|_| token.parse::<Datetime>().is_err()) {
        let finding = form.finding(Rule::InvalidDate, span, format!("`{token}` is no date"));
        return Some(match date {
            Some(date) => finding.fix("a date is written as `YYYY-MM-DD`", span, date.to_string()),
            None => finding.help("write a day that exists, as `YYYY-MM-DD`, without quotes"),
        });
    }
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        let version = parse_version(token).is_ok().then_some(token)?;
        let finding = form.finding(Rule::InvalidVersion, span, format!("the version `{version}` needs quotes"));
        return Some(finding.fix("a version is text", span, format!("\"{version}\"")));
    }
    if let Some(flag) = flag(value) {
        let finding = form.finding(Rule::Syntax, line.span(value), format!("`{value}` is neither true nor false"));
        return Some(finding.fix(format!("write `{flag}`"), line.span(value), flag));
    }
    if let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        let bare = |item: &str| !item.trim().starts_with(['"', '\'']);
        let items: Vec<String> =
            list.split(',').filter(|item| !item.trim().is_empty() && bare(item)).map(quoted).collect();
        let all = !items.is_empty() && list.split(',').all(|item| item.trim().is_empty() || bare(item));
        let plain = all && !list.contains(['[', '{', '"', '\'']);
        let finding = form.finding(Rule::Syntax, line.span(value), "texts in a list need quotes");
        return plain
            .then(|| finding.fix("put each in double quotes", line.span(value), format!("[{}]", items.join(", "))));
    }
    let begins_text = value.starts_with(|c: char| c.is_alphabetic() || "<>/~^*@“”‘’„".contains(c));
    begins_text.then(|| {
        let finding = form.finding(Rule::Syntax, line.span(value), "text needs double quotes");
        let inner = value.trim_matches(['“', '”', '‘', '’', '„']);
        finding.fix("put it in double quotes", line.span(value), quoted(inner))
    })
}

/// What was meant by the words of other languages.
fn flag(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}
