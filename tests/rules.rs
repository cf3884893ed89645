//! Every rule by its spec: `tests/rules/<family>/<defect>.md` shows what fires, with the whole report, and what does not.
//! `SNAPSHOTS=overwrite cargo test --test rules` writes the reports as they are now; read the difference before you commit it.
//! `SPECS=detect/` runs only the specs of rules whose names begin so.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // a test may read the environment, write files, and fail

#[path = "rules/project.rs"]
mod project;
#[path = "rules/remedies.rs"]
mod remedies;
#[path = "rules/spec.rs"]
mod spec;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use forewarn::diag::Rule;

fn path(rule: Rule) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(format!("{rule}.md"))
}

/// The specs that there are, by rule.
fn specs() -> BTreeMap<&'static str, (Rule, String)> {
    let read = |rule: Rule| Some((rule.name(), (rule, fs::read_to_string(path(rule)).ok()?)));
    Rule::ALL.iter().copied().filter_map(read).collect()
}

#[test]
fn specs_hold() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite");
    let mut complaints = String::new();
    let wanted = std::env::var("SPECS").unwrap_or_default();
    for (name, (rule, text)) in specs().into_iter().filter(|(name, _)| name.starts_with(&wanted)) {
        let cases = spec::parse(name, &text);
        let outcomes: Vec<_> = cases.iter().map(|case| project::check(rule, case)).collect();
        let reports: Vec<String> = outcomes.iter().map(|outcome| outcome.report.clone()).collect();
        if overwrite {
            fs::write(path(rule), spec::overwrite(&text, &cases, &reports)).unwrap();
        }
        for (case, outcome) in cases.iter().zip(&outcomes) {
            let mut complain =
                |what: &str| writeln!(complaints, "{name}, {}: {what}\n{}\n", case.title, outcome.report).unwrap();
            if outcome.rules.contains(&rule) != case.fires {
                complain(if case.fires { "it does not fire" } else { "it fires" });
            }
            if !case.fires && !outcome.rules.is_empty() {
                complain("something else fires");
            }
            let expected = case.findings.as_ref().map_or("", |block| block.text.trim_end());
            if !overwrite && outcome.report != expected {
                complain("the report is another");
            }
            if outcome.findings.iter().any(|finding| finding.diagnostic.help.is_empty()) {
                complain("a finding has no remedy");
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn a_command_that_a_finding_names_does_away_with_it() {
    let (mut ran, mut complaints) = (0, String::new());
    for (name, (rule, text)) in specs() {
        for case in spec::parse(name, &text).iter().filter(|case| case.fires) {
            let (named, in_vain) = remedies::run(rule, case);
            ran += named;
            for remedies::InVain { command, said } in in_vain {
                writeln!(complaints, "{name}, {}: `{command}` is in vain\n{said}", case.title).unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
    assert!(ran > 20, "only {ran} commands were run");
}

#[test]
fn every_rule_has_a_spec_that_fires_and_stays_silent() {
    let specs = specs();
    let missing: Vec<&str> =
        Rule::ALL.iter().map(|rule| rule.name()).filter(|name| !specs.contains_key(name)).collect();
    assert!(missing.is_empty(), "rules without a spec in tests/rules/: {missing:?}");
    for (rule, text) in specs.values() {
        assert!(text.starts_with(&format!("# {rule}\n\n")), "{rule}: the spec's title is the rule's name");
        let cases = spec::parse(rule.name(), text);
        assert!(cases.iter().any(|case| case.fires), "{rule} never fires in its spec");
        assert!(cases.iter().any(|case| !case.fires), "{rule} never stays silent in its spec");
    }
}

#[test]
fn every_spec_is_that_of_a_rule() {
    let known: Vec<PathBuf> = Rule::ALL.iter().copied().map(path).collect();
    let families = fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules")).unwrap();
    for family in families.map(|family| family.unwrap().path()).filter(|family| family.is_dir()) {
        for file in fs::read_dir(family).unwrap() {
            let file = file.unwrap().path();
            assert!(known.contains(&file), "{} is the spec of no rule", file.display());
        }
    }
}
