//! A text → a file that holds the whole of it or what it held before.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;

const HINT: &str = "name a file in a folder that can be written to";

/// Writes a file by way of a draft beside it. Folders on the way are made; a symbolic link is followed; a device or a
/// pipe is written to as it is.
pub fn whole(path: &Path, text: &str) -> Result<(), Failure> {
    let written = match fs::metadata(path) {
        Ok(there) if !there.is_file() => OpenOptions::new().write(true).open(path).and_then(|file| put(file, text)),
        Ok(_) => fs::canonicalize(path).and_then(|path| by_draft(&path, text)),
        Err(_) => by_draft(path, text),
    };
    written.map_err(|cause| Failure::io("write", path, &cause, HINT))
}

/// Adds to the end of a file, which is made if there is none.
pub fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|file| put(file, text)).map_err(|cause| Failure::io("append to", path, &cause, HINT))
}

fn put(mut file: fs::File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())
}

fn by_draft(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft: PathBuf = folder.join(format!(".{}.{}.forewarn", name.to_string_lossy(), std::process::id()));
    let done = fs::write(&draft, text).and_then(|()| fs::rename(&draft, path));
    if done.is_err() {
        // What could not be put in place is of no use; the reason is told by the first error.
        let _ = fs::remove_file(&draft);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_its_folder_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("reports/junit.xml");
        whole(&path, "longer than the next").unwrap();
        whole(&path, "next").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "next");
        assert_eq!(fs::read_dir(dir.path().join("reports")).unwrap().count(), 1);
    }

    #[test]
    fn a_link_stays_one() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("file"), dir.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        whole(&link, "new").unwrap();
        append(&link, "er").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "newer");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn what_cannot_be_written_names_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let failure = whole(dir.path(), "x").unwrap_err();
        assert!(failure.message.contains(&dir.path().display().to_string()), "{failure}");
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(whole(&dir.path().join("file/x"), "x").is_err());
    }
}
