//! What each format says of the same three findings.

use snapbox::prelude::*;
use snapbox::{assert_data_eq, file};

use super::transcripts::{deny, path, sources, too_short, unknown_key};
use crate::base::Today;
use crate::diag::{Diagnostic, Finding, Level, Rule};
use crate::report::{InRepository, RuleText, Run, github, gitlab, json_schema, junit, sarif};

/// One of each kind: with an edit, with a label in another file, about a file as a whole.
pub(super) fn three() -> [Finding; 3] {
    let file = Diagnostic::file(Rule::NotUtf8, &path("content/changes/ä b.md"), "the file is not UTF-8 text");
    let warning = Finding { level: Level::Warn, diagnostic: too_short() };
    [deny(unknown_key()), warning, deny(file.help("save it as UTF-8"))]
}

pub(super) fn about(rule: Rule) -> RuleText {
    RuleText {
        short: format!("Short text of {rule}."),
        full: format!("Full text of {rule}."),
        help_markdown: format!("# {rule}\n\nMarkdown."),
        url: format!("https://example.com/rules/#{rule}"),
    }
}

pub(super) fn run<'a>() -> Run<'a> {
    let rules = &[Rule::NotUtf8, Rule::UnknownKey, Rule::ClosedDay, Rule::NoticeTooShort];
    Run { today: "2026-11-22".parse::<Today>().unwrap(), rules }
}

#[test]
fn github_annotates_errors_first_and_summarises_all() {
    let folder = path("docs/changes");
    let [edit, warning, file] = three();
    let said = github(&[warning, edit, file], &sources(), InRepository(Some(&folder)));
    assert_data_eq!(said.commands.raw(), file!["golden/github.txt"].raw());
    assert_data_eq!(said.step_summary.raw(), file!["golden/step-summary.md"].raw());
}

#[test]
fn github_annotates_ten_of_a_level_and_counts_the_rest() {
    let mut findings = vec![Finding { level: Level::Warn, diagnostic: too_short() }; 12];
    findings.extend(vec![deny(unknown_key()); 11]);
    let said = github(&findings, &sources(), InRepository(None));
    let lines: Vec<&str> = said.commands.lines().collect();
    assert!(lines[..10].iter().all(|line| line.starts_with("::error ")));
    assert!(lines[10..20].iter().all(|line| line.starts_with("::warning ")));
    assert_eq!(
        lines[20..],
        ["not annotated, since GitHub takes 10 of a level from a step: 1 of 11 errors, 2 of 12 warnings"]
    );
    assert_eq!(said.step_summary.lines().filter(|line| line.starts_with("| <code>")).count(), 23);
}

#[test]
fn a_step_summary_stays_under_the_size_that_github_takes() {
    let findings = vec![deny(unknown_key()); 9_000];
    let said = github(&findings, &sources(), InRepository(None));
    assert!(said.step_summary.len() < 1024 * 1024);
    let shown = said.step_summary.lines().filter(|line| line.starts_with("| <code>")).count();
    let last = said.step_summary.lines().last().unwrap();
    assert_eq!(last, format!("{} more did not fit; `forewarn check` shows them all.", 9_000 - shown));
}

#[test]
fn gitlab_has_what_it_reads() {
    assert_data_eq!(gitlab(&three(), &sources(), InRepository(None)).raw(), file!["golden/gitlab.json"].raw());
    assert_eq!(gitlab(&[], &sources(), InRepository(None)), "[]\n");
}

#[test]
fn junit_has_a_case_for_each_finding_and_each_rule_without() {
    let report = junit(&three(), &sources(), run()).replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    assert_data_eq!(report.raw(), file!["golden/junit.xml"].raw());
}

#[test]
fn sarif_has_what_github_reads() {
    let mut log: serde_json::Value =
        serde_json::from_str(&sarif(&three(), &sources(), InRepository(None), &about)).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap();
    assert_eq!(rules.len(), Rule::ALL.len());
    rules.truncate(1);
    let log = serde_json::to_string_pretty(&log).unwrap() + "\n";
    assert_data_eq!(log.replace(env!("CARGO_PKG_VERSION"), "[VERSION]").raw(), file!["golden/sarif.json"].raw());
}

#[test]
fn the_published_schema_is_that_of_the_json_format() {
    assert_data_eq!(json_schema().raw(), file!["../../../tests/schemas/check-1.schema.json"].raw());
}
