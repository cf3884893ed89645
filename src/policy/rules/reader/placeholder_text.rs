//! reader/placeholder-text

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::{At, RelPath, Span};
use crate::diag::{Diagnostic, Rule};
use crate::entry::Entry;
use crate::markdown;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::PlaceholderText, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "`TODO`, `TBD`, `FIXME`, `XXX` or `lorem ipsum` stands in a title, summary, action, reason, effect or text.",
    why: "It was meant for the author. Once published it is in every feed reader, where it cannot be corrected, and it says that the promise around it is not finished either.",
    example: r#"
```toml
title = "Deploy API v1 is deprecated"
action = "TODO: ask the gateway team"
```
"#,
    remedy: "Write what is missing, or leave the sentence out. An entry that is not ready has `draft = true`: it is neither published nor judged. Put the word in backticks where it is meant: code is not looked at, and neither is `todo` in small letters, which is a word of several languages.",
    settings: "`draft` of the entry.",
    source: "Our own.",
};

const UNTIL_KNOWN: &str =
    "write what is missing; or `draft = true` until it is known, or backticks if the word is meant";
/// A plain page has no drafts.
const WRITE_IT: &str = "write what is missing; or backticks if the word is meant";

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, change) in context.changes() {
        let entry = &change.entry;
        let lines = [Some(&entry.title), entry.summary.as_ref(), entry.action.as_ref()];
        findings.extend(
            lines
                .into_iter()
                .flatten()
                .filter_map(|line| in_line(&entry.path, &entry.text, line).map(|finding| finding.help(UNTIL_KNOWN))),
        );
        findings.extend(in_promise(entry).map(|finding| finding.help(UNTIL_KNOWN)));
        let in_body = in_body(&entry.path, &entry.text, entry.body);
        findings.extend(in_body.map(|finding| finding.help(UNTIL_KNOWN)));
    }
    for page in context.catalog.pages() {
        let in_body = in_body(&page.path, &page.text, page.body);
        findings.extend(in_body.map(|finding| finding.help(WRITE_IT)));
    }
    findings
}

/// Placeholders in what a promise says, and in the reasons for which it moved: these are published for good.
fn in_promise(entry: &Entry) -> impl Iterator<Item = Diagnostic> {
    let promise = entry.deprecation.iter();
    let texts = promise.flat_map(|promise| {
        let own = [promise.reason.as_ref(), promise.effect.as_ref()].into_iter().flatten();
        let own = own.chain(promise.no_replacement.iter().map(|none| &none.reason)).map(|text| (promise.span, text));
        own.chain(promise.revisions.iter().map(|revision| (revision.span, &revision.reason)))
    });
    texts.filter_map(|(table, value)| {
        in_line(&entry.path, &entry.text, &At::new(value.clone(), place(entry, table, value)))
    })
}

/// Where a value of a table is written: the first place below its header; the header, if it is written with escapes.
fn place(entry: &Entry, table: Span, value: &str) -> Span {
    let below = entry.text.get(table.start..entry.body.start).and_then(|text| text.find(value));
    below.map_or(table, |at| Span::new(at, at + value.len()).shift(table.start))
}

/// A placeholder in a value of the front matter, at its place there.
fn in_line(path: &RelPath, text: &str, line: &At<String>) -> Option<Diagnostic> {
    let word = markdown::title_prose(&line.value).find_map(|part| Some(&part[placeholder(part)?]))?;
    let written = text.get(line.span.range()).unwrap_or_default();
    let span = match placeholder(written).filter(|place| written[place.clone()] == *word) {
        Some(place) => Span::from(place).shift(line.span.start),
        None => line.span,
    };
    Some(finding(path, span, word))
}

/// The first placeholder of a body. One finding sends the author there; the others are near.
fn in_body(path: &RelPath, text: &str, body: Span) -> Option<Diagnostic> {
    let body_text = text.get(body.range())?;
    // Most texts have none, and need not be parsed again.
    placeholder(body_text)?;
    let place = markdown::prose(body_text).into_iter().find_map(|part| {
        let found = placeholder(body_text.get(part.clone())?)?;
        Some(part.start + found.start..part.start + found.end)
    })?;
    Some(finding(path, Span::from(place.clone()).shift(body.start), &body_text[place]))
}

fn finding(path: &RelPath, span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Rule::PlaceholderText, path, span, format!("the placeholder `{word}` was left standing"))
}

/// Where a text first holds a word that stands for another.
fn placeholder(text: &str) -> Option<Range<usize>> {
    static PLACEHOLDER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:TODO|(?i:TBD|FIXME|X{3,}|lorem\s+ipsum))\b").expect("the pattern is sound"));
    PLACEHOLDER.find(text).map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_placeholders() {
        for text in
            ["TODO", "date: tbd.", "see CVE-2026-xxxx", "(FIXME)", "Lorem ipsum dolor", "lorem\nipsum", "ä TODO"]
        {
            assert!(placeholder(text).is_some(), "{text}");
        }
        for text in ["", "HTTP 5xx", "a todo list", "TODOS", "TODO_LIST", "lorem", "outbound", "XX"] {
            assert_eq!(placeholder(text), None, "{text}");
        }
        assert_eq!(placeholder("ä TODO"), Some(3..7));
    }
}
