//! The list of what a replacement file by file has to do, kept in the output folder until it is done, so that a build
//! that was interrupted is completed by the next one. Every step may be done twice.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::exchange::sync;
use super::render::write_new;
use super::scan::{JOURNAL, MANIFEST, STAGE, above};
use crate::base::RelPath;
use crate::shell::Failure;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    pub version: u32,
    /// Removed before anything is written, since it is in the way.
    pub first: Vec<String>,
    pub replace: Vec<Replacement>,
    pub last: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    pub path: String,
    /// The name of its draft in the stage.
    pub draft: usize,
}

/// Completes what an interrupted build began in this folder, or clears its drafts.
pub fn recover(dir: &Path) -> Result<(), Failure> {
    match fs::read(dir.join(JOURNAL)) {
        Ok(bytes) => Journal::parse(&bytes).map_err(|cause| corrupt(dir).because(cause))?.apply(dir),
        Err(error) if error.kind() == io::ErrorKind::NotFound => clear_stage(dir).map_err(|e| halfway(dir, &e)),
        Err(error) => Err(corrupt(dir).because(error)),
    }
}

impl Journal {
    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let journal: Journal = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        if journal.version != 1 {
            return Err(format!("version {}", journal.version));
        }
        let replaced = journal.replace.iter().map(|replacement| &replacement.path);
        for path in journal.first.iter().chain(replaced).chain(&journal.last) {
            RelPath::new(path.as_str()).map_err(|e| format!("`{path}`: {e}"))?;
        }
        Ok(journal)
    }

    /// Puts the journal in place, whole and on disk: the point of no return.
    pub fn write(&self, dir: &Path) -> io::Result<()> {
        let draft = dir.join(STAGE).join(JOURNAL);
        write_new(&draft, &serde_json::to_vec(self)?)?;
        fs::File::open(&draft)?.sync_all()?;
        fs::rename(draft, dir.join(JOURNAL))?;
        sync(dir)
    }

    pub fn apply(&self, dir: &Path) -> Result<(), Failure> {
        self.steps(dir).map_err(|e| halfway(dir, &e))
    }

    fn steps(&self, dir: &Path) -> io::Result<()> {
        let stage = dir.join(STAGE);
        self.first.iter().try_for_each(|path| remove(dir, path))?;
        for Replacement { path, draft } in &self.replace {
            move_into(&stage.join(draft.to_string()), &dir.join(path))?;
        }
        self.last.iter().try_for_each(|path| remove(dir, path))?;
        move_into(&stage.join(MANIFEST), &dir.join(MANIFEST))?;
        sync(dir)?;
        fs::remove_file(dir.join(JOURNAL))?;
        clear_stage(dir)
    }
}

/// A draft that is gone was moved before the interruption; one that cannot be looked at was not.
fn move_into(draft: &Path, place: &Path) -> io::Result<()> {
    if !draft.try_exists()? {
        return Ok(());
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(draft, place)
}

/// Removes a file, and the folders that are empty without it.
fn remove(dir: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(dir.join(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for folder in above(Path::new(path)) {
        // It fails on the first folder that still holds something, and that one stays.
        if fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

fn clear_stage(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir.join(STAGE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn halfway(dir: &Path, error: &io::Error) -> Failure {
    Failure::io(
        "replace files in",
        dir,
        error,
        "some files are new and some old; nothing is lost: give access or make room, and the next build completes it",
    )
}

fn corrupt(dir: &Path) -> Failure {
    Failure::new(
        format!("the journal `{}` of an interrupted build cannot be read", dir.join(JOURNAL).display()),
        format!("nothing was written; remove the journal and the folder `{STAGE}` beside it, and build again"),
    )
}
