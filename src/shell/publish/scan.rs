//! A folder → what lies in it, links not followed. Our own bookkeeping at its top is left out.

use std::collections::{HashMap, HashSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::RelPath;

pub const MANIFEST: &str = ".forewarn.json";
pub const JOURNAL: &str = ".forewarn-journal";
pub const STAGE: &str = ".forewarn-stage";
pub const LOCK: &str = ".forewarn-lock";
pub const RESERVED: [&str; 4] = [MANIFEST, JOURNAL, STAGE, LOCK];

/// Paths are relative to the folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// Everything that is not a folder.
    pub files: HashMap<PathBuf, Kind>,
    pub dirs: HashSet<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    /// A symbolic link, FIFO, socket or device: never opened.
    Other,
}

/// Lists a folder; one that does not exist is empty.
pub fn scan(root: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    let found = match walk(root, PathBuf::new()) {
        // A folder below that went away meanwhile is something else: nothing may be left out silently.
        Err(error) if error.kind() == io::ErrorKind::NotFound && !root.try_exists()? => return Ok(listing),
        found => found?,
    };
    for (path, kind) in found {
        if RESERVED.iter().any(|name| path.starts_with(name)) {
            continue;
        }
        if kind.is_dir() {
            listing.dirs.insert(path);
        } else {
            listing.files.insert(path, if kind.is_file() { Kind::File } else { Kind::Other });
        }
    }
    Ok(listing)
}

fn walk(root: &Path, below: PathBuf) -> io::Result<Vec<(PathBuf, FileType)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(&below))? {
        let entry = entry?;
        found.push((below.join(entry.file_name()), entry.file_type()?));
    }
    let folders: Vec<PathBuf> = found.iter().filter(|(_, kind)| kind.is_dir()).map(|(path, _)| path.clone()).collect();
    let deeper: Vec<_> = folders.into_par_iter().map(|folder| walk(root, folder)).collect::<io::Result<_>>()?;
    found.extend(deeper.into_iter().flatten());
    Ok(found)
}

/// The path as a manifest would write it; `None` if no manifest can hold it.
pub fn rel_path(path: &Path) -> Option<RelPath> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    RelPath::new(parts?.join("/")).ok()
}

/// The folders above `path`, nearest first, without the root.
pub fn above(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

/// All folders above the paths, without the root.
pub fn folders<'p>(paths: impl IntoIterator<Item = &'p Path>) -> HashSet<&'p Path> {
    let mut folders = HashSet::new();
    for path in paths {
        // Above a folder that is known all are: neighbours share most of them.
        let _ = above(path).try_for_each(|folder| folders.insert(folder).then_some(()));
    }
    folders
}
