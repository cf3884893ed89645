//! A folder for one test, and the real binary in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub const TODAY: &str = "2026-11-22";

/// A folder for one test.
pub struct World {
    pub folder: tempfile::TempDir,
}

/// What the program said and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn passes(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// Ends with a code, and says all of these on stderr.
    #[track_caller]
    pub fn refuses(self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for words in words {
            assert!(self.err.contains(words), "no {words:?} in:\n{}", self.err);
        }
    }
}

impl World {
    pub fn empty() -> Self {
        World { folder: tempfile::tempdir().unwrap() }
    }

    /// A first site with the components `api` and `cli`.
    pub fn site() -> Self {
        let world = World::empty();
        let init = "init --no-input --ci none --title Road --base-url https://changes.example.org --owner team";
        world.run(&[words(init), words("--component api --component cli")].concat()).passes();
        world
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_on(TODAY, args)
    }

    pub fn run_on(&self, today: &str, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .args(args)
            .args(["--today", today])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs words without spaces in them.
    pub fn say(&self, line: &str) -> Ran {
        self.run(&words(line))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// Every file but what `build` made.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let all = walkdir::WalkDir::new(self.folder.path()).into_iter().map(Result::unwrap);
        let name = |path: &std::path::Path| path.strip_prefix(self.folder.path()).unwrap().to_str().unwrap().to_owned();
        all.filter(|entry| entry.file_type().is_file())
            .map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap()))
            .filter(|(name, _)| !name.starts_with("public/"))
            .collect()
    }

    #[track_caller]
    /// Nothing is wrong; notes say nothing of right or wrong.
    pub fn is_clean(&self) {
        let checked = self.say("check --deny-warnings --format short").passes();
        let faults: Vec<&str> = checked.out.lines().filter(|line| !line.contains(": note[")).collect();
        assert_eq!(faults, Vec::<&str>::new());
    }
}

pub fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}
