//! What of an output folder is ours: the paths, sizes and hashes of the last build, in `.forewarn.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::hash::Hash;
use super::render::{create_new, not_written};
use super::scan::MANIFEST;
use crate::base::RelPath;
use crate::shell::Failure;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<RelPath, Record>,
}

/// A file's bytes, told by their hash and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    sha256: Hash,
    pub size: u64,
}

/// `Text` and `Files` are borrowed when it is written, owned when it is read.
#[derive(Serialize, Deserialize)]
struct Document<Text, Files> {
    generator: Text,
    version: u32,
    files: Files,
}

impl Record {
    pub fn of(bytes: &[u8]) -> Self {
        Record { sha256: Hash::of(bytes), size: bytes.len() as u64 }
    }

    /// Whether the file still has these bytes.
    pub fn matches(&self, path: &Path) -> io::Result<bool> {
        Ok(path.metadata()?.len() == self.size && *self == Record::of(&fs::read(path)?))
    }
}

impl Manifest {
    /// Reads the manifest of an output folder, if it has one.
    pub fn read(dir: &Path) -> Result<Option<Self>, Failure> {
        let path = dir.join(MANIFEST);
        let corrupt = |cause: &dyn std::fmt::Display| {
            Failure::new(
                format!("the manifest `{}` is not one that this version can read", path.display()),
                "the site is intact and nothing was written; without a manifest nobody knows which files are ours: \
                 restore it, or move the whole folder away and build again",
            )
            .because(cause)
        };
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Ok(found) if !found.is_file() => return Err(corrupt(&"not a regular file")),
            _ => {}
        }
        let bytes = fs::read(&path).map_err(|e| {
            Failure::io("read", &path, &e, "the site is intact and nothing was written; make the file readable")
        })?;
        let document: Document<String, BTreeMap<String, Record>> =
            serde_json::from_slice(&bytes).map_err(|e| corrupt(&e))?;
        if document.generator != "forewarn" || document.version != 1 {
            return Err(corrupt(&format!("`{}` version {}", document.generator, document.version)));
        }
        let files = document.files.into_iter().map(|(path, record)| Ok((RelPath::new(path)?, record)));
        Ok(Some(Manifest { files: files.collect::<Result<_, crate::base::InvalidPath>>().map_err(|e| corrupt(&e))? }))
    }

    /// Writes the document, sorted by path, with a final newline. It is as long as the list of files, and so never
    /// held in memory.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        self.write_into(path).map_err(|e| not_written(path, &e))
    }

    fn write_into(&self, path: &Path) -> io::Result<()> {
        let mut out = BufWriter::new(create_new(path)?);
        serde_json::to_writer_pretty(&mut out, &Document { generator: "forewarn", version: 1, files: &self.files })?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::default();
        manifest.files.insert(RelPath::new("a/b").unwrap(), Record::of(b"abc"));
        manifest.write(&dir.path().join(MANIFEST)).unwrap();
        assert_eq!(Manifest::read(dir.path()).unwrap(), Some(manifest));
    }

    #[test]
    fn a_manifest_cannot_name_a_path_outside() {
        let dir = tempfile::tempdir().unwrap();
        let text = r#"{"generator":"forewarn","version":1,"files":{"../x":{"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad","size":0}}}"#;
        fs::write(dir.path().join(MANIFEST), text).unwrap();
        assert!(Manifest::read(dir.path()).unwrap_err().message.contains(MANIFEST));
    }

    #[test]
    fn the_hash_is_that_of_fips_180() {
        let text = serde_json::to_string(&Record::of(b"abc")).unwrap();
        assert!(text.contains("\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""), "{text}");
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), Record::of(b"abc"));
    }
}
