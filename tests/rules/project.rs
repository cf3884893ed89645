//! The files of a case → what `check` says of them, up to the rules of policy, which have tests of their own.

use std::fs;
use std::path::Path;

use forewarn::base::{RelPath, Source};
use forewarn::config;
use forewarn::diag::{self, Diagnostic, Finding, Level, Rule};
use forewarn::pipeline::{self, Input};
use forewarn::report::{self, Styled};
use forewarn::shell::tree;
use forewarn::site::theme::UserTheme;

use crate::spec::{Case, Content};

/// Stands in where a case has no book.toml of its own.
const BOOK: &str = r#"[book]
title = "Example"
id = "tag:example.com,2026:example"
audiences = ["service-teams"]
surface-kinds = ["runner-label"]

[build]
base-url = "https://changes.example.com/"

[[owner]]
id = "delivery"

[[component]]
id = "api"
owner = "delivery"

[[component]]
id = "ctl"
owner = "delivery"
"#;

const TODAY: &str = "2026-06-01";
const WIDTH: usize = 120;

/// What was found, and how people are told.
pub struct Outcome {
    pub rules: Vec<Rule>,
    pub report: String,
    pub findings: Vec<Finding>,
}

pub fn check(case: &Case) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    // The project is a folder in the folder, so that there is an outside.
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("content")).unwrap();
    if case.files.iter().all(|file| file.path != "book.toml") {
        fs::write(root.join("book.toml"), BOOK).unwrap();
    }
    for file in &case.files {
        write(&root.join(&file.path), &file.content);
    }
    let (findings, sources) = compile(&root);
    let findings: Vec<Finding> = findings.into_iter().filter(|finding| concerns(finding.diagnostic.rule)).collect();
    let report = report::human(&findings, &sources.into_iter().collect(), Styled::Plain, WIDTH);
    let rules = findings.iter().map(|finding| finding.diagnostic.rule).collect();
    Outcome { rules, report: report.trim_end().to_owned(), findings }
}

/// Everything that is found before policy.
fn concerns(rule: Rule) -> bool {
    rule.is_form() || matches!(rule, Rule::DeadLink | Rule::UnsafeHtml)
}

fn write(path: &Path, content: &Content) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    match content {
        Content::Bytes(bytes) => fs::write(path, bytes).unwrap(),
        Content::Link(target) => std::os::unix::fs::symlink(target, path).unwrap(),
        Content::Fifo => {
            assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
        }
    }
}

/// As the command line does it.
fn compile(root: &Path) -> (Vec<Finding>, Vec<Source>) {
    let read = tree::read_source(root, &RelPath::new("book.toml").unwrap(), 1 << 20);
    let book = match read {
        Ok(book) => book.unwrap(),
        Err(unread) => return (vec![denied(unread.finding)], unread.lossy.into_iter().collect()),
    };
    let (config, mut findings) = config::parse(&book);
    let Some(config) = config else {
        diag::sort(&mut findings);
        return (findings.into_iter().map(denied).collect(), vec![book]);
    };
    let limits = tree::Limits { source_bytes: config.limits.entry as u64 };
    let tree = tree::read(root, &config.src, config.theme.as_ref(), &limits).unwrap();
    findings.extend(tree.findings);
    let theme = config.theme.clone().map(|dir| UserTheme { dir, templates: tree.templates, files: tree.theme_files });
    let compiled = pipeline::compile(Input {
        config,
        sources: tree.broken.into_iter().chain([book]).collect(),
        findings,
        entries: tree.entries,
        pages: tree.pages,
        releases: tree.releases,
        files: tree.assets,
        theme,
        baseline: None,
        today: TODAY.parse().unwrap(),
    });
    (compiled.findings, compiled.sources.iter().cloned().collect())
}

fn denied(diagnostic: Diagnostic) -> Finding {
    Finding { level: Level::Deny, diagnostic }
}
