//! A commit of the repository around a site → the texts of the site as they were, read with the `git` program and without
//! any network. Nothing that is handed to git can be taken for an option, and no shell is asked; sizes are bounded.
//! What cannot be read is a failure: a promise that is not seen would seem never to have been made.

mod changed;

pub use changed::{Changed, changed_since, prefix_of};

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::Failure;
use super::tree::is_ignored;
use crate::base::{RelPath, Source};

/// The most that git is listened to when it lists or explains.
const MAX_WORDS: u64 = 64 << 20;
/// Of all sources of a commit together.
const MAX_BYTES: u64 = 512 << 20;
/// What a hook sets for its own repository would lead git away from the site's.
const MISLEADING: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"];

/// A commit, seen from the folder of a site.
#[derive(Debug)]
pub struct Commit {
    root: PathBuf,
    /// As it was named.
    reference: String,
    id: String,
    /// The path of the site in its repository: empty, or ending in `/`.
    prefix: String,
}

/// The texts that promises are read from.
#[derive(Debug, Default)]
pub struct Sources {
    pub entries: Vec<Source>,
    pub releases: Option<Source>,
}

/// A file of a commit.
#[derive(Clone, Debug)]
struct Blob {
    path: RelPath,
    id: String,
    bytes: u64,
}

impl Commit {
    /// Looks up a branch, a tag or another name of a commit.
    ///
    /// # Errors
    /// If there is no such commit here, no repository, or no git.
    pub fn find(root: &Path, reference: &str) -> Result<Self, Failure> {
        if reference.is_empty() || reference.starts_with('-') || reference.contains(char::is_control) {
            return Err(Failure::new(
                format!("`{reference}` is no name of a commit"),
                "write a branch, a tag or a commit: `git:main`",
            ));
        }
        let prefix = ask(root, &["rev-parse", "--show-prefix"])?.map_err(|why| {
            Failure::new(
                format!("`{}` lies in no work tree of git", root.display()),
                "`git:` reads the repository that holds the site",
            )
            .because(why)
        })?;
        let peeled = format!("{reference}^{{commit}}");
        let id = match ask(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &peeled])? {
            Ok(id) => id,
            Err(_) => return Err(unknown(root, reference)),
        };
        Ok(Commit { root: root.to_owned(), reference: reference.to_owned(), id, prefix })
    }

    /// One file of the site; `None` if the commit does not have it.
    pub fn read(&self, path: &RelPath, max_bytes: u64) -> Result<Option<Source>, Failure> {
        let folder = path.parent().unwrap_or("");
        let Some(tree) = self.tree(folder)? else { return Ok(None) };
        let listed = self.list(&tree, folder, Depth::Top)?;
        let Some(blob) = listed.into_iter().find(|blob| blob.path == *path) else { return Ok(None) };
        Ok(self.texts(&[blob], max_bytes)?.pop())
    }

    /// All entries, and releases.toml; `src` is the folder of the sources.
    pub fn sources(&self, src: &RelPath, max_bytes: u64) -> Result<Sources, Failure> {
        let Some(tree) = self.tree(src.as_str())? else { return Ok(Sources::default()) };
        let (changes, releases) = (format!("{src}/changes"), format!("{src}/releases.toml"));
        let is_entry = |path: &RelPath| {
            let markdown = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
            let seen = |below: &str| !below.split('/').any(|part| is_ignored(OsStr::new(part)));
            markdown && path.strip_prefix(&changes).is_some_and(seen)
        };
        let mut wanted = self.list(&tree, src.as_str(), Depth::All)?;
        wanted.retain(|blob| is_entry(&blob.path) || blob.path.as_str() == releases);
        let mut entries = self.texts(&wanted, max_bytes)?;
        let place = entries.iter().position(|source| source.path.as_str() == releases);
        let releases = place.map(|place| entries.remove(place));
        Ok(Sources { entries, releases })
    }

    /// The tree of a folder of the site, as git names it; `None` if the commit does not have it.
    fn tree(&self, folder: &str) -> Result<Option<String>, Failure> {
        let path = format!("{}{folder}", self.prefix);
        let name = format!("{}:{}", self.id, path.trim_end_matches('/'));
        Ok(ask(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?.ok())
    }

    /// The files of a tree, sorted by path.
    fn list(&self, tree: &str, folder: &str, depth: Depth) -> Result<Vec<Blob>, Failure> {
        let mut args = vec!["ls-tree", "-z", "-l", "--full-tree"];
        args.extend((depth == Depth::All).then_some("-r"));
        args.push(tree);
        let listed =
            run(&self.root, &args, b"", MAX_WORDS)?.map_err(|why| self.unreadable("its files").because(why))?;
        let rows = listed.split(|byte| *byte == 0).filter(|row| !row.is_empty());
        let mut blobs = Vec::new();
        for row in rows {
            let row = String::from_utf8_lossy(row);
            blobs.extend(self.blob(&row, folder)?);
        }
        blobs.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(blobs)
    }

    /// One row: `100644 blob <id> <size>\t<path>`. What is no regular file is passed over, unless an entry may hide in it.
    fn blob(&self, row: &str, folder: &str) -> Result<Option<Blob>, Failure> {
        let Some((about, name)) = row.split_once('\t') else { return Err(self.unreadable("its files")) };
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let Ok(path) = RelPath::new(path) else { return Ok(None) };
        let about: Vec<&str> = about.split_ascii_whitespace().collect();
        match about.as_slice() {
            [mode, "blob", id, bytes] if mode.starts_with("100") => {
                let bytes = bytes.parse().map_err(|_| self.unreadable("its files"))?;
                Ok(Some(Blob { path, id: (*id).to_owned(), bytes }))
            }
            ["120000", ..] | [_, "commit", ..] if path.extension().is_none_or(|extension| extension == "md") => {
                Err(Failure::new(
                    format!("`{path}` is a link or a submodule at `{}`, and entries may hide in it", self.reference),
                    "keep entries as plain files of the repository, or compare with the published schedule",
                ))
            }
            _ => Ok(None),
        }
    }

    /// The texts of files, in their order.
    fn texts(&self, blobs: &[Blob], max_bytes: u64) -> Result<Vec<Source>, Failure> {
        if let Some(blob) = blobs.iter().find(|blob| blob.bytes > max_bytes) {
            return Err(self.too_large(&blob.path.to_string(), max_bytes));
        }
        let total: u64 = blobs.iter().map(|blob| blob.bytes).sum();
        if total > MAX_BYTES {
            return Err(self.too_large("the site", MAX_BYTES));
        }
        let ids: String = blobs.iter().flat_map(|blob| [blob.id.as_str(), "\n"]).collect();
        let room = total + 256 * blobs.len() as u64;
        let answer = run(&self.root, &["cat-file", "--batch"], ids.as_bytes(), room)?
            .map_err(|why| self.unreadable("its files").because(why))?;
        let mut rest = answer.as_slice();
        let text = |blob: &Blob| {
            let bytes = take(&mut rest, blob).ok_or_else(|| {
                self.unreadable(&format!("`{}`", blob.path)).because("git does not have its content here")
            })?;
            let text = String::from_utf8(bytes.to_vec())
                .map_err(|error| self.unreadable(&format!("`{}`", blob.path)).because(error))?;
            Ok(Source::new(blob.path.clone(), text))
        };
        blobs.iter().map(text).collect()
    }

    fn unreadable(&self, what: &str) -> Failure {
        Failure::new(
            format!("cannot read {what} at `{}`", self.reference),
            "fetch the whole commit, and check it with `git fsck`",
        )
    }

    fn too_large(&self, what: &str, max_bytes: u64) -> Failure {
        Failure::new(
            format!("{what} is larger than {max_bytes} bytes at `{}`", self.reference),
            "compare with the published schedule instead",
        )
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Top,
    All,
}

/// The next answer of `cat-file --batch`: `<id> blob <size>`, a line feed, the bytes, a line feed.
fn take<'a>(rest: &mut &'a [u8], blob: &Blob) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    if head != format!("{} blob {}", blob.id, blob.bytes) {
        return None;
    }
    let after = &rest[end + 1..];
    let length = usize::try_from(blob.bytes).ok()?;
    let bytes = after.get(..length)?;
    *rest = after.get(length + 1..)?;
    Some(bytes)
}

fn unknown(root: &Path, reference: &str) -> Failure {
    let message = format!("git knows no commit `{reference}` here");
    match ask(root, &["rev-parse", "--is-shallow-repository"]) {
        Ok(Ok(answer)) if answer == "true" => Failure::new(
            message,
            "this is a shallow clone: fetch the commit first (`git fetch origin main`, or `fetch-depth: 0` in the workflow)",
        ),
        _ => Failure::new(message, "check its name with `git log`; a branch of a remote is `origin/main`"),
    }
}

/// One line of git's answer, or what it complained of.
fn ask(root: &Path, args: &[&str]) -> Result<Result<String, String>, Failure> {
    let answer = run(root, args, b"", MAX_WORDS)?;
    Ok(answer.map(|line| String::from_utf8_lossy(line.strip_suffix(b"\n").unwrap_or(&line)).into_owned()))
}

/// Runs git in a folder: what it wrote, or what it complained of. It says no more than `max` bytes.
fn run(root: &Path, args: &[&str], input: &[u8], max: u64) -> Result<Result<Vec<u8>, String>, Failure> {
    let failed = |error: &io::Error| {
        Failure::new(
            format!("cannot run `git {}`", args.first().unwrap_or(&"")),
            "install git, and run in the folder of the site",
        )
        .because(error)
    };
    let mut child = git(root, args).spawn().map_err(|error| failed(&error))?;
    let (answer, complaint) = talk(&mut child, input, max);
    if answer.as_ref().is_ok_and(|answer| answer.len() as u64 > max) {
        // It may still be writing; whether it can be stopped makes no difference to us.
        let _ = child.kill();
        let _ = child.wait();
        let what = format!("`git {}` says more than {max} bytes", args.first().unwrap_or(&""));
        return Err(Failure::new(what, "compare with the published schedule instead"));
    }
    let status = child.wait().map_err(|error| failed(&error))?;
    let answer = answer.map_err(|error| failed(&error))?;
    let complaint = complaint.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    Ok(if status.success() { Ok(answer) } else { Err(complaint) })
}

fn git(root: &Path, args: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in MISLEADING {
        git.env_remove(name);
    }
    // Nothing is fetched, asked for or replaced behind our back; complaints are in one language.
    let quiet =
        [("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_REPLACE_OBJECTS", "1"), ("LC_ALL", "C")];
    git.envs(BTreeMap::from(quiet));
    git
}

/// Writes and reads at the same time, so that neither side waits for the other.
fn talk(child: &mut Child, input: &[u8], max: u64) -> (io::Result<Vec<u8>>, String) {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A git that has stopped listening says why on its own.
            let _ = stdin.map(|mut stdin| stdin.write_all(input));
        });
        let complaint = scope.spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.map(|stderr| stderr.take(MAX_WORDS).read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut answer = Vec::new();
        let read = stdout.map_or(Ok(0), |stdout| stdout.take(max.saturating_add(1)).read_to_end(&mut answer));
        (read.map(|_| answer), complaint.join().unwrap_or_default())
    })
}
