//! A folder → the regular files below it, with a finding for everything else that looks like a source. Opens no file.
//!
//! Links are followed as long as they stay below the root. Hidden files and what editors leave behind are passed over.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::base::{InvalidPath, RelPath};
use crate::diag::{Diagnostic, Rule};

#[derive(Debug, Default)]
pub struct Walk {
    pub files: Vec<RelPath>,
    pub findings: Vec<Diagnostic>,
}

/// Walks a folder in the order of names; `root` is free of links. A folder that does not exist is empty.
pub fn walk(root: &Path, folder: &RelPath) -> Walk {
    let mut walk = Walk::default();
    let top = root.join(folder);
    if top.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return walk;
    }
    let mut entries = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let enter = match entry {
            Ok(entry) => {
                let enter = walk.visit(root, folder, &entry);
                enter || !entry.file_type().is_dir()
            }
            Err(error) => {
                walk.findings.extend(unwalked(root, folder, &error));
                true
            }
        };
        if !enter {
            entries.skip_current_dir();
        }
    }
    walk
}

impl Walk {
    /// Takes or reports one entry; whether to go into it, if it is a folder.
    fn visit(&mut self, root: &Path, folder: &RelPath, entry: &DirEntry) -> bool {
        if entry.depth() > 0 && is_ignored(entry.file_name()) {
            return false;
        }
        let path = match rel_path(root, entry.path()) {
            Ok(path) => path,
            Err(finding) => {
                self.findings.push(*finding);
                return false;
            }
        };
        if entry.path_is_symlink()
            && let Some(finding) = leads_out(root, &path)
        {
            self.findings.push(finding);
            return false;
        }
        let kind = entry.file_type();
        if entry.depth() == 0 && !kind.is_dir() {
            let finding = Diagnostic::file(Rule::NotAFile, folder, format!("`{folder}` is not a folder"));
            self.findings.push(finding.help("make it a folder, with the files in it"));
        } else if kind.is_file() {
            self.files.push(path);
        } else if !kind.is_dir() {
            self.findings.push(not_a_file(&path));
        }
        true
    }
}

/// Hidden files, backups (`x~`), and locks and autosaves of editors (`.#x`, `#x#`).
pub fn is_ignored(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || (name.starts_with(b"#") && name.ends_with(b"#"))
}

pub fn not_a_file(path: &RelPath) -> Diagnostic {
    Diagnostic::file(Rule::NotAFile, path, format!("`{path}` is not a regular file"))
        .help("a pipe, socket or device cannot be a source: remove it, or hide it with a leading `.`")
}

/// A finding if a path, by way of links, does not end below the root.
pub fn leads_out(root: &Path, path: &RelPath) -> Option<Diagnostic> {
    let message = match fs::canonicalize(root.join(path)) {
        Ok(real) if real.starts_with(root) => return None,
        Ok(_) => format!("the symbolic link `{path}` leads out of the project"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => format!("the symbolic link `{path}` leads nowhere"),
        Err(error) => format!("the symbolic link `{path}` cannot be followed: {error}"),
    };
    let finding = Diagnostic::file(Rule::OutsideRoot, path, message);
    Some(finding.help("sources lie below the folder of `book.toml`: copy the file, or correct the link"))
}

/// What walkdir could not enter.
fn unwalked(root: &Path, folder: &RelPath, error: &walkdir::Error) -> Option<Diagnostic> {
    let place = error.path().unwrap_or(root);
    if place.file_name().is_some_and(is_ignored) {
        return None;
    }
    let path = match error.path().map(|path| rel_path(root, path)) {
        None => folder.clone(),
        Some(Ok(path)) => path,
        Some(Err(finding)) => return Some(*finding),
    };
    if error.loop_ancestor().is_some() {
        let message = format!("the symbolic link `{path}` leads to a folder that holds it");
        return Some(Diagnostic::file(Rule::OutsideRoot, &path, message).help("remove the link"));
    }
    if place.is_symlink()
        && let Some(finding) = leads_out(root, &path)
    {
        return Some(finding);
    }
    let cause = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
    Some(unreadable(&path, &cause))
}

pub fn unreadable(path: &RelPath, cause: &str) -> Diagnostic {
    Diagnostic::file(Rule::Unreadable, path, format!("`{path}` cannot be read: {cause}"))
        .help("give the user who builds the site leave to read it, or hide it with a leading `.`")
}

/// The path as sources know it, or a finding under the nearest name that can be written.
fn rel_path(root: &Path, path: &Path) -> Result<RelPath, Box<Diagnostic>> {
    let parts = path.strip_prefix(root).unwrap_or(path).iter();
    let exact: Option<Vec<&str>> = parts.clone().map(OsStr::to_str).collect();
    let (rule, message) = match exact.map(|parts| RelPath::new(parts.join("/"))) {
        Some(Ok(path)) => return Ok(path),
        Some(Err(InvalidPath::Character(c))) if c.is_control() => {
            (Rule::ControlCharacter, format!("the name of the file holds the control character {c:?}"))
        }
        Some(Err(error)) => (Rule::Unreadable, format!("the name of the file cannot be part of a site: {error}")),
        None => (Rule::Unreadable, "the name of the file is not UTF-8".to_owned()),
    };
    let lossy = parts.map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/");
    let shown = RelPath::new(lossy.replace(|c: char| c.is_control() || c == '\\', "\u{FFFD}"));
    let shown =
        shown.expect("no part of a path below the root is empty, `.` or `..`, and no character is left to refuse");
    Err(Box::new(Diagnostic::file(rule, &shown, message).help("rename it; letters, digits, `-`, `_` and `.` are safe")))
}
