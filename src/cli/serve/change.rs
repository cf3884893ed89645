//! Paths that rang → what must be done: read the files of some texts again, show a copied one anew, or read everything.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::{RelPath, Source};
use crate::cli::load::BOOK;
use crate::pipeline::Input;
use crate::shell::tree::{is_ignored, may_stray};
use crate::shell::watch::Ring;

/// What a ring asks for, from the least to the most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Texts that are known and are still files, and new entries beside others.
    pub texts: Vec<RelPath>,
    /// Entries that are no more.
    pub gone: Vec<RelPath>,
    /// Style sheets of the theme.
    pub styles: bool,
    /// Other files that are copied as they are.
    pub copied: bool,
    /// Other files came or went, or settings changed.
    pub everything: bool,
}

impl Work {
    pub fn is_nothing(&self) -> bool {
        *self == Work::default()
    }
}

/// What rings ask for, given what was read last; `root` is free of links.
pub fn work(rings: &[Ring], root: &Path, input: &Input) -> Work {
    let mut work = Work::default();
    for ring in rings {
        match ring {
            Ring::Anywhere => work.everything = true,
            Ring::At(paths) => paths.iter().for_each(|path| touched(&mut work, path, (root, input))),
        }
    }
    for paths in [&mut work.texts, &mut work.gone] {
        paths.sort();
        paths.dedup();
    }
    work
}

fn touched(work: &mut Work, path: &PathBuf, (root, input): (&Path, &Input)) {
    let Some(below) = path.strip_prefix(root).ok().and_then(Path::to_str) else {
        work.everything = true;
        return;
    };
    let Ok(below) = RelPath::new(below) else {
        work.everything = true;
        return;
    };
    if !concerns(&below, input) || below.as_str().split('/').any(|part| is_ignored(part.as_ref())) {
        return;
    }
    let found = fs::symlink_metadata(path).ok();
    let is_file = found.as_ref().is_some_and(|found| found.file_type().is_file());
    let theme_file = input.theme.as_ref().is_some_and(|theme| theme.files.iter().any(|file| file.path == below));
    match () {
        () if is_file && (is_text(&below, input) || is_new_entry(&below, input)) => work.texts.push(below),
        () if found.is_none() && among(&input.entries, &below) => work.gone.push(below),
        () if is_file && theme_file && below.extension() == Some("css") => work.styles = true,
        () if is_file && (theme_file || (input.files.binary_search(&below).is_ok() && !may_stray(&below))) => {
            work.copied = true
        }
        // What an editor made and took away again before we looked.
        () if found.is_none() && !is_known(&below, input) => {}
        () => work.everything = true,
    }
}

/// Whether a path can have a part in the site: the root holds other things too, such as the output.
fn concerns(path: &RelPath, input: &Input) -> bool {
    let folders = std::iter::once(&input.config.src).chain(&input.config.theme);
    path.as_str() == BOOK
        || folders.into_iter().any(|folder| path == folder || path.strip_prefix(folder.as_str()).is_some())
}

fn is_text(path: &RelPath, input: &Input) -> bool {
    let templates = input.theme.as_ref().map_or(&[][..], |theme| &theme.templates);
    among(&input.entries, path)
        || among(&input.pages, path)
        || among(templates, path)
        || input.releases.as_ref().is_some_and(|file| file.path == *path)
}

fn among(sources: &[Source], path: &RelPath) -> bool {
    sources.binary_search_by(|source| source.path.cmp(path)).is_ok()
}

/// Whether a file that nobody knows is an entry: in a folder that has others, so that nothing new needs to be said of it.
fn is_new_entry(path: &RelPath, input: &Input) -> bool {
    let changes = format!("{}/changes", input.config.src);
    let is_entry = path.strip_prefix(&changes).is_some() && path.extension() == Some("md");
    is_entry && !is_known(path, input) && input.entries.iter().any(|entry| entry.path.parent() == path.parent())
}

/// Whether anything was read at, or below, a path.
fn is_known(path: &RelPath, input: &Input) -> bool {
    let theme = input.theme.iter().flat_map(|theme| {
        theme.files.iter().map(|file| &file.path).chain(theme.templates.iter().map(|file| &file.path))
    });
    let texts = input.entries.iter().chain(&input.pages).chain(&input.releases).chain(&input.sources);
    let findings = input.findings.iter().map(|finding| &finding.primary.path);
    let mut all = texts.map(|source| &source.path).chain(&input.files).chain(theme).chain(findings);
    all.any(|known| known == path || known.strip_prefix(path.as_str()).is_some())
}
