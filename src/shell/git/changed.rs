//! A commit, and the work on top of it → the files that differ, committed or not.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Commit, MAX_WORDS, run};
use crate::shell::Failure;

/// The files of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Their paths in the repository; what was deleted too, and both names of what was renamed.
    pub files: BTreeSet<String>,
    /// The path of the site in its repository: empty, or ending in `/`.
    pub prefix: String,
}

/// What changed since the work left a commit: on the way to `HEAD`, and what is not committed yet.
///
/// # Errors
/// If there is no such commit, or nothing leads from it to `HEAD`.
pub fn changed_since(root: &Path, reference: &str) -> Result<Changed, Failure> {
    let commit = Commit::find(root, reference)?;
    let range = format!("{}...HEAD", commit.id);
    let diff = ["diff", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--end-of-options"];
    let listed = |args: &[&str], hint: &str| {
        let failed =
            |why: String| Failure::new(format!("cannot list what changed since `{reference}`"), hint).because(why);
        run(root, args, b"", MAX_WORDS)?.map_err(failed)
    };
    let history =
        "both must have a commit in common: in a shallow clone, fetch more of it (`fetch-depth: 0` in the workflow)";
    let mut files = BTreeSet::new();
    for (args, hint) in [
        ([&diff[..], &[range.as_str(), "--"]].concat(), history),
        ([&diff[..], &["HEAD", "--"]].concat(), "check the work tree with `git status`"),
        (
            vec!["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"],
            "check the work tree with `git status`",
        ),
    ] {
        files.extend(names(&listed(&args, hint)?));
    }
    Ok(Changed { files, prefix: commit.prefix })
}

fn names(listed: &[u8]) -> impl Iterator<Item = String> {
    listed
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
}

/// The path of a folder in the repository around it, without asking git: empty, or ending in `/`. Empty too where there is
/// no repository.
pub fn prefix_of(root: &Path) -> Result<String, Failure> {
    let root = root
        .canonicalize()
        .map_err(|error| Failure::io("open", root, &error, "name the folder that holds `book.toml` with `--root`"))?;
    let top = root.ancestors().find(|folder| folder.join(".git").exists());
    let below = top.and_then(|top| root.strip_prefix(top).ok());
    let parts = below.into_iter().flat_map(Path::components);
    Ok(parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect())
}
