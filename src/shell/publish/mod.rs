//! A plan of files → the output folder, whole: readers see the old site or the new one, never a mixture. ([`store`] publishes
//! where that cannot be promised, page by page, by rules of its own.)
//!
//! The new tree is prepared beside the old one and the two are exchanged in one system call; where that cannot be, a
//! journalled replacement file by file comes next to it. Never deletes or changes a file that the manifest of the
//! last build does not own, and never follows a symbolic link below the output folder.

mod exchange;
mod hash;
mod in_place;
mod journal;
mod live;
mod lock;
mod manifest;
mod place;
mod render;
mod scan;
mod spare;
pub mod store;
mod unchanged;

use std::path::{Path, PathBuf};

use crate::base::RelPath;
use crate::diag::Diagnostic;

use super::Failure;
use hash::Hash;
use live::Live;
use lock::Lock;
use place::{Place, Way};
use render::Rendered;
use unchanged::{is_unchanged, remember};

/// What is to be published: every path known beforehand, each content made on demand, from any thread.
pub trait Output: Sync {
    /// Sorted and unique.
    fn paths(&self) -> &[RelPath];

    /// All places in `paths()`, in the order in which making their contents costs least.
    fn order(&self) -> Vec<usize> {
        (0..self.paths().len()).collect()
    }

    /// The content at `paths()[index]`.
    fn render(&self, index: usize) -> Result<Content, Diagnostic>;

    /// A digest of everything that paths and contents are made of, the program included. With none, everything is
    /// always rendered.
    fn made_of(&self) -> Option<[u8; 32]> {
        None
    }
}

#[derive(Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    /// The bytes of this file, an absolute path.
    Copy(PathBuf),
}

#[derive(Debug)]
pub struct Target<'a> {
    /// The output folder. A symbolic link is resolved first.
    pub dir: &'a Path,
    /// Folders that the output may not be, hold or lie inside.
    pub sources: &'a [PathBuf],
}

/// Told after each content how many have been made; from any thread.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// What a publication did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    pub unchanged: usize,
    /// Files of the last build that this one does not make.
    pub removed: usize,
    /// What was left alone since it is not, or no longer, ours. Sorted by path.
    pub kept: Vec<Kept>,
    /// The size of all files made.
    pub bytes: u64,
    pub how: How,
}

/// How the new site came into place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Nothing differed and nothing was touched.
    Untouched,
    /// In one step.
    AtOnce,
    /// File by file, with a journal.
    FileByFile,
}

/// A file in the output folder that a build does not touch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Relative to the output folder.
    pub path: PathBuf,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No build wrote it.
    Foreign,
    /// A build wrote it and somebody changed it since. If the plan has it too, the plan's content is not written.
    Edited,
}

/// What a publication does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Add,
    Replace,
    Delete,
}

/// What publishing would do, in the order of the paths, deletions last. Writes nothing and takes no lock.
///
/// # Errors
/// As [`publish`].
pub fn rehearse(
    target: &Target,
    output: &dyn Output,
    progress: Progress,
) -> Result<(Published, Vec<(Act, RelPath)>), Failure> {
    let place = Place::find(target)?;
    let live = Live::read(&place.dir, output.paths())?;
    let rendered = render::rehearsed(output, &live, progress)?;
    Ok((rendered.summary(&live, How::Untouched), rendered.acts(&live)))
}

/// Publishes `output` at `target`.
///
/// # Errors
/// If any content cannot be rendered (all findings are in the failure), the target is not ours to write, or the
/// system refuses. The site published before is then intact.
pub fn publish(target: &Target, output: &dyn Output, progress: Progress) -> Result<Published, Failure> {
    let place = Place::find(target)?;
    let _lock = Lock::take(&place)?;
    journal::recover(&place.dir)?;
    let live = Live::read(&place.dir, output.paths())?;
    let made_of = output.made_of().map(Hash);
    if made_of.is_some_and(|made_of| is_unchanged(&place, &live, made_of)) {
        return Ok(Rendered::unchanged(&live).summary(&live, How::Untouched));
    }
    let published = match place.way() {
        Way::Exchange => exchange::publish(&place, &live, output, progress),
        Way::FileByFile => in_place::publish(&live, output, progress),
    }?;
    if let Some(made_of) = made_of {
        remember(&place, made_of);
    }
    Ok(published)
}
