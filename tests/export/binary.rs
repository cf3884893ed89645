//! The command, as a user calls it.

use std::fs;

use snapbox::cmd::{Command, OutputAssert};

use super::{TODAY, folder};

fn export(arguments: &[&str]) -> OutputAssert {
    let command = Command::new(env!("CARGO_BIN_EXE_forewarn")).args(["--today", TODAY, "--root"]).arg(folder("site"));
    command.arg("export").args(arguments).assert()
}

fn stderr(assert: &OutputAssert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

#[test]
fn the_result_goes_to_stdout_and_nothing_else_does() {
    let done = export(&["digest", "--days", "7d"]).success();
    let expected = fs::read_to_string(folder("expected").join("digest.md")).unwrap();
    assert_eq!(String::from_utf8(done.get_output().stdout.clone()).unwrap(), expected);
    assert_eq!(stderr(&done), "");
}

#[test]
fn a_file_is_written_and_that_one_was_replaced_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes/CHANGELOG.md");
    let path = file.to_str().unwrap();
    let first = export(&["keep-a-changelog", "crane", "-o", path]).success();
    assert_eq!(stderr(&first), format!("wrote `{path}`\n"));
    assert!(first.get_output().stdout.is_empty());
    let second = export(&["keep-a-changelog", "tide", "-o", path]).success();
    assert_eq!(stderr(&second), format!("replaced `{path}`\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), fs::read_to_string(folder("expected").join("tide.md")).unwrap());
}

#[test]
fn what_there_is_not_is_a_failure_that_names_what_there_is() {
    for (arguments, message, help) in [
        (vec!["keep-a-changelog", "crain"], "there is no component `crain`", "did you mean `crane`?"),
        (vec!["release-notes", "crane", "v2.0.2"], "`crane` has no release `v2.0.2`", "did you mean `2.0.1`?"),
        (vec!["release-notes", "tide", "1.0.0"], "`tide` has no release `1.0.0`", "there is none yet"),
        (vec!["digest", "--owner", "pilots"], "there is no owner `pilots`", "there is `dockers`"),
        (vec!["digest", "--to", "2026-06-16"], "the period ends on 2026-06-16", "--today"),
        (vec!["digest", "--from", "2026-06-14", "--to", "2026-06-13"], "the period begins on 2026-06-14", "--from"),
    ] {
        let failed = export(&arguments).code(2);
        let told = stderr(&failed);
        assert!(told.contains(message) && told.contains(help), "{told}");
        assert!(failed.get_output().stdout.is_empty());
    }
}

#[test]
fn a_tag_is_as_good_as_its_version() {
    export(&["release-notes", "crane", "v2.0.1"]).success();
}

#[test]
fn a_digest_can_be_narrowed() {
    let text = |arguments: &[&str]| String::from_utf8(export(arguments).success().get_output().stdout.clone()).unwrap();
    let crane = text(&["digest", "--days", "60", "--component", "crane"]);
    assert!(crane.contains("tide-tables") && !crane.contains("tide-utc"), "what concerns it too is told: {crane}");
    let dockers = text(&["digest", "--days", "60", "--owner", "dockers"]);
    assert!(
        dockers.contains("tide-tables") && dockers.contains("crane-leak") && !dockers.contains("tide-utc"),
        "{dockers}"
    );
}
