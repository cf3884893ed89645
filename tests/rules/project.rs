//! The files of a case → what `check` says of them: a broken file always, and what the spec's own rule finds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use forewarn::base::{RelPath, Slug, Source};
use forewarn::config;
use forewarn::diag::{self, Diagnostic, Finding, Level, Rule};
use forewarn::pipeline::{self, Compiled, Input, Strictness};
use forewarn::policy::Scope;
use forewarn::policy::gate::Submitted;
use forewarn::policy::openapi::Described;
use forewarn::report::{self, Styled};
use forewarn::schedule::Baseline;
use forewarn::shell::tree;
use forewarn::site::theme::UserTheme;

use crate::spec::{self, Case, Content, File};

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

pub const TODAY: &str = "2026-06-01";
const WIDTH: usize = 120;

/// What was found, and how people are told.
pub struct Outcome {
    pub rules: Vec<Rule>,
    pub report: String,
    pub findings: Vec<Finding>,
}

pub fn check(rule: Rule, case: &Case) -> Outcome {
    check_after(rule, case, |_| {})
}

/// What `check` says after something was done in the site's folder.
pub fn check_after(rule: Rule, case: &Case, act: impl FnOnce(&Path)) -> Outcome {
    let baseline = case.baseline.as_ref().map(|baseline| published(case, baseline));
    let site = Site::of(book(case), &case.files);
    act(&site.root);
    let (mut findings, sources) = site.compile(case.today.as_deref().unwrap_or(TODAY), baseline);
    if rule.is_of_repository() {
        findings = site.submitted();
    }
    let concerns = |finding: &Finding| concerns(rule, finding.diagnostic.rule);
    let findings: Vec<Finding> = findings.into_iter().filter(concerns).collect();
    let report = report::human(&findings, &sources.into_iter().collect(), Styled::Plain, WIDTH);
    let rules = findings.iter().map(|finding| finding.diagnostic.rule).collect();
    Outcome { rules, report: report.trim_end().to_owned(), findings }
}

/// What the runs of a rule's spec are judged by: a spec of policy is about its rule alone, but its files must be sound.
fn concerns(rule: Rule, found: Rule) -> bool {
    found == rule || found.is_form() || (rule.is_form() && matches!(found, Rule::DeadLink | Rule::UnsafeHtml))
}

fn book(case: &Case) -> Option<&File> {
    case.files.iter().find(|file| file.path == "book.toml")
}

/// The schedule of the site as it was.
fn published(case: &Case, baseline: &spec::Baseline) -> Baseline {
    let site = Site::of(book(case), &baseline.files);
    let compiled = site.read(&baseline.today, None).expect("the baseline's book.toml can be read");
    assert!(!compiled.is_broken(), "{}: the baseline is broken: {:#?}", case.title, compiled.obstacles());
    let document = |path: &str| {
        let place = compiled.paths().iter().position(|known| known.as_str() == path).unwrap();
        match compiled.render(place).unwrap() {
            forewarn::site::Content::Bytes(bytes) => bytes,
            other => panic!("{path} is {other:?}"),
        }
    };
    Baseline::parse(&document("api/v1/schedule.json"), Some(&document("api/v1/ids.json"))).unwrap()
}

/// The files of a case on the disk.
struct Site {
    /// Keeps the folder until the case is done.
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Site {
    fn of(book: Option<&File>, files: &[File]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The project is a folder in the folder, so that there is an outside.
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        match book {
            Some(book) => write(&root.join("book.toml"), &book.content),
            None => fs::write(root.join("book.toml"), BOOK).unwrap(),
        }
        for file in files.iter().filter(|file| file.path != "book.toml") {
            write(&root.join(&file.path), &file.content);
        }
        Site { _folder: folder, root }
    }

    /// What `check --openapi` is given: `openapi.*`, and `openapi/<component>.*`.
    fn descriptions(&self) -> Vec<Described> {
        let files = walkdir::WalkDir::new(&self.root).sort_by_file_name().into_iter().filter_map(Result::ok);
        let paths = files.filter(|file| file.file_type().is_file()).filter_map(|file| {
            let path = file.path().strip_prefix(&self.root).ok()?.to_str()?.to_owned();
            path.starts_with("openapi").then(|| RelPath::new(path).unwrap())
        });
        let described = |path: RelPath| {
            let component = path.strip_prefix("openapi").map(|_| Slug::new(path.stem()).unwrap());
            let text = fs::read_to_string(self.root.join(&path)).unwrap();
            Described::new(Source::new(path, text), component)
        };
        paths.map(described).collect()
    }

    /// What `check --needs-entry` says of a change of the files that `changed` lists.
    fn submitted(&self) -> Vec<Finding> {
        let files: BTreeSet<String> =
            fs::read_to_string(self.root.join("changed")).unwrap().lines().map(str::to_owned).collect();
        let mut compiled = self.read(TODAY, None).expect("book.toml can be read");
        let submitted = Submitted { files: &files, prefix: "", labels: &[] };
        compiled.submit(&submitted, Strictness::default()).unwrap();
        compiled.findings
    }

    fn compile(&self, today: &str, baseline: Option<Baseline>) -> (Vec<Finding>, Vec<Source>) {
        match self.read(today, baseline) {
            Ok(compiled) => (compiled.findings, compiled.sources.iter().cloned().collect()),
            Err(broken) => broken,
        }
    }

    /// As the command line does it. An error is a book.toml that cannot be used.
    fn read(&self, today: &str, baseline: Option<Baseline>) -> Result<Compiled, (Vec<Finding>, Vec<Source>)> {
        let root = &self.root;
        let read = tree::read_source(root, &RelPath::new("book.toml").unwrap(), 1 << 20);
        let book = match read {
            Ok(book) => book.unwrap(),
            Err(unread) => return Err((vec![denied(unread.finding)], unread.lossy.into_iter().collect())),
        };
        let (config, mut findings) = config::parse(&book);
        let Some(config) = config else {
            diag::sort(&mut findings);
            return Err((findings.into_iter().map(denied).collect(), vec![book]));
        };
        let limits = tree::Limits { source_bytes: config.limits.entry as u64 };
        let tree = tree::read(root, &config.src, config.theme.as_ref(), &limits).unwrap();
        findings.extend(tree.findings);
        let openapi = self.descriptions();
        let theme =
            config.theme.clone().map(|dir| UserTheme { dir, templates: tree.templates, files: tree.theme_files });
        Ok(pipeline::compile(Input {
            config: config.into(),
            sources: tree.broken.into_iter().chain([book]).collect(),
            findings,
            entries: tree.entries,
            pages: tree.pages,
            releases: tree.releases,
            files: tree.assets,
            theme,
            baseline,
            today: today.parse().unwrap(),
            openapi,
            policy: Scope::All,
            strict: Strictness::default(),
        }))
    }
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

fn denied(diagnostic: Diagnostic) -> Finding {
    Finding { level: Level::Deny, diagnostic }
}
