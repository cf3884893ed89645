//! Several new texts, or bytes → files: all of them, or none.
//!
//! Every text is first written beside its file, then they are renamed one after the other; if one cannot be, those before
//! it are put back. Nothing is written over that was not read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::base::RelPath;

/// A file's content before and after. One that is new has none before.
#[derive(Clone, Debug)]
pub struct Rewrite<T = String> {
    pub path: RelPath,
    pub before: Option<T>,
    pub after: T,
}

type Rename<'a> = &'a dyn Fn(&Path, &Path) -> io::Result<()>;

const INTACT: &str = "nothing was written; mend the cause and run it again";

/// Writes all files below `root`, or none.
///
/// # Errors
/// If a file is not as it was read, or cannot be written. Then everything is as before, unless the hint says otherwise.
pub fn write_all<T: AsRef<[u8]>>(root: &Path, rewrites: &[Rewrite<T>]) -> Result<(), Failure> {
    write_with(root, rewrites, &|from, to| fs::rename(from, to))
}

fn write_with<T: AsRef<[u8]>>(root: &Path, rewrites: &[Rewrite<T>], rename: Rename<'_>) -> Result<(), Failure> {
    let mut folders = Folders::default();
    let mut staged = Vec::with_capacity(rewrites.len());
    let done = stage_all(root, rewrites, &mut folders, &mut staged).and_then(|()| commit(&staged, rename));
    if done.is_err() {
        for file in &staged {
            let _ = fs::remove_file(&file.beside);
        }
        folders.remove();
    }
    done
}

/// A text that lies beside the file which it is to become.
struct Staged<'r, T> {
    rewrite: &'r Rewrite<T>,
    target: PathBuf,
    beside: PathBuf,
}

fn stage_all<'r, T: AsRef<[u8]>>(
    root: &Path,
    rewrites: &'r [Rewrite<T>],
    folders: &mut Folders,
    staged: &mut Vec<Staged<'r, T>>,
) -> Result<(), Failure> {
    for rewrite in rewrites {
        let target = target(root, rewrite)?;
        if let Some(folder) = target.parent() {
            folders.make(folder).map_err(|e| Failure::io("make the folder", folder, &e, INTACT))?;
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = target.with_file_name(format!(".{name}.forewarn-new"));
        staged.push(Staged { rewrite, target, beside });
        let file = &staged[staged.len() - 1];
        stage(file).map_err(|e| Failure::io("write", &file.target, &e, INTACT))?;
    }
    Ok(())
}

/// Where the text really goes, once it is sure that nobody else's is lost. Links stay links.
fn target<T: AsRef<[u8]>>(root: &Path, rewrite: &Rewrite<T>) -> Result<PathBuf, Failure> {
    let path = root.join(&rewrite.path);
    match &rewrite.before {
        None if path.symlink_metadata().is_ok() => Err(Failure::new(
            format!("`{}` exists", path.display()),
            "nothing was written; move it away, or choose another name",
        )),
        None => Ok(path),
        Some(before) => {
            let current = fs::read(&path).map_err(|e| Failure::io("read", &path, &e, INTACT))?;
            if current != before.as_ref() {
                let message = format!("`{}` was changed in the meantime", path.display());
                return Err(Failure::new(message, "nothing was written; run it again"));
            }
            fs::canonicalize(&path).map_err(|e| Failure::io("open", &path, &e, INTACT))
        }
    }
}

fn stage<T: AsRef<[u8]>>(file: &Staged<'_, T>) -> io::Result<()> {
    let mut new = File::create(&file.beside)?;
    new.write_all(file.rewrite.after.as_ref())?;
    if let Ok(old) = fs::metadata(&file.target) {
        fs::set_permissions(&file.beside, old.permissions())?;
    }
    new.sync_all()
}

fn commit<T: AsRef<[u8]>>(staged: &[Staged<'_, T>], rename: Rename<'_>) -> Result<(), Failure> {
    for (index, file) in staged.iter().enumerate() {
        let Err(error) = rename(&file.beside, &file.target) else { continue };
        let lost: Vec<String> = staged[..index].iter().filter_map(|done| put_back(done, rename).err()).collect();
        let hint = match lost.as_slice() {
            [] => INTACT.to_owned(),
            lost => format!("could not be put back, see your version control: {}", lost.join(", ")),
        };
        return Err(Failure::io("write", &file.target, &error, hint));
    }
    Ok(())
}

/// Undoes one rename; if it cannot, the error names the file.
fn put_back<T: AsRef<[u8]>>(file: &Staged<'_, T>, rename: Rename<'_>) -> Result<(), String> {
    let undone = match &file.rewrite.before {
        None => fs::remove_file(&file.target),
        Some(before) => fs::write(&file.beside, before).and_then(|()| {
            let old = fs::metadata(&file.target)?;
            fs::set_permissions(&file.beside, old.permissions())?;
            rename(&file.beside, &file.target)
        }),
    };
    undone.map_err(|error| format!("`{}` ({error})", file.target.display()))
}

/// Folders that were made on the way, to be taken away again.
#[derive(Default)]
struct Folders(Vec<PathBuf>);

impl Folders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.0.push(folder.to_owned());
        }
        Ok(())
    }

    fn remove(&self) {
        for folder in self.0.iter().rev() {
            // One that somebody else uses by now is not empty, and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;

    use super::*;

    fn rewrite(path: &str, before: Option<&str>, after: &str) -> Rewrite {
        Rewrite { path: RelPath::new(path).unwrap(), before: before.map(str::to_owned), after: after.to_owned() }
    }

    fn world() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "old a").unwrap();
        fs::write(folder.path().join("b"), "old b").unwrap();
        folder
    }

    fn state(folder: &tempfile::TempDir) -> BTreeMap<String, String> {
        let entries = walkdir::WalkDir::new(folder.path()).min_depth(1).into_iter().map(Result::unwrap);
        let name = |path: &Path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned();
        entries.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap_or_default())).collect()
    }

    fn all() -> Vec<Rewrite> {
        vec![rewrite("a", Some("old a"), "new a"), rewrite("c/d", None, "new d"), rewrite("b", Some("old b"), "new b")]
    }

    #[test]
    fn all_files_are_written() {
        let folder = world();
        write_all(folder.path(), &all()).unwrap();
        let texts = state(&folder);
        assert_eq!((texts["a"].as_str(), texts["b"].as_str(), texts["c/d"].as_str()), ("new a", "new b", "new d"));
        assert_eq!(texts.len(), 4, "{texts:?}");
    }

    #[test]
    fn a_rename_that_fails_leaves_everything_as_it_was() {
        for failing in 0..3 {
            let folder = world();
            let before = state(&folder);
            let count = Cell::new(0);
            let rename = |from: &Path, to: &Path| {
                let now = count.replace(count.get() + 1);
                if now == failing { Err(io::Error::other("no")) } else { fs::rename(from, to) }
            };
            let failure = write_with(folder.path(), &all(), &rename).unwrap_err();
            assert_eq!(failure.hint, INTACT);
            assert_eq!(state(&folder), before, "{failing}");
        }
    }

    #[test]
    fn what_was_not_read_is_not_written_over() {
        let folder = world();
        let before = state(&folder);
        for last in [rewrite("b", Some("older b"), "x"), rewrite("b", None, "x"), rewrite("e", Some("gone"), "x")] {
            assert!(
                write_all(folder.path(), &[rewrite("a", Some("old a"), "new a"), rewrite("c/d", None, ""), last])
                    .is_err()
            );
            assert_eq!(state(&folder), before);
        }
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = world();
        let path = |name: &str| folder.path().join(name);
        fs::set_permissions(path("a"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a", path("link")).unwrap();
        write_all(folder.path(), &[rewrite("link", Some("old a"), "new a")]).unwrap();
        assert!(path("link").symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new a");
        assert_eq!(path("a").metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
}
