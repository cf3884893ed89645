//! The tree beside the published one in which the next site is prepared: usually the site before the last, brought up
//! to date. Whatever lies in it is ours; the published tree is never changed from here.
//!
//! A file that both trees share is one inode with two names, so a site of any size costs few writes, and files that
//! stay the same keep their times. That is safe because nobody here writes into a file that exists.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::live::Live;
use super::render::{Fate, Rendered, create_new, not_written};
use super::scan::{MANIFEST, above, folders};
use crate::shell::Failure;

#[derive(Debug)]
pub struct Spare<'a> {
    dir: &'a Path,
    live: &'a Live<'a>,
    /// Made on the first draft, so that a build without a change touches nothing.
    ready: OnceLock<Result<(), Failure>>,
}

impl<'a> Spare<'a> {
    pub fn new(dir: &'a Path, live: &'a Live<'a>) -> Self {
        Spare { dir, live, ready: OnceLock::new() }
    }

    /// Where the draft of a planned path goes; its folder exists.
    pub fn draft(&self, index: usize) -> Result<PathBuf, Failure> {
        self.ready()?;
        Ok(self.dir.join(&self.live.paths[index]))
    }

    /// Second pass: everything that was not drafted is carried over from the published tree.
    pub fn complete(&self, rendered: &Rendered) -> Result<(), Failure> {
        self.ready()?;
        let planned = self.live.paths.iter().zip(&rendered.fates);
        let still =
            planned.filter(|(_, fate)| !matches!(fate, Fate::Drafted(_))).map(|(path, _)| Path::new(path.as_str()));
        let carried: Vec<&Path> = still.chain(self.live.kept.iter().map(|kept| kept.path.as_path())).collect();
        carried.into_par_iter().try_for_each(|path| {
            let to = self.dir.join(path);
            carry(&self.live.dir.join(path), &to).map_err(|e| not_written(&to, &e))
        })?;
        rendered.manifest(self.live).write(&self.dir.join(MANIFEST))
    }

    /// No rayon in here: a worker that waits for another's result in a `OnceLock` must not be handed a draft to make.
    fn ready(&self) -> Result<(), Failure> {
        self.ready.get_or_init(|| self.prepare().map_err(|e| not_written(self.dir, &e))).clone()
    }

    /// Leaves exactly the folders of the new site, and in them no name that it will not have.
    fn prepare(&self) -> io::Result<()> {
        let planned = self.live.paths.iter().map(|path| Path::new(path.as_str()));
        let files: HashSet<&Path> = planned.chain(self.live.kept.iter().map(|kept| kept.path.as_path())).collect();
        let mut wanted = folders(files.iter().copied());
        for dir in &self.live.foreign_dirs {
            wanted.insert(dir);
            wanted.extend(above(dir));
        }

        if fs::symlink_metadata(self.dir).is_ok_and(|found| !found.is_dir()) {
            fs::remove_file(self.dir)?;
        }
        if !self.dir.is_dir() {
            fs::create_dir(self.dir)?;
        }
        if let Ok(live) = fs::metadata(self.live.dir) {
            fs::set_permissions(self.dir, live.permissions())?;
        }
        let mut missing: BTreeSet<&Path> = wanted.iter().copied().collect();
        tidy(self.dir, Path::new(""), &mut |path, is_folder| {
            if is_folder { wanted.contains(path) && missing.remove(path) } else { files.contains(path) }
        })?;
        missing.into_iter().try_for_each(|dir| fs::create_dir(self.dir.join(dir)))
    }
}

/// Removes everything below that `keep` does not want; it is asked for each path and whether that is a folder.
fn tidy(root: &Path, below: &Path, keep: &mut dyn FnMut(&Path, bool) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        let is_folder = entry.file_type()?.is_dir();
        match (keep(&path, is_folder), is_folder) {
            (true, true) => tidy(root, &path, keep)?,
            (true, false) => {}
            (false, true) => fs::remove_dir_all(entry.path())?,
            (false, false) => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

/// Gives a file a second name; where the file system has no links, a copy.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    let source = from.symlink_metadata()?;
    match to.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
        Ok(present) => {
            let both_files = source.is_file() && present.is_file() && source.len() == present.len();
            if is_one_file(&source, &present) || (both_files && fs::read(from)? == fs::read(to)?) {
                return Ok(());
            }
            fs::remove_file(to)?;
        }
    }
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) if source.is_file() => copy(from, to),
        #[cfg(unix)]
        Err(_) if source.is_symlink() => std::os::unix::fs::symlink(fs::read_link(from)?, to),
        Err(error) => Err(error),
    }
}

/// A file of its own with the bytes, permissions and time of another. Not `fs::copy`: that writes into what is there,
/// which may be the other file under a second name.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = fs::File::open(from)?;
    let known = source.metadata()?;
    let mut made = create_new(to)?;
    io::copy(&mut source, &mut made)?;
    made.set_permissions(known.permissions())?;
    made.set_modified(known.modified()?)
}

#[cfg(unix)]
fn is_one_file(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_one_file(_a: &fs::Metadata, _b: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_over_a_second_name_of_the_file_leaves_it_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (live, spare) = (folder.path().join("live"), folder.path().join("spare"));
        fs::write(&live, "text").unwrap();
        fs::hard_link(&live, &spare).unwrap();
        copy(&live, &spare).unwrap();
        assert_eq!([&live, &spare].map(|path| fs::read_to_string(path).unwrap()), ["text", "text"]);
        assert!(!is_one_file(&live.metadata().unwrap(), &spare.metadata().unwrap()));
    }
}
