//! The new tree, prepared beside the old one, takes its place in one system call.
//!
//! What others put into the published folder while a build runs is not seen by it, and is in the spare tree afterwards.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::live::Live;
use super::place::Place;
use super::render::{self, Fate, Rendered};
use super::spare::Spare;
use super::{Content, How, Output, Progress, Published, in_place};
use crate::base::RelPath;
use crate::diag::Diagnostic;
use crate::shell::Failure;

pub fn publish(place: &Place, live: &Live, output: &dyn Output, progress: Progress) -> Result<Published, Failure> {
    let spare = Spare::new(&place.spare, live);
    let rendered = render::all(output, live, &|index| spare.draft(index), progress)?;
    if !rendered.differs(live) {
        return Ok(rendered.summary(live, How::Untouched));
    }
    spare.complete(&rendered)?;
    sync(&place.spare).map_err(|e| render::not_written(&place.spare, &e))?;
    if !live.exists() {
        fs::rename(&place.spare, &place.dir).map_err(|e| render::not_written(&place.dir, &e))?;
    } else if swap(&place.spare, &place.dir).is_err() {
        // A mount point, or a file system or kernel that cannot exchange: whatever the reason, the other way is open.
        return Prepared::new(&place.spare, live, &rendered).publish(&place.dir);
    }
    // The exchange is done for every reader; that it also outlives a power cut is not worth failing for.
    let _ = File::open(&place.parent).and_then(|parent| parent.sync_all());
    Ok(rendered.summary(live, How::AtOnce))
}

/// A finished spare tree as an output, for the way file by file.
struct Prepared<'a> {
    dir: &'a Path,
    paths: Vec<RelPath>,
}

impl<'a> Prepared<'a> {
    /// Without edited files: they are carried in the spare tree, but are not ours to publish.
    fn new(dir: &'a Path, live: &Live, rendered: &Rendered) -> Self {
        let planned = live.paths.iter().zip(&rendered.fates);
        let ours = planned.filter(|(_, fate)| !matches!(fate, Fate::Edited));
        Prepared { dir, paths: ours.map(|(path, _)| path.clone()).collect() }
    }

    fn publish(&self, dir: &Path) -> Result<Published, Failure> {
        in_place::publish(&Live::read(dir, &self.paths)?, self, &|_| {})
    }
}

impl Output for Prepared<'_> {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> Result<Content, Diagnostic> {
        let file: PathBuf = self.dir.join(&self.paths[index]);
        Ok(Content::Copy(file))
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(spare: &Path, dir: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, spare, CWD, dir, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_spare: &Path, _dir: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Brings everything that was written to the disk, before a name makes it visible: once for all files.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn sync(dir: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(dir)?)?)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub fn sync(_dir: &Path) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

#[cfg(not(unix))]
pub fn sync(_dir: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::publish::Why;

    struct Fixed(Vec<RelPath>, &'static str);

    impl Output for Fixed {
        fn paths(&self) -> &[RelPath] {
            &self.0
        }

        fn render(&self, _index: usize) -> Result<Content, Diagnostic> {
            Ok(Content::Bytes(self.1.into()))
        }
    }

    fn site(text: &'static str) -> Fixed {
        Fixed(["a", "b", "c"].map(|path| RelPath::new(path).unwrap()).to_vec(), text)
    }

    #[test]
    fn a_tree_that_cannot_be_exchanged_is_published_file_by_file_and_edits_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (dir, beside) = (folder.path().join("public"), folder.path().join("spare"));
        fs::create_dir(&dir).unwrap();
        let old = site("1");
        in_place::publish(&Live::read(&dir, &old.0).unwrap(), &old, &|_| {}).unwrap();
        fs::write(dir.join("a"), "by hand").unwrap();

        let new = site("2");
        let live = Live::read(&dir, &new.0).unwrap();
        let spare = Spare::new(&beside, &live);
        let rendered = render::all(&new, &live, &|index| spare.draft(index), &|_| {}).unwrap();
        spare.complete(&rendered).unwrap();
        let done = Prepared::new(&beside, &live, &rendered).publish(&dir).unwrap();

        assert_eq!((done.written, done.kept[0].why, done.how), (2, Why::Edited, How::FileByFile));
        let text = |name: &str| fs::read_to_string(dir.join(name)).unwrap();
        assert_eq!((text("a"), text("b")), ("by hand".to_owned(), "2".to_owned()));
        assert_eq!(text(".forewarn.json"), fs::read_to_string(beside.join(".forewarn.json")).unwrap());
    }
}
