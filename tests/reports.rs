//! The formats of `forewarn check`, as a CI job asks for them and reads them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test is the outside world")]

use std::fs;
use std::path::Path;

use snapbox::cmd::Command;
use tempfile::TempDir;

const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"

[build]
base-url = "https://changes.example.com/"

[[component]]
id = "deploy-api"
name = "Deploy API"
"#;
const ENTRY: &str = r#"+++
title = "::error::Deploy API v1"
kind = "changed"
component = "deploy-api"
sunste = 2026-12-01
+++

Body.
"#;

/// A repository with a site in a folder of it, and an entry with a finding or two.
fn repository() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let entries = dir.path().join("docs/site/content/changes");
    fs::create_dir_all(&entries).unwrap();
    fs::write(dir.path().join("docs/site/book.toml"), BOOK).unwrap();
    fs::write(entries.join("2026-03-02-deploy-api-v1.md"), ENTRY).unwrap();
    dir
}

/// `forewarn check` at the root of the repository, in no CI.
fn check(repository: &Path) -> Command {
    let command = Command::new(env!("CARGO_BIN_EXE_forewarn")).current_dir(repository);
    ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
        .into_iter()
        .fold(command, Command::env_remove)
        .args(["check", "--root", "docs/site", "--today", "2026-03-03", "--no-baseline"])
}

fn stdout(command: Command, code: i32) -> String {
    String::from_utf8(command.assert().code(code).get_output().stdout.clone()).unwrap()
}

#[test]
fn several_formats_are_written_at_once_with_paths_from_the_root_of_the_repository() {
    let repository = repository();
    let asked = ["sarif=out/check.sarif", "junit=out/junit.xml", "gitlab=out/gitlab.json", "json=out/check.json"];
    let command = asked.iter().fold(check(repository.path()), |command, asked| command.args(["--output", asked]));
    assert!(stdout(command, 1).contains("error[form/unknown-key]"), "people still read theirs");
    let read = |name: &str| fs::read_to_string(repository.path().join("out").join(name)).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&read("check.sarif")).unwrap();
    let artifact = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], "docs/site/content/changes/2026-03-02-deploy-api-v1.md");
    let gitlab: serde_json::Value = serde_json::from_str(&read("gitlab.json")).unwrap();
    assert_eq!(gitlab[0]["location"]["path"], "docs/site/content/changes/2026-03-02-deploy-api-v1.md");
    assert!(read("junit.xml").contains("timestamp=\"2026-03-03T00:00:00\""));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&read("check.json")).unwrap()["version"], 1);
}

#[test]
fn within_github_actions_the_log_is_followed_by_annotations_and_summarised() {
    let repository = repository();
    let summary = repository.path().join("summary.md");
    fs::write(&summary, "# Before\n").unwrap();
    let command = check(repository.path()).env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", &summary);
    let printed = stdout(command, 1);
    let word = printed.lines().next().unwrap().strip_prefix("::stop-commands::").unwrap();
    let (log, commands) = printed.split_once(&format!("::{word}::\n")).unwrap();
    assert!(log.contains("error[form/unknown-key]"));
    assert!(
        commands.lines().all(|line| line.starts_with("::error ") && line.contains("file=docs/site/content/changes/")),
        "{commands}"
    );
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("# Before\n### forewarn: "), "{summary}");
}

#[test]
fn a_chosen_format_is_all_that_is_printed() {
    let repository = repository();
    let command = check(repository.path()).env("GITHUB_ACTIONS", "true").args(["--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&stdout(command, 1)).is_ok());
    let command = check(repository.path()).args(["--format", "github"]);
    assert!(stdout(command, 1).lines().all(|line| line.starts_with("::")));
}

#[test]
fn a_report_that_cannot_be_written_is_a_failure() {
    let repository = repository();
    let command = check(repository.path()).args(["--output", "sarif=docs"]);
    assert_eq!(stdout(command, 2), "");
    for wrong in ["sarif", "sarif=", "xml=a.xml"] {
        check(repository.path()).args(["--output", wrong]).assert().code(2);
    }
}

#[test]
fn a_book_that_cannot_be_used_is_in_every_report() {
    let repository = repository();
    let wrong: [&[u8]; 3] = [b"[book", b"[book]\ntitle = \"\xFF\"\n", b""];
    for (book, rule) in wrong.into_iter().zip(["form/", "form/", "form/missing-key"]) {
        fs::write(repository.path().join("docs/site/book.toml"), book).unwrap();
        let asked = ["junit=out/junit.xml", "gitlab=out/gitlab.json", "json=out/check.json"];
        let command = asked.iter().fold(check(repository.path()), |command, asked| command.args(["--output", asked]));
        let sarif: serde_json::Value = serde_json::from_str(&stdout(command.args(["--format", "sarif"]), 1)).unwrap();
        let result = &sarif["runs"][0]["results"][0];
        assert!(result["ruleId"].as_str().unwrap().starts_with(rule), "{result}");
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!((&artifact["uri"], &result["level"]), (&"docs/site/book.toml".into(), &"error".into()));
        let read = |name: &str| fs::read_to_string(repository.path().join("out").join(name)).unwrap();
        assert!(read("junit.xml").contains("<failure"), "{}", read("junit.xml"));
        for name in ["gitlab.json", "check.json"] {
            let report: serde_json::Value = serde_json::from_str(&read(name)).unwrap();
            assert!(report.to_string().contains("book.toml"), "{report}");
        }
    }
    let printed = stdout(check(repository.path()).env("GITHUB_ACTIONS", "true"), 1);
    assert!(printed.contains("\n::error title=form/missing-key,file=docs/site/book.toml,"), "{printed}");
}

#[test]
fn other_commands_say_on_stderr_what_is_wrong_with_the_book() {
    let repository = repository();
    fs::write(repository.path().join("docs/site/book.toml"), "[book").unwrap();
    for command in ["build", "schedule"] {
        let ran = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .current_dir(repository.path())
            .args([command, "--root", "docs/site", "--today", "2026-03-03"])
            .assert()
            .code(1);
        let output = ran.get_output();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.stdout.is_empty() && told.contains("book.toml:1:"), "{command}: {told}");
    }
}

/// A part of a report would be taken for the whole by whoever reads on in a pipeline.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_whole_is_a_failure() {
    let repository = repository();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_forewarn"));
    check.current_dir(repository.path()).env_remove("GITHUB_ACTIONS").stdout(full);
    check.args(["check", "--root", "docs/site", "--today", "2026-03-03", "--no-baseline", "--format", "sarif"]);
    let done = check.output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).starts_with("error: cannot write to stdout"));
}
