//! What of an output folder is ours: the paths, sizes and hashes of the last build, in `.forewarn.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::scan::MANIFEST;
use crate::base::RelPath;
use crate::shell::Failure;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<RelPath, Record>,
}

/// A file's bytes, told by their hash and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// In lower-case hexadecimal digits.
    sha256: String,
    pub size: u64,
}

/// `Text` and `Entry` are borrowed when it is written, owned when it is read.
#[derive(Serialize, Deserialize)]
struct Document<Text: Ord, Entry> {
    generator: Text,
    version: u32,
    files: BTreeMap<Text, Entry>,
}

impl Record {
    pub fn of(bytes: &[u8]) -> Self {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            for digit in [byte >> 4, byte & 15] {
                sha256.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        Record { sha256, size: bytes.len() as u64 }
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
        let document: Document<String, Record> = serde_json::from_slice(&bytes).map_err(|e| corrupt(&e))?;
        if document.generator != "forewarn" || document.version != 1 {
            return Err(corrupt(&format!("`{}` version {}", document.generator, document.version)));
        }
        let files = document.files.into_iter().map(|(path, record)| Ok((RelPath::new(path)?, record)));
        Ok(Some(Manifest { files: files.collect::<Result<_, crate::base::InvalidPath>>().map_err(|e| corrupt(&e))? }))
    }

    /// The document, sorted by path, with a final newline.
    pub fn to_bytes(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(path, record)| (path.as_str(), record)).collect();
        let document = Document { generator: "forewarn", version: 1, files };
        let mut bytes = serde_json::to_vec_pretty(&document).expect("strings and numbers always serialise");
        bytes.push(b'\n');
        bytes
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
        fs::write(dir.path().join(MANIFEST), manifest.to_bytes()).unwrap();
        assert_eq!(Manifest::read(dir.path()).unwrap(), Some(manifest));
    }

    #[test]
    fn a_manifest_cannot_name_a_path_outside() {
        let dir = tempfile::tempdir().unwrap();
        let text = r#"{"generator":"forewarn","version":1,"files":{"../x":{"sha256":"","size":0}}}"#;
        fs::write(dir.path().join(MANIFEST), text).unwrap();
        assert!(Manifest::read(dir.path()).unwrap_err().message.contains(MANIFEST));
    }

    #[test]
    fn the_hash_is_that_of_fips_180() {
        assert!(Record::of(b"abc").sha256.starts_with("ba7816bf8f01cfea"));
    }
}
