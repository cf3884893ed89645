//! A folder → the sources of a site, with findings for whatever cannot be read. One bad file never hides the others.
//! Reads only regular files below the root; parses none of them.
//!
//! Below the source folder: `changes/**/*.md` are entries, `pages/**/*.md` are pages, other files beside them are
//! assets, `releases.toml` names releases; what is written like an entry and is none, is a finding. In a theme: `templates/**` is text, of `static/**` only a digest is kept.

mod stray;
mod text;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::{RelPath, Source};
use crate::diag::{self, Diagnostic};
use crate::shell::Failure;
use crate::site::theme::{Stamp, ThemeFile};

pub use stray::may_stray;
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
    pub theme_files: Vec<ThemeFile>,
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
    tree.findings.extend(stray::strays(&root, src, theme, &tree.assets));
    diag::sort(&mut tree.findings);
    tree.broken.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(tree)
}

/// What was read of a file.
enum Read {
    Not,
    Text(Source),
    Stamp(Stamp),
    Failed(Unread),
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
        let read = |(role, path): (Role, RelPath)| {
            let content = match role {
                Role::Asset => Read::Not,
                Role::ThemeFile => text::stamp(root, &path).map_or_else(Read::Failed, Read::Stamp),
                _ => text::read_regular(root, &path, limits.source_bytes).map_or_else(Read::Failed, Read::Text),
            };
            (role, path, content)
        };
        let results: Vec<_> = files.into_par_iter().map(read).collect();
        for (role, path, content) in results {
            match (role, content) {
                (_, Read::Not) => self.assets.push(path),
                (_, Read::Stamp(stamp)) => self.theme_files.push(ThemeFile { path, stamp }),
                (_, Read::Failed(unread)) => self.note(unread),
                (Role::Entry, Read::Text(source)) => self.entries.push(source),
                (Role::Page, Read::Text(source)) => self.pages.push(source),
                (_, Read::Text(source)) => self.templates.push(source),
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

/// The files of a theme's folder that lie neither in `templates/` nor in `static/`: nothing reads them.
///
/// # Errors
/// If the folder cannot be had.
pub fn beside_theme(root: &Path, theme: &RelPath) -> Result<Vec<RelPath>, Failure> {
    let root = fs::canonicalize(root)
        .map_err(|e| Failure::io("open", root, &e, "name the folder that holds `book.toml` with `--root`"))?;
    let known = ["templates", "static"].map(|name| below(theme, name));
    let is_beside = |path: &RelPath| known.iter().all(|folder| path.strip_prefix(folder.as_str()).is_none());
    Ok(walk::walk(&root, theme).files.into_iter().filter(is_beside).collect())
}

fn below(folder: &RelPath, name: &str) -> RelPath {
    folder.join(name).expect("the names of the layout are valid parts of a path")
}

fn require_folder(root: &Path, folder: &RelPath, hint: &str) -> Result<(), Failure> {
    let path: PathBuf = root.join(folder);
    let closed = |error| Failure::io("open the folder", &path, &error, hint);
    let real = fs::canonicalize(&path).map_err(closed)?;
    if !fs::metadata(&real).map_err(closed)?.is_dir() {
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
