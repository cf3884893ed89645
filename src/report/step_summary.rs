//! Findings → Markdown for the page of a GitHub run: a table for each level, with every finding that fits.
//!
//! Nothing of a finding is taken for markup but the code between its backticks.

use super::lines::Texts;
use super::{InRepository, reported, summary, visible};
use crate::diag::{Diagnostic, Finding, Level};

/// GitHub refuses a summary of more than 1024 KiB as a whole. Other commands of the step may have written some of it.
const BYTES: usize = 900 * 1024;
/// Left for the sentence that says what was cut.
const RESERVE: usize = 200;
const HEAD: &str = "| Where | What | What to do | Rule |\n|---|---|---|---|\n";

pub(super) fn step_summary(findings: &[Finding], texts: &Texts<'_>, project: InRepository<'_>) -> String {
    let mut out = format!("### forewarn: {}\n", headline(findings));
    let mut cut = 0;
    for (level, title) in [(Level::Deny, "Errors"), (Level::Warn, "Warnings"), (Level::Note, "Notes")] {
        let rows: Vec<String> = reported(findings)
            .filter(|finding| finding.level == level)
            .map(|finding| row(&finding.diagnostic, texts, project))
            .collect();
        let head = format!("\n#### {title}\n\n{HEAD}");
        let room = (BYTES - RESERVE).saturating_sub(out.len() + head.len());
        let fitting = fitting(&rows, room);
        cut += rows.len() - fitting;
        if fitting > 0 {
            out.push_str(&head);
            out.extend(rows.into_iter().take(fitting));
        }
    }
    if cut > 0 {
        out.push_str(&format!("\n{cut} more did not fit; `forewarn check` shows them all.\n"));
    }
    out
}

fn headline(findings: &[Finding]) -> String {
    match reported(findings).next() {
        Some(_) => summary(findings, 0),
        None => "no findings".to_owned(),
    }
}

/// How many rows fit into so many bytes.
fn fitting(rows: &[String], room: usize) -> usize {
    let mut length = 0;
    rows.iter()
        .take_while(|row| {
            length += row.len();
            length <= room
        })
        .count()
}

fn row(found: &Diagnostic, texts: &Texts<'_>, project: InRepository<'_>) -> String {
    let mut place = project.path(found.rule, &found.primary.path);
    if let Some(range) = texts.range(&found.primary) {
        place.push_str(&format!(":{}", range.start.line));
    }
    let help: Vec<String> = found.help.iter().map(|help| prose(&help.text)).collect();
    format!("| {} | {} | {} | {} |\n", code(&place), prose(&found.message), help.join("<br>"), code(found.rule.name()))
}

/// A text whose parts between backticks are code. A backtick without a partner is one.
fn prose(text: &str) -> String {
    let text = visible::one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let paired = parts.len() - (parts.len() + 1) % 2;
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        match index {
            index if index >= paired => out.push_str(&format!("\\`{}", escape(part))),
            index if index % 2 == 1 => out.push_str(&format!("<code>{}</code>", escape(part))),
            _ => out.push_str(&escape(part)),
        }
    }
    out
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(&visible::one_line(text)))
}

/// Any ASCII punctuation may be escaped (CommonMark 0.31, section 2.4), so all that could mean something is. Periods and
/// colons are among it: GitHub makes links of bare addresses.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_ascii_punctuation() && !matches!(c, '-' | '/' | ',') => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
