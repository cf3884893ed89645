//! One build at a time for one output folder. The lock ends with the process, however it ends; the file stays, since
//! removing it would let two builds hold locks on two files of one name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::place::Place;
use super::scan::LOCK;
use crate::shell::Failure;

#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock beside the output, or inside it where the parent cannot be written.
    pub fn take(place: &Place) -> Result<Self, Failure> {
        if !place.parent.exists() {
            fs::create_dir_all(&place.parent).map_err(|e| unwritable(&place.parent, &e))?;
        }
        let inside = !place.parent_is_writable() && place.dir.is_dir();
        let path = if inside { place.dir.join(LOCK) } else { place.lock.clone() };
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| unwritable(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Failure::new(
                format!("another build is publishing to `{}`", place.dir.display()),
                "nothing was written; wait for it to end (the lock goes with its process)",
            )),
            // Some network file systems have no locks; a build must still be possible there.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock { _file: file }),
            Err(TryLockError::Error(error)) => {
                Err(Failure::io("lock", &path, &error, "nothing was written; remove the file and build again"))
            }
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::io("create", path, error, "nothing was written; the output folder or its parent must be writable")
}
