//! A folder → the sources of a site, with findings for whatever cannot be read. One bad file never hides the others.
//! Reads only regular files below the root; parses none of them.
//!
//! Below the source folder: `changes/**/*.md` are entries, `pages/**/*.md` are pages, other files beside them are
//! assets, `releases.toml` names releases. In a theme: `templates/**` is text, `static/**` is not read at all.

mod text;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::{RelPath, Source};
use crate::diag::{self, Diagnostic};
use crate::shell::Failure;

pub use text::{Unread, read_at_most, read_source};
pub use walk::is_ignored;

/// All paths are relative to the root of the project; all lists are sorted by path.
#[derive(Debug, Default)]
pub struct Tree {
    pub entries: Vec<Source>,
    pub pages: Vec<Source>,
    pub releases: Option<Source>,
    /// Files beside entries and pages, e.g. images.
    pub assets: Vec<RelPath>,
    pub templates: Vec<Source>,
    pub theme_files: Vec<RelPath>,
    pub findings: Vec<Diagnostic>,
    /// Text of files that are not UTF-8, with U+FFFD for what is not: for showing findings, never for parsing.
    pub broken: Vec<Source>,
}

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The size of one source, in bytes.
    pub source_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { source_bytes: 4 * 1024 * 1024 }
    }
}

/// What a file is, by where it lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Entry,
    Page,
    Asset,
    Template,
    ThemeFile,
}

/// Reads the site below `root`; `src` and `theme` are its folders, by `book.toml`.
///
/// # Errors
/// If one of the folders themselves cannot be had.
pub fn read(root: &Path, src: &RelPath, theme: Option<&RelPath>, limits: &Limits) -> Result<Tree, Failure> {
    let root = fs::canonicalize(root)
        .map_err(|e| Failure::io("open", root, &e, "name the folder that holds `book.toml` with `--root`"))?;
    require_folder(&root, src, "run `forewarn init` to make a first site, or correct `src` in `book.toml`")?;
    let mut folders = vec![(Role::Entry, below(src, "changes")), (Role::Page, below(src, "pages"))];
    if let Some(theme) = theme {
        require_folder(&root, theme, "correct `dir` of `[theme]` in `book.toml`, or leave it out")?;
        folders.extend([(Role::Template, below(theme, "templates")), (Role::ThemeFile, below(theme, "static"))]);
    }
    let mut tree = Tree::default();
    let mut files = Vec::new();
    for (role, folder) in folders {
        let found = walk::walk(&root, &folder);
        tree.findings.extend(found.findings);
        files.extend(found.files.into_iter().map(|path| (role.of(&path), path)));
    }
    files.sort_by(|(_, a), (_, b)| a.cmp(b));
    tree.read_files(&root, files, limits);
    tree.read_releases(&root, &below(src, "releases.toml"), limits);
    diag::sort(&mut tree.findings);
    tree.broken.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(tree)
}

impl Role {
    /// What a file in a folder of this role is: only Markdown is an entry or a page.
    fn of(self, path: &RelPath) -> Role {
        let is_markdown = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        match self {
            Role::Entry | Role::Page if !is_markdown => Role::Asset,
            role => role,
        }
    }
}

impl Tree {
    fn read_files(&mut self, root: &Path, files: Vec<(Role, RelPath)>, limits: &Limits) {
        let read = |(role, path): (Role, RelPath)| match role {
            Role::Asset | Role::ThemeFile => (role, path, None),
            _ => {
                let text = text::read_regular(root, &path, limits.source_bytes);
                (role, path, Some(text))
            }
        };
        let results: Vec<_> = files.into_par_iter().map(read).collect();
        for (role, path, text) in results {
            match (role, text) {
                (Role::Asset, _) => self.assets.push(path),
                (Role::ThemeFile, _) => self.theme_files.push(path),
                (_, None) => {}
                (_, Some(Err(unread))) => self.note(unread),
                (Role::Entry, Some(Ok(source))) => self.entries.push(source),
                (Role::Page, Some(Ok(source))) => self.pages.push(source),
                (Role::Template, Some(Ok(source))) => self.templates.push(source),
            }
        }
    }

    fn read_releases(&mut self, root: &Path, path: &RelPath, limits: &Limits) {
        match read_source(root, path, limits.source_bytes) {
            Ok(releases) => self.releases = releases,
            Err(unread) => self.note(unread),
        }
    }

    fn note(&mut self, unread: Unread) {
        self.findings.push(unread.finding);
        self.broken.extend(unread.lossy);
    }
}

fn below(folder: &RelPath, name: &str) -> RelPath {
    folder.join(name).expect("the names of the layout are valid parts of a path")
}

fn require_folder(root: &Path, folder: &RelPath, hint: &str) -> Result<(), Failure> {
    let path: PathBuf = root.join(folder);
    let real = fs::canonicalize(&path).map_err(|e| Failure::io("open the folder", &path, &e, hint))?;
    if !real.is_dir() {
        return Err(Failure::new(format!("`{}` is not a folder", path.display()), hint));
    }
    if !real.starts_with(root) {
        return Err(Failure::new(
            format!("the folder `{folder}` leads out of the project, to `{}`", real.display()),
            "sources must lie below the folder of `book.toml`; copy the folder instead of linking it",
        ));
    }
    Ok(())
}
