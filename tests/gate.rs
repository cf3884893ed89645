//! `forewarn check --needs-entry`, by the real binary and the real git: a change to code without an entry does not pass.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Stdio};

const BOOK: &str = r#"[book]
title = "Road"
id = "tag:example.org,2026:road"
[build]
base-url = "https://changes.example.org/"
[[owner]]
id = "team"
name = "Team"
contact = "https://chat.example.org/team"
[[component]]
id = "api"
name = "API"
owner = "team"
paths = ["services/api/**"]
[[component]]
id = "cli"
name = "CLI"
owner = "team"
paths = ["tools/cli"]
[gate]
skip-label = "no-changelog"
skip-paths = ["*_test.go"]
"#;

/// A repository with a site in a folder of it, or at its top.
struct Repository {
    folder: tempfile::TempDir,
    site: &'static str,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Ends with a code, and says all of these, findings on stdout and the rest on stderr.
    #[track_caller]
    fn ends(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for words in words {
            assert!(self.err.contains(words) || self.out.contains(words), "no {words:?} in:\n{}{}", self.out, self.err);
        }
        self
    }
}

impl Repository {
    /// A branch `main` with the site and some code, and a branch `work` on it that is checked out.
    fn new(site: &'static str) -> Self {
        let repository = Repository { folder: tempfile::tempdir().unwrap(), site };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.put(&format!("{site}book.toml"), BOOK);
        repository.entry("api", "first", "");
        repository.put("services/api/main.go", "1\n");
        repository.put("tools/cli/main.go", "1\n");
        repository.commit();
        repository.git(&["checkout", "--quiet", "-b", "work"]);
        repository
    }

    fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .args(args)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.org")])
            .envs([("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.org")])
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn entry(&self, component: &str, stem: &str, keys: &str) {
        let path = format!("{}content/changes/{component}/2026-11-20-{stem}.md", self.site);
        self.put(&path, &format!("+++\ntitle = \"{stem}\"\nkind = \"added\"\n{keys}+++\nText\n"));
    }

    fn check(&self, args: &[&str]) -> Ran {
        self.run(&[&["--format", "short"], args].concat())
    }

    /// All that changed since `main`, as people are told.
    fn human(&self, args: &[&str]) -> Ran {
        self.run(&[&["--needs-entry", "--changed", "git:main"], args].concat())
    }

    fn run(&self, args: &[&str]) -> Ran {
        let root = self.folder.path().join(self.site);
        let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .args(["check", "--today", "2026-11-22"])
            .args(args)
            .current_dir(root)
            .stdin(Stdio::null())
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("GITHUB_STEP_SUMMARY")
            .env_remove("CI_PROJECT_DIR")
            .env("GITHUB_WORKSPACE", self.folder.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn since_main(&self) -> Ran {
        self.check(&["--needs-entry", "--changed", "git:main"])
    }
}

const LACKING: &str = "services/api/main.go: error[gate/no-entry]: `api` changed without an entry that tells of it";

#[test]
fn code_without_an_entry_is_refused_by_component() {
    for site in ["", "docs/changelog/"] {
        let repository = Repository::new(site);
        repository.put("services/api/main.go", "2\n");
        repository.put("README.md", "nobody's\n");
        // Committed or not.
        repository.since_main().ends(1, &[LACKING]);
        repository.commit();
        let ran = repository.since_main().ends(1, &[LACKING]);
        assert!(!ran.out.contains("`cli`") && !ran.err.contains("changed without"), "{}{}", ran.out, ran.err);
        repository.put("tools/cli/new.go", "1\n");
        repository.since_main().ends(1, &[LACKING, "tools/cli/new.go: error[gate/no-entry]: `cli` changed"]);
    }
}

#[test]
fn an_entry_in_the_same_change_lets_it_pass() {
    for site in ["", "docs/changelog/"] {
        let repository = Repository::new(site);
        repository.put("services/api/main.go", "2\n");
        repository.entry("cli", "other", "");
        repository.since_main().ends(1, &[LACKING]);
        repository.entry("api", "new", "");
        repository.since_main().ends(0, &["every component that changed has an entry: `api`"]);
        repository.commit();
        repository.since_main().ends(0, &["`api`"]);
    }
}

#[test]
fn an_edited_entry_and_one_that_shows_elsewhere_count_too() {
    let repository = Repository::new("");
    repository.put("services/api/main.go", "2\n");
    repository.entry("api", "first", "tags = [\"x\"]\n");
    repository.since_main().ends(0, &[]);
    repository.put("tools/cli/main.go", "2\n");
    repository.since_main().ends(1, &["`cli` changed without"]);
    repository.entry("api", "first", "also = [\"cli\"]\n");
    repository.since_main().ends(0, &["`api` and `cli`"]);
}

#[test]
fn what_tells_nobody_does_not_count() {
    let repository = Repository::new("");
    repository.put("services/api/main.go", "2\n");
    repository.entry("api", "new", "draft = true\n");
    repository.human(&[]).ends(1, &["`content/changes/api/2026-11-20-new.md` is a draft, and tells nobody"]);
    fs::remove_file(repository.folder.path().join("content/changes/api/2026-11-20-new.md")).unwrap();
    fs::remove_file(repository.folder.path().join("content/changes/api/2026-11-20-first.md")).unwrap();
    repository.since_main().ends(1, &["`api` changed without"]);
}

#[test]
fn deleted_and_renamed_code_is_changed_code() {
    let repository = Repository::new("");
    repository.git(&["mv", "services/api/main.go", "moved.go"]);
    repository.commit();
    repository.since_main().ends(1, &[LACKING]);
}

#[test]
fn labels_and_paths_excuse_a_change() {
    let repository = Repository::new("");
    repository.put("services/api/main_test.go", "2\n");
    repository.since_main().ends(0, &["no component's code changed"]);
    repository.put("services/api/main.go", "2\n");
    let labelled =
        |label: &str| repository.check(&["--needs-entry", "--changed", "git:main", "--label", "big", "--label", label]);
    labelled("no-changelog").ends(0, &["note: `api` changed without an entry, as the label `no-changelog` allows"]);
    labelled("other").ends(1, &[LACKING]);
}

#[test]
fn files_are_named_by_their_paths_in_the_repository() {
    for site in ["", "docs/changelog/"] {
        let repository = Repository::new(site);
        let entry = format!("{site}content/changes/api/2026-11-20-first.md");
        repository.check(&["--needs-entry", "--changed", "./services/api/main.go", "README.md"]).ends(1, &[LACKING]);
        repository.check(&["--needs-entry", "--changed", "services/api/main.go", &entry]).ends(0, &["`api`"]);
        repository
            .check(&["--needs-entry", "--changed", "../x.go"])
            .ends(2, &["`../x.go` is no path in the repository"]);
    }
}

#[test]
fn only_what_the_work_itself_changed_counts() {
    let repository = Repository::new("");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.put("services/api/main.go", "3\n");
    repository.commit();
    repository.git(&["checkout", "--quiet", "work"]);
    repository.since_main().ends(0, &["no component's code changed"]);
}

#[test]
fn odd_names_and_settings_of_git_hide_nothing() {
    let repository = Repository::new("docs/changelog/");
    repository.git(&["config", "diff.relative", "true"]);
    repository.git(&["config", "diff.external", "false"]);
    repository.put("services/api/größe \"x\".go", "2\n");
    repository.commit();
    repository.since_main().ends(1, &["services/api/größe \"x\".go: error"]);
}

#[test]
fn commits_that_cannot_be_had_are_failures() {
    let repository = Repository::new("");
    let since = |reference: &str| repository.check(&["--needs-entry", "--changed", &format!("git:{reference}")]);
    since("nowhere").ends(2, &["git knows no commit `nowhere`"]);
    since("--output=x").ends(2, &["`--output=x` is no name of a commit"]);
    since("").ends(2, &["no name of a commit"]);
    assert!(!repository.folder.path().join("x").exists());
    repository.git(&["checkout", "--quiet", "--orphan", "alone"]);
    // Else it would be the very commit that `main` is.
    repository.put("README.md", "alone\n");
    repository.commit();
    since("main").ends(2, &["cannot list what changed since `main`", "in common"]);
    repository.check(&["--needs-entry"]).ends(2, &["--changed"]);
    repository.check(&["--changed", "a"]).ends(2, &["--needs-entry"]);
}

#[test]
fn a_book_without_paths_asks_for_nothing() {
    let repository = Repository::new("");
    repository.put(
        "book.toml",
        &BOOK.replace("paths = [\"services/api/**\"]\n", "").replace("paths = [\"tools/cli\"]\n", ""),
    );
    repository.check(&["--needs-entry", "--changed", "services/api/main.go"]).ends(0, &["no component has `paths`"]);
}

#[test]
fn every_format_reports_it_at_the_changed_file_of_the_repository() {
    for site in ["", "docs/changelog/"] {
        let repository = Repository::new(site);
        repository.put("services/api/main.go", "2\n");
        repository.put("services/api/new.go", "2\n");
        let report = |format: &str| repository.human(&["--format", format]).ends(1, &["1 error"]).out;
        let json: serde_json::Value = serde_json::from_str(&report("json")).unwrap();
        assert_eq!(json["findings"][0]["rule"], "gate/no-entry", "{json:#}");
        let sarif: serde_json::Value = serde_json::from_str(&report("sarif")).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(place, "services/api/main.go", "{sarif:#}");
        let gitlab: serde_json::Value = serde_json::from_str(&report("gitlab")).unwrap();
        assert_eq!(gitlab[0]["location"]["path"], "services/api/main.go", "{gitlab:#}");
        assert!(report("github").contains("::error title=gate/no-entry,file=services/api/main.go"));
        assert!(report("junit").contains("forewarn.gate.no-entry"));
        let human = report("human");
        assert!(
            human.contains("`services/api/new.go` changed too") && human.contains("label the change `no-changelog`")
        );
    }
}

#[test]
fn its_level_is_set_as_that_of_other_rules() {
    let repository = Repository::new("");
    repository.put("services/api/main.go", "2\n");
    repository.put("book.toml", &format!("{BOOK}[policy.levels]\n\"gate/no-entry\" = \"warn\"\n"));
    repository.since_main().ends(0, &["warning[gate/no-entry]"]);
    repository.check(&["--needs-entry", "--changed", "git:main", "--deny-warnings"]).ends(1, &["error[gate/no-entry]"]);
    repository.run(&[]).ends(0, &[]);
}

#[test]
fn an_entry_that_cannot_be_read_may_be_the_one() {
    let repository = Repository::new("");
    repository.put("services/api/main.go", "2\n");
    repository.put("content/changes/api/2026-11-20-new.md", "+++\ntitle = \n+++\n");
    let ran = repository.since_main().ends(1, &["form/"]);
    assert!(!ran.out.contains("gate/no-entry"), "{}", ran.out);
}
