//! Findings → names under which they are found again in a later run (SARIF 2.1.0, sections 3.27.16 and 3.27.17).
//!
//! A name is made of the rule, the file and what stands at the place: never of a line number, so that it survives what is
//! written above it, and never of a message or a value, so that a finding whose date was moved is still the same one.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::lines::{Lines, Texts};
use crate::base::Span;
use crate::diag::{Finding, Label};

/// Says how a fingerprint was made. Another way of making it gets another name.
pub(super) const SCHEME: &str = "forewarn/v1";
/// 128 bits: no two findings share them by chance.
const BYTES: usize = 16;

/// A finding with its fingerprint: hexadecimal, unique within the run.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    pub(super) finding: &'a Finding,
    pub(super) fingerprint: String,
}

/// The reported findings in their order. Those that are otherwise equal are told apart by counting them.
pub(super) fn marked<'a>(findings: &'a [Finding], texts: &Texts<'_>) -> Vec<Marked<'a>> {
    let mut seen = BTreeMap::new();
    super::reported(findings)
        .map(|finding| {
            let key = identity(finding, texts);
            let nth = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1_usize);
            Marked { finding, fingerprint: digest(&format!("{key}\n{nth}")) }
        })
        .collect()
}

/// No part holds a line feed, so that no two lists of parts are the same text.
fn identity(finding: &Finding, texts: &Texts<'_>) -> String {
    let found = &finding.diagnostic;
    [found.rule.name(), found.primary.path.as_str(), &subject(&found.primary, texts)].join("\n")
}

/// The key that is set in the line of a place, else the text at the place, else its line.
fn subject(label: &Label, texts: &Texts<'_>) -> String {
    let (Some(lines), Some(span)) = (texts.get(&label.path), label.span) else { return String::new() };
    let start = lines.snap(span.start);
    let line = lines.line(lines.line_at(start));
    let whole = &lines.text[line.range()];
    match key(whole) {
        Some(key) => key.to_owned(),
        None => Some(normal(first_line(lines, span, line))).filter(|text| !text.is_empty()).unwrap_or(normal(whole)),
    }
}

/// `sunset` of `sunset = 2026-12-01`.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim();
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_.\"'".contains(c);
    (!key.is_empty() && key.chars().all(bare)).then_some(key)
}

fn first_line<'a>(lines: &Lines<'a>, span: Span, line: Span) -> &'a str {
    let start = lines.snap(span.start).min(line.end);
    &lines.text[start..lines.snap(span.end).clamp(start, line.end)]
}

/// Another indentation, or another line end, is no other text.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}
