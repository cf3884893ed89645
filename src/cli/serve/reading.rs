//! The sources as they were last read, and read again: all of them, or the few that changed.

use std::path::{Path, PathBuf};

use super::change::Work;
use crate::base::{RelPath, Source};
use crate::cli::baseline::BaselineArgs;
use crate::cli::global::Global;
use crate::cli::{Stop, load};
use crate::config::Config;
use crate::pipeline::Input;
use crate::shell::tree;

/// What reading changed files again came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Reread {
    Changed,
    /// Their bytes are what they were.
    Same,
    /// One is gone, or no text: all must be read.
    Lost,
}

/// Reads everything but the baseline: what is shown does not need it.
pub fn everything(global: &Global) -> Result<Input, Stop> {
    let mut input = load::read(global, &BaselineArgs::none())?;
    input.files.sort();
    if let Some(theme) = &mut input.theme {
        theme.files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    Ok(input)
}

/// The folders that the sources lie in.
pub fn folders(config: &Config, root: &Path) -> Vec<PathBuf> {
    std::iter::once(&config.src).chain(&config.theme).map(|folder| root.join(folder.as_str())).collect()
}

/// Reads some texts again, in their places, and new entries into theirs; takes out what is gone.
pub fn again(global: &Global, input: &mut Input, work: &Work) -> Reread {
    let mut reread = Reread::Same;
    let max = input.config.limits.entry as u64;
    for path in &work.gone {
        input.entries.retain(|entry| entry.path != *path);
        reread = Reread::Changed;
    }
    for path in &work.texts {
        let Ok(Some(fresh)) = tree::read_source(&global.root, path, max) else { return Reread::Lost };
        match place(input, path) {
            Some(place) if place.text == fresh.text => continue,
            Some(place) => *place = fresh,
            None => {
                let place = input.entries.partition_point(|entry| entry.path < *path);
                input.entries.insert(place, fresh);
            }
        }
        reread = Reread::Changed;
    }
    reread
}

/// Whether a file was emptied: an editor that truncates has yet to write.
pub fn is_emptied(root: &Path, path: &RelPath) -> bool {
    std::fs::metadata(root.join(path.as_str())).is_ok_and(|found| found.len() == 0)
}

fn place<'a>(input: &'a mut Input, path: &RelPath) -> Option<&'a mut Source> {
    fn among<'a>(sources: &'a mut [Source], path: &RelPath) -> Option<&'a mut Source> {
        let at = sources.binary_search_by(|source| source.path.cmp(path)).ok()?;
        Some(&mut sources[at])
    }
    if input.releases.as_ref().is_some_and(|file| file.path == *path) {
        return input.releases.as_mut();
    }
    let templates = input.theme.as_mut().map_or(&mut [][..], |theme| &mut theme.templates);
    among(&mut input.entries, path).or_else(|| among(&mut input.pages, path)).or_else(|| among(templates, path))
}
