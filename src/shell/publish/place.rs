//! Where the output lies, and whether it may lie there. Looks at folders, reads and writes none.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Target;
use crate::shell::Failure;

/// The output folder and what stands beside it. All paths are absolute and free of symbolic links.
#[derive(Debug)]
pub struct Place {
    pub dir: PathBuf,
    pub parent: PathBuf,
    /// The tree in which the next site is prepared. Its name makes it ours.
    pub spare: PathBuf,
    pub lock: PathBuf,
    /// What the published site was made of.
    pub inputs: PathBuf,
}

/// How a new site can come into this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Exchange,
    FileByFile,
}

impl Place {
    /// # Errors
    /// If the target is a file or overlaps a source folder.
    pub fn find(target: &Target) -> Result<Self, Failure> {
        let dir = real_path(target.dir)
            .map_err(|e| Failure::io("find", target.dir, &e, "nothing was written; check the path of `build-dir`"))?;
        refuse_overlap(&dir, target.sources)?;
        if dir.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            return Err(Failure::new(
                format!("the output `{}` is not a folder", dir.display()),
                "nothing was written; move the file away or set another `build-dir`",
            ));
        }
        let (Some(parent), Some(name)) = (dir.parent(), dir.file_name()) else {
            return Err(Failure::new(
                format!("the output cannot be `{}`", dir.display()),
                "name a folder of its own in `build-dir`",
            ));
        };
        let beside = |suffix: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(suffix);
            parent.join(hidden)
        };
        let (spare, lock, inputs) = (beside(".forewarn-spare"), beside(".forewarn-lock"), beside(".forewarn-inputs"));
        Ok(Place { parent: parent.to_owned(), spare, lock, inputs, dir })
    }

    /// Which way is open. A mount point cannot be exchanged, nor anything in a folder that we may not write.
    pub fn way(&self) -> Way {
        let closed = !self.parent_is_writable() || is_mount_point(&self.dir, &self.parent);
        if closed { Way::FileByFile } else { Way::Exchange }
    }

    #[cfg(unix)]
    pub fn parent_is_writable(&self) -> bool {
        use rustix::fs::{Access, access};
        access(&self.parent, Access::WRITE_OK | Access::EXEC_OK).is_ok()
    }

    #[cfg(not(unix))]
    pub fn parent_is_writable(&self) -> bool {
        self.parent.metadata().is_ok_and(|parent| !parent.permissions().readonly())
    }
}

#[cfg(unix)]
fn is_mount_point(dir: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().ok().map(|found| found.dev());
    device(dir).is_some_and(|inner| device(parent) != Some(inner))
}

#[cfg(not(unix))]
fn is_mount_point(_dir: &Path, _parent: &Path) -> bool {
    false
}

/// The path without symbolic links; the end of it need not exist.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    match fs::canonicalize(&absolute) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if absolute.symlink_metadata().is_ok() {
                return Err(io::Error::other("the symbolic link leads nowhere"));
            }
            match (absolute.parent(), absolute.file_name()) {
                (Some(parent), Some(name)) => Ok(real_path(parent)?.join(name)),
                _ => Err(error),
            }
        }
        found => found,
    }
}

fn refuse_overlap(dir: &Path, sources: &[PathBuf]) -> Result<(), Failure> {
    for source in sources {
        let real = real_path(source).map_err(|e| {
            Failure::io("find", source, &e, "nothing was written; sources must be told from the output")
        })?;
        let relation = if dir == real {
            "is"
        } else if dir.starts_with(&real) {
            "lies inside"
        } else if real.starts_with(dir) {
            "holds"
        } else {
            continue;
        };
        return Err(Failure::new(
            format!("the output `{}` {relation} the source folder `{}`", dir.display(), source.display()),
            "nothing was written; set `build-dir` to a folder outside the sources",
        ));
    }
    Ok(())
}
