//! Findings → the Code Quality report of GitLab: the part of the Code Climate format that it reads, and the two keys
//! that Code Climate asks for besides.
//!
//! GitLab shows findings of equal fingerprint as one, and wants paths from the root of the repository without `./`.

use serde::Serialize;

use super::fingerprint::{Marked, marked};
use super::lines::Texts;
use super::{InRepository, visible};
use crate::base::Sources;
use crate::diag::{Diagnostic, Level, Rule};

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    check_name: &'static str,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: &'a str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: LinesWire,
}

#[derive(Serialize)]
struct LinesWire {
    begin: usize,
    /// Both included. GitLab reads `begin` alone; a Code Climate report has both.
    end: usize,
}

/// The report, as an indented array with a final line feed.
pub fn gitlab(findings: &[crate::diag::Finding], sources: &Sources, project: InRepository<'_>) -> String {
    let texts = Texts::of(findings, sources);
    let marked = marked(findings, &texts);
    let issues: Vec<_> = marked.iter().map(|marked| issue(marked, &texts, project)).collect();
    super::json::text_of(&issues)
}

fn issue<'a>(marked: &'a Marked<'_>, texts: &Texts<'_>, project: InRepository<'_>) -> Issue<'a> {
    let found = &marked.finding.diagnostic;
    // A finding about a file as a whole is shown at its top.
    let lines = texts.range(&found.primary).map_or(LinesWire { begin: 1, end: 1 }, |range| LinesWire {
        begin: range.start.line,
        end: range.end.line.max(range.start.line),
    });
    Issue {
        kind: "issue",
        description: description(found),
        check_name: found.rule.name(),
        categories: [category(found.rule)],
        severity: severity(marked.finding.level),
        fingerprint: &marked.fingerprint,
        location: Location { path: project.path(found.rule, &found.primary.path), lines },
    }
}

/// GitLab shows this text alone, so the first remedy goes with it.
fn description(found: &Diagnostic) -> String {
    let help = found.help.first().map(|help| format!("; {}", help.text)).unwrap_or_default();
    visible::one_line(&format!("{}{help}", found.message))
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "major",
        Level::Warn => "minor",
        Level::Note | Level::Allow => "info",
    }
}

/// One of the eight that Code Climate knows.
fn category(rule: Rule) -> &'static str {
    match rule.family() {
        "form" => "Bug Risk",
        "reader" | "allow" => "Clarity",
        _ => "Compatibility",
    }
}
