//! What `new` says of the entry that it wrote.

use crate::kit::{World, words};

#[test]
fn an_entry_that_check_warns_of_is_written_with_the_warning() {
    let world = World::site();
    world.say("release api 1.0.0").passes();
    let start = words("new --no-input --component api --surface cli=old --removal 3.0.0");
    let ran = world.run(&[start, vec!["Old goes", "--no-replacement", "It is the default"]].concat()).passes();
    let path = ran.out.trim();
    for rule in ["reader/action-missing", "release/unknown-version"] {
        let line = ran.err.lines().find(|line| line.contains(rule)).unwrap_or_else(|| panic!("{rule}: {}", ran.err));
        assert!(line.starts_with(&format!("{path}:")) && line.contains(": warning["), "{line}");
    }
    let checked = world.say("check --format short").passes();
    for line in ran.err.lines().filter(|line| line.starts_with(path)) {
        assert!(checked.out.contains(line), "{line}\n{}", checked.out);
    }
}

#[test]
fn an_entry_without_a_finding_is_written_without_a_word_of_findings() {
    let world = World::site();
    let ran = world.say("new --no-input Same --kind added --component api --body Text.").passes();
    assert!(!ran.err.contains("warning") && !ran.err.contains("explain"), "{}", ran.err);
}

#[test]
fn what_is_wrong_is_said_with_what_is_missing() {
    let world = World::site();
    let start = words("new --no-input T --component api --surface imag=foo");
    world.run(&start).refuses(2, &["did you mean `image`?", "missing: ", "`--sunset DATE`"]);
    let early = [start, words("--sunset 2026-12-07")].concat();
    world.run(&early).refuses(2, &["did you mean `image`?", "days of notice", "missing: `--replacement`"]);
}
