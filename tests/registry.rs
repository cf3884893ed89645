//! The registry of rules: each is defined once, documented in full, has a page of our own site, and runs over every site that
//! the tests have. That each has a spec, `rules.rs` tests.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read the environment, write files, and fail

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use forewarn::base::{RelPath, Today};
use forewarn::config;
use forewarn::diag::Rule;
use forewarn::pipeline::{self, Compiled, Input, Strictness};
use forewarn::policy::{Definition, Scope, rules};
use forewarn::report;
use forewarn::schedule::Baseline;
use forewarn::shell::tree;
use forewarn::site::Content;
use forewarn::site::theme::UserTheme;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_rule_is_defined_once() {
    let mut times: BTreeMap<Rule, usize> = Rule::ALL.iter().map(|rule| (*rule, 0)).collect();
    for definition in rules::all() {
        *times.get_mut(&definition.rule).unwrap() += 1;
    }
    let named = |wanted: fn(usize) -> bool| -> Vec<&str> {
        times.iter().filter(|(_, count)| wanted(**count)).map(|(rule, _)| rule.name()).collect()
    };
    assert_eq!(named(|count| count > 1), Vec::<&str>::new(), "defined more than once");
    assert_eq!(named(|count| count == 0), Vec::<&str>::new(), "not defined in src/policy/rules/");
}

#[test]
fn every_rule_is_documented_in_full() {
    for definition in rules::all() {
        let Definition { rule, docs, .. } = definition;
        let texts = [docs.flags, docs.why, docs.example, docs.remedy, docs.source];
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{rule}: a part of its documentation is empty");
        assert!(!docs.flags.contains('\n') && docs.flags.ends_with('.'), "{rule}: `flags` is one sentence on one line");
        assert!(docs.example.contains("```"), "{rule}: the example is fenced");
        let prose = [docs.flags, docs.why, docs.remedy, docs.settings, docs.source];
        let heading = prose.iter().any(|text| text.lines().any(|line| line.starts_with('#')));
        assert!(!heading, "{rule}: headings are ours to make");
    }
}

#[test]
fn only_what_is_found_elsewhere_has_no_check() {
    let elsewhere =
        [Rule::StrayFile, Rule::DeadLink, Rule::UnsafeHtml, Rule::NoEntry, Rule::AllowUnused, Rule::AllowExpired];
    for definition in rules::all() {
        let expected = definition.rule.is_form() || elsewhere.contains(&definition.rule);
        assert_eq!(definition.check.is_none(), expected, "{}", definition.rule);
    }
}

/// The pages of the rules, by their paths from the root, as they should be.
fn pages() -> BTreeMap<PathBuf, String> {
    let folder = Path::new("content/pages");
    let page = |definition: &&'static Definition| {
        (folder.join(format!("rules/{}.md", definition.rule)), report::page(definition))
    };
    rules::all().map(page).chain([(folder.join("rules.md"), report::index_page())]).collect()
}

#[test]
fn the_pages_of_rules_say_what_the_code_says() {
    let expected = pages();
    let folder = root().join("content/pages/rules");
    let there: BTreeSet<PathBuf> = files_below(&folder)
        .into_iter()
        .chain([root().join("content/pages/rules.md")])
        .map(|path| path.strip_prefix(root()).unwrap().to_owned())
        .collect();
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        for path in there.iter().filter(|path| !expected.contains_key(*path)) {
            fs::remove_file(root().join(path)).unwrap();
        }
        for (path, text) in &expected {
            let path = root().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let remedy = "run `SNAPSHOTS=overwrite cargo test --test registry`";
    for (path, text) in &expected {
        let written = fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(written == *text, "{} is not what the code says; {remedy}", path.display());
    }
    for path in &there {
        assert!(expected.contains_key(path), "{} is the page of no rule; {remedy}", path.display());
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Every site of the repository: our own, and those of the tests.
fn sites() -> Vec<PathBuf> {
    let books = files_below(&root().join("tests")).into_iter().filter(|path| path.ends_with("book.toml"));
    books.map(|book| book.parent().unwrap().to_owned()).chain([root()]).collect()
}

const DAYS: [&str; 4] = ["2024-02-29", "2026-11-22", "2027-03-01", "9999-12-31"];

#[test]
fn every_rule_runs_over_every_site_on_any_day() {
    for site in sites() {
        for day in DAYS {
            let Some(mut compiled) = compile(&site, day, None) else { continue };
            compiled.look_ahead(30);
            if compiled.is_broken() {
                continue;
            }
            let published = published(&compiled);
            for later in DAYS.iter().filter(|later| **later >= day) {
                compile(&site, later, Some(published.clone()));
            }
        }
    }
}

/// The schedule that a site would publish.
fn published(compiled: &Compiled) -> Baseline {
    let document = |path: &str| {
        let place = compiled.paths().iter().position(|known| known.as_str() == path).unwrap();
        match compiled.render(place).unwrap() {
            Content::Bytes(bytes) => bytes,
            other => panic!("{path} is {other:?}"),
        }
    };
    Baseline::parse(&document("api/v1/schedule.json"), Some(&document("api/v1/ids.json"))).unwrap()
}

/// All rules over a site; `None` if its book.toml cannot be used.
fn compile(root: &Path, today: &str, baseline: Option<Baseline>) -> Option<Compiled> {
    let book = tree::read_source(root, &RelPath::new("book.toml").unwrap(), 1 << 20).ok()??;
    let (config, mut findings) = config::parse(&book);
    let config = config?;
    let limits = tree::Limits { source_bytes: config.limits.entry as u64 };
    let tree = tree::read(root, &config.src, config.theme.as_ref(), &limits).unwrap();
    findings.extend(tree.findings);
    let theme = config.theme.clone().map(|dir| UserTheme { dir, templates: tree.templates, files: tree.theme_files });
    Some(pipeline::compile(Input {
        config: config.into(),
        sources: tree.broken.into_iter().chain([book]).collect(),
        findings,
        entries: tree.entries,
        pages: tree.pages,
        releases: tree.releases,
        files: tree.assets,
        theme,
        baseline,
        today: today.parse::<Today>().unwrap(),
        openapi: Vec::new(),
        policy: Scope::All,
        strict: Strictness::default(),
    }))
}

/// The commands that a text names: `forewarn …` in backticks. That they do what they are named for, `rules.rs` tests.
fn commands(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|code| code.starts_with("forewarn "))
}

#[test]
fn a_command_that_a_remedy_names_has_arguments_that_are_understood() {
    let specs = files_below(&root().join("tests/rules"));
    let specs = specs.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let reports: String = specs.map(|path| fs::read_to_string(path).unwrap()).collect();
    let helps = reports.lines().filter(|line| line.trim_start().starts_with("= help: "));
    let docs = rules::all().map(|definition| definition.docs.remedy);
    let named: BTreeSet<&str> = helps.chain(docs).flat_map(commands).collect();
    assert!(named.iter().any(|command| command.starts_with("forewarn promise extend ")), "{named:?}");
    let nowhere = tempfile::tempdir().unwrap();
    for command in named {
        let words = command.split(' ').skip(1).map(|word| match word {
            "DATE" => "2027-03-01",
            "VERSION" => "4.0.0",
            word => word.trim_matches('"'),
        });
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .current_dir(nowhere.path())
            .args(words)
            .output()
            .unwrap();
        // What is understood asks for a site next.
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(said.contains("book.toml"), "`{command}`: {said}");
    }
}
