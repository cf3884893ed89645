//! Findings → what GitHub Actions shows: workflow commands that become annotations, and the step's summary.
//!
//! GitHub takes ten annotations of each level from a step and drops the rest without a word (actions/toolkit,
//! docs/problem-matchers.md): so the errors come first, and what is left out is counted aloud.

use std::fmt::Write;

use super::lines::Texts;
use super::place::Range;
use super::{InRepository, reported, step_summary, visible};
use crate::base::Sources;
use crate::diag::{Diagnostic, Finding, Level};

/// Annotations of a level that GitHub takes from a step.
const LIMIT: usize = 10;
/// The most urgent one first, with its command and what people call it.
const LEVELS: [(Level, &str, &str); 3] =
    [(Level::Deny, "error", "errors"), (Level::Warn, "warning", "warnings"), (Level::Note, "notice", "notes")];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitHub {
    /// What is printed.
    pub commands: String,
    /// Markdown with every finding, to be appended to the file that `GITHUB_STEP_SUMMARY` names.
    pub step_summary: String,
}

pub fn github(findings: &[Finding], sources: &Sources, project: InRepository<'_>) -> GitHub {
    let texts = Texts::of(findings, sources);
    let mut commands = String::new();
    let mut left_out = Vec::new();
    for (level, command, noun) in LEVELS {
        let of_level = || reported(findings).filter(move |finding| finding.level == level);
        for Finding { diagnostic, .. } in of_level().take(LIMIT) {
            let range = texts.range(&diagnostic.primary);
            commands.push_str(&annotation(command, diagnostic, range, project));
        }
        let count = of_level().count();
        if count > LIMIT {
            left_out.push(format!("{} of {count} {noun}", count - LIMIT));
        }
    }
    if !left_out.is_empty() {
        let left_out = left_out.join(", ");
        writeln!(commands, "not annotated, since GitHub takes {LIMIT} of a level from a step: {left_out}")
            .expect("a string takes all text");
    }
    GitHub { commands, step_summary: step_summary::step_summary(findings, &texts, project) }
}

/// One command, a line.
fn annotation(command: &str, found: &Diagnostic, range: Option<Range>, project: InRepository<'_>) -> String {
    // In the order of actions/toolkit, so that tests/validators can compare.
    let mut properties =
        vec![("title", found.rule.name().to_owned()), ("file", project.path(found.rule, &found.primary.path))];
    properties.extend(range.map(place).unwrap_or_default());
    let properties: Vec<String> =
        properties.into_iter().map(|(key, value)| format!("{key}={}", property(&value))).collect();
    let help = found.help.iter().map(|help| format!("\nhelp: {}", help.text));
    let message = std::iter::once(found.message.clone()).chain(help).collect::<String>();
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// GitHub takes columns only within one line.
fn place(range: Range) -> Vec<(&'static str, String)> {
    let lines = [("line", range.start.line), ("endLine", range.end.line)];
    let columns = [("col", range.start.column), ("endColumn", range.end.column)];
    let within_a_line = range.start.line == range.end.line;
    let columns = columns.into_iter().filter(|_| within_a_line);
    lines.into_iter().chain(columns).map(|(key, number)| (key, number.to_string())).collect()
}

/// The text behind `::`, as actions/toolkit escapes it.
fn data(text: &str) -> String {
    visible::paragraph(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
