//! A project in a folder of its own, and the binary run in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const BOOK: &str = r#"[book]
title = "Example"
id = "tag:example.com,2026:example"

[build]
base-url = "https://changes.example.com/"

[[owner]]
id = "delivery"

[[component]]
id = "api"
owner = "delivery"
"#;

pub const V1: &str = r#"+++
title = "Deploy API v1 is deprecated, move to v2"
[deprecation]
sunset = 2026-12-01
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments"
replacement = "GET /v2/deployments"
+++
How to move.
"#;

/// A site below a folder that is removed at the end.
pub struct Project {
    folder: tempfile::TempDir,
    /// Where the site lies in it.
    below: &'static str,
}

impl Project {
    pub fn new() -> Self {
        Project::below("")
    }

    /// A site in a subfolder.
    pub fn below(below: &'static str) -> Self {
        let project = Project { folder: tempfile::tempdir().unwrap(), below };
        project.write("book.toml", BOOK);
        fs::create_dir_all(project.path("content")).unwrap();
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(self.below).join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Runs the binary on 2026-06-01, unless the arguments say another day.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, &[])
    }

    /// As [`Project::run`], with more in the environment.
    pub fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_forewarn"));
        command.current_dir(self.path("")).args(args).args(["--color", "never"]);
        command.envs(environment.iter().copied());
        if !args.contains(&"--today") {
            command.args(["--today", "2026-06-01"]);
        }
        Ran(command.output().unwrap())
    }

    /// Runs git at the top of the folder, without anybody's settings.
    pub fn git(&self, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.com"]).args(args);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Makes the folder a repository with all that is in it on the branch `main`.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["init", "-q", "-b", "main"]);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }
}

/// What a run came to.
pub struct Ran(Output);

impl Ran {
    fn said(&self) -> String {
        String::from_utf8_lossy(&[self.0.stdout.as_slice(), &self.0.stderr].concat()).into_owned()
    }

    /// What it printed as its result.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn passes(&self) {
        assert_eq!(self.0.status.code(), Some(0), "{}", self.said());
    }

    /// It has findings, this one among them.
    pub fn finds(&self, rule: &str) {
        assert_eq!(self.0.status.code(), Some(1), "{}", self.said());
        assert!(self.said().contains(rule), "{rule}:\n{}", self.said());
    }

    #[track_caller]
    pub fn says_not(&self, words: &str) {
        assert!(!self.said().contains(words), "{words}:\n{}", self.said());
    }

    #[track_caller]
    pub fn says_once(&self, words: &str) {
        assert_eq!(self.said().matches(words).count(), 1, "{words}:\n{}", self.said());
    }

    /// It could not do its work, says why, and what to do.
    pub fn fails(&self, why: &str) {
        let said = self.said();
        assert_eq!(self.0.status.code(), Some(2), "{said}");
        assert!(said.starts_with("error: ") && said.contains("help: "), "{said}");
        assert!(said.contains(why), "{why}:\n{said}");
    }
}
