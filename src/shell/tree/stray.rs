//! Files of the source folder that nothing reads → a finding for each that was surely written as an entry or a page: its
//! front matter and its name or place say so. Whatever else lies there is nobody's business.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::walk::{is_ignored, walk};
use crate::base::{Date, RelPath};
use crate::diag::{Diagnostic, Rule};
use crate::entry::Kind;

/// Endings of Markdown, the first of which is ours.
const MARKDOWN: [&str; 6] = ["md", "markdown", "mdown", "mkd", "mkdn", "mdx"];
/// How much of a file is looked at.
const HEAD_BYTES: u64 = 16 * 1024;

/// Looks at the files beside entries and pages, and at those beside the two folders.
pub fn strays(root: &Path, src: &RelPath, theme: Option<&RelPath>, assets: &[RelPath]) -> Vec<Diagnostic> {
    let misnamed = assets.iter().filter(|path| is_misnamed(root, path)).filter_map(|path| misnamed(src, path));
    let beside = beside(root, src, theme);
    let misplaced = beside.iter().filter(|path| is_misplaced(root, src, path)).map(|path| misplaced(src, path));
    misnamed.chain(misplaced).collect()
}

/// Whether a file beside entries and pages is judged by its text, so that an edit may make it a stray.
pub fn may_stray(path: &RelPath) -> bool {
    matches!(path.extension(), None | Some("txt" | "text")) || is_markdown(path)
}

/// A file in the right place with another ending than `.md`.
fn is_misnamed(root: &Path, path: &RelPath) -> bool {
    if !may_stray(path) {
        return false;
    }
    match fence(&head(root, path)) {
        Some("+++") => true,
        Some(_) => is_markdown(path),
        None => is_markdown(path) && is_dated(path),
    }
}

/// Markdown with front matter that lies in neither folder: where an entry is lost easily, or with words of an entry.
fn is_misplaced(root: &Path, src: &RelPath, path: &RelPath) -> bool {
    if !is_markdown(path) {
        return false;
    }
    let head = head(root, path);
    let lost = match folder(src, path) {
        Some(folder) => meant(folder).is_some(),
        None => is_dated(path),
    };
    fence(&head).is_some_and(|fence| lost || (fence == "+++" && speaks_of_a_change(&head)))
}

fn misnamed(src: &RelPath, path: &RelPath) -> Option<Diagnostic> {
    let below = path.strip_prefix(src.as_str())?;
    let what = if below.starts_with("pages/") { "a page" } else { "an entry" };
    let message = format!("`{}` is written like {what}, and its name does not end in `.md`", path.file_name());
    let finding = Diagnostic::file(Rule::StrayFile, path, message).note("nothing reads it, and no reader sees it");
    Some(finding.help(format!("rename it to `{}.md`, or hide it with a leading `.`", path.stem())))
}

fn misplaced(src: &RelPath, path: &RelPath) -> Diagnostic {
    let message = format!("`{path}` is written like an entry, and lies where nothing reads it");
    let finding = Diagnostic::file(Rule::StrayFile, path, message);
    let finding = finding.note(format!("entries lie below `{src}/changes`, pages below `{src}/pages`"));
    finding.help(match folder(src, path).and_then(|folder| Some((folder, meant(folder)?))) {
        Some((folder, meant)) => format!("rename the folder `{src}/{folder}` to `{src}/{meant}`"),
        None => format!(
            "move it below `{src}/changes`, into the folder of its component, or hide it or its folder with a leading `.`"
        ),
    })
}

/// The files below the source folder that are in neither of its two folders, nor of a theme.
fn beside(root: &Path, src: &RelPath, theme: Option<&RelPath>) -> Vec<RelPath> {
    let Ok(entries) = fs::read_dir(root.join(src)) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries.filter_map(Result::ok).filter(|entry| !is_ignored(&entry.file_name())) {
        // What has no proper name is no source that anybody lost.
        let Some(path) = entry.file_name().to_str().and_then(|name| src.join(name).ok()) else { continue };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_file() {
            files.push(path);
        } else if kind.is_dir() && !["changes", "pages"].contains(&path.file_name()) {
            files.extend(walk(root, &path).files);
        }
    }
    files.retain(|path| theme.is_none_or(|theme| path.strip_prefix(theme.as_str()).is_none()));
    files.sort();
    files
}

/// The first folder below the source folder, if the file is in one.
fn folder<'p>(src: &RelPath, path: &'p RelPath) -> Option<&'p str> {
    path.strip_prefix(src.as_str())?.split_once('/').map(|(folder, _)| folder)
}

/// The folder that a name was surely meant to be: `images` and `stages` are names of their own.
fn meant(folder: &str) -> Option<&'static str> {
    let folder = folder.to_lowercase();
    ["changes", "pages"].into_iter().find(|known| strsim::osa_distance(&folder, known) <= 1)
}

fn is_markdown(path: &RelPath) -> bool {
    path.extension().is_some_and(|own| MARKDOWN.iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// Whether the file's name begins as those of entries do.
fn is_dated(path: &RelPath) -> bool {
    path.stem().get(..10).is_some_and(|head| head.parse::<Date>().is_ok())
}

/// The line that opens front matter.
fn fence(head: &str) -> Option<&str> {
    let first = head.trim_start_matches('\u{FEFF}').lines().next()?.trim_end();
    matches!(first, "+++" | "---").then_some(first)
}

/// Keys that no other program's front matter has.
fn speaks_of_a_change(head: &str) -> bool {
    let front = head.lines().skip(1).take_while(|line| line.trim_end() != "+++");
    front.map(str::trim).any(|line| {
        let kind = line.strip_prefix("kind").and_then(|rest| rest.trim_start().strip_prefix('='));
        let kind = kind.map(|value| value.trim().trim_matches(['"', '\'']));
        line.starts_with("[deprecation]")
            || line.starts_with("[[deprecation.")
            || kind.is_some_and(|name| Kind::ALL.iter().any(|kind| kind.name() == name))
    })
}

/// The beginning of a file; nothing, if it cannot be read: then it is nobody's entry yet.
fn head(root: &Path, path: &RelPath) -> String {
    let mut head = Vec::new();
    let read = File::open(root.join(path)).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
    read.map(|_| String::from_utf8_lossy(&head).into_owned()).unwrap_or_default()
}
