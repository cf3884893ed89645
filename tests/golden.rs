//! Whole sites, compared file by file with what is below `tests/golden/<site>/expected`. `SNAPSHOTS=overwrite` rewrites.
//! `paths.txt` holds every path of a site; `expected` may hold a selection of the files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write files, and may fail")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use kit::{Project, golden_folder, read_folder};
use snapbox::{Data, report};

type Files = BTreeMap<String, Vec<u8>>;

/// The style sheet has tests of its own, and pages name it by its hash.
#[test]
fn a_small_platform_with_everything_an_entry_can_say() {
    golden("small", |path| !path.starts_with("theme/"));
}

#[test]
fn a_library_with_versions_only_below_a_path() {
    let selected = [
        "404.html",
        "api/v1/schedule.json",
        "changes/must-get/index.html",
        "components/kit/2.0.0/index.html",
        "deprecations/must-get/index.html",
        "feed.atom",
        "feed.json",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap.xml",
    ];
    golden("library", |path| selected.contains(&path));
}

#[test]
fn a_site_before_its_first_entry() {
    let selected =
        ["api/v1/changes/page/1.json", "api/v1/schedule.json", "deprecations/index.html", "feed.atom", "feed.json"];
    golden("empty", |path| selected.contains(&path) || ["feed.xml", "index.html"].contains(&path));
}

#[test]
fn a_theme_that_replaces_one_template_and_adds_one_file() {
    golden("theme", |path| ["404.html", "theme/logo.svg"].contains(&path));
}

fn golden(name: &str, is_selected: impl Fn(&str) -> bool) {
    let site = Project::golden(name).site();
    let findings: Vec<&str> = site.compiled.findings.iter().map(|finding| finding.diagnostic.rule.name()).collect();
    assert!(findings.is_empty(), "the site `{name}` has findings: {findings:?}");
    let paths: String = site.files.keys().map(|path| format!("{path}\n")).collect();
    let selected = site.files.into_iter().filter(|(path, _)| is_selected(path));
    let actual: Files = selected.map(|(path, bytes)| (path, settled(bytes))).collect();
    let folder = golden_folder(name);
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        overwrite(&folder, &actual, &paths);
    }
    let mut problems = differences(&read_folder(&folder.join("expected")), &actual);
    let known = fs::read_to_string(folder.join("paths.txt")).unwrap_or_default();
    problems.push_str(&diff("paths.txt", known.as_bytes(), paths.as_bytes()));
    assert!(problems.is_empty(), "the site `{name}` is not as expected; SNAPSHOTS=overwrite accepts it\n{problems}");
}

/// Names each file that is unexpected, missing or different, with the lines that differ.
fn differences(expected: &Files, actual: &Files) -> String {
    let mut problems = String::new();
    for path in expected.keys().chain(actual.keys()).collect::<BTreeSet<_>>() {
        match (expected.get(path), actual.get(path)) {
            (Some(expected), Some(actual)) => problems.push_str(&diff(path, expected, actual)),
            (Some(_), None) => writeln!(problems, "missing: {path}").unwrap(),
            (None, _) => writeln!(problems, "unexpected: {path}").unwrap(),
        }
    }
    problems
}

fn diff(path: &str, expected: &[u8], actual: &[u8]) -> String {
    if expected == actual {
        return String::new();
    }
    let mut out = format!("different: {path}\n");
    if let (Ok(expected), Ok(actual)) = (std::str::from_utf8(expected), std::str::from_utf8(actual)) {
        let (expected, actual) = (Data::text(expected), Data::text(actual));
        report::write_diff(&mut out, &expected, &actual, Some(&path), Some(&path), report::Palette::plain()).unwrap();
    }
    out
}

/// Without what changes with every release of forewarn, and every change of the theme's style.
fn settled(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes.clone()) else { return bytes };
    let text = text.replace(concat!("forewarn ", env!("CARGO_PKG_VERSION")), "forewarn VERSION");
    let mut parts = text.split("?v=");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| format!("?v=HASH{}", part.trim_start_matches(|c: char| c.is_ascii_hexdigit())));
    (first + &rest.collect::<String>()).into_bytes()
}

fn overwrite(folder: &Path, actual: &Files, paths: &str) {
    let expected = folder.join("expected");
    if expected.is_dir() {
        fs::remove_dir_all(&expected).unwrap();
    }
    for (path, bytes) in actual {
        let file = expected.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::write(folder.join("paths.txt"), paths).unwrap();
}

#[test]
fn differing_missing_and_unexpected_files_are_all_named() {
    let files = |files: &[(&str, &str)]| -> Files {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let expected = files(&[("a", "same\n"), ("b", "one\nold\n"), ("c", "gone\n")]);
    let actual = files(&[("a", "same\n"), ("b", "one\nnew\n"), ("d", "more\n")]);
    let told = differences(&expected, &actual);
    assert!(told.contains("different: b\n") && told.contains("old") && told.contains("new"), "{told}");
    assert!(told.contains("missing: c\n") && told.contains("unexpected: d\n"), "{told}");
    assert!(!told.contains(": a\n"), "{told}");
}
