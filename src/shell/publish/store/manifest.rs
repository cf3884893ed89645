//! What of the objects at a place is ours: `.forewarn.json` beside the site, with the hash, the headers and the ETag of each.
//! Before anything is sent, it says what will be, so that what a killed publication sent is known to be ours.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::hash::Hash;
use super::Refused;
use crate::base::RelPath;
use crate::site::hosting::{SHORT, media_type};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Objects that we put there. One that was edited since stays, so that it is ours again once the edit is undone.
    pub files: BTreeMap<RelPath, Held>,
    /// What publications that have not ended may have put there: one, and one that it took over.
    pub sending: BTreeMap<RelPath, Vec<Made>>,
}

/// What an object is made to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    pub sha256: Hash,
    pub size: u64,
    #[serde(rename = "type")]
    pub media_type: Cow<'static, str>,
    pub cache_control: Cow<'static, str>,
}

/// An object of ours, as the store told it when it was put there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    #[serde(flatten)]
    pub made: Made,
    pub etag: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Document<Text: Ord, File, Sent> {
    generator: Text,
    version: u32,
    files: BTreeMap<Text, File>,
    sending: BTreeMap<Text, Sent>,
}

impl Made {
    /// A file of the site, with the headers of its path.
    pub fn of(path: &RelPath, bytes: &[u8]) -> Self {
        Made {
            sha256: Hash::of(bytes),
            size: bytes.len() as u64,
            media_type: Cow::Borrowed(media_type::of(path.as_str())),
            cache_control: Cow::Borrowed(SHORT),
        }
    }

    /// What no cache is to keep.
    pub fn bookkeeping(path: &RelPath, bytes: &[u8]) -> Self {
        Made { cache_control: Cow::Borrowed("no-store"), ..Made::of(path, bytes) }
    }

    /// Headers that are those of now are not kept as texts of their own: there are as many as objects.
    fn share(&mut self, path: &RelPath) {
        for (header, now) in [(&mut self.media_type, media_type::of(path.as_str())), (&mut self.cache_control, SHORT)] {
            if *header == now {
                *header = Cow::Borrowed(now);
            }
        }
    }
}

impl Manifest {
    pub fn parse(bytes: &[u8]) -> Result<Self, Refused> {
        let document: Document<String, Held, Vec<Made>> =
            serde_json::from_slice(bytes).map_err(|e| Refused(e.to_string()))?;
        if document.generator != "forewarn" || document.version != 1 {
            return Err(Refused(format!("`{}` version {}", document.generator, document.version)));
        }
        let mut manifest = Manifest { files: checked(document.files)?, sending: checked(document.sending)? };
        manifest.files.iter_mut().for_each(|(path, held)| held.made.share(path));
        manifest.sending.iter_mut().for_each(|(path, made)| made.iter_mut().for_each(|made| made.share(path)));
        Ok(manifest)
    }

    /// In one line: a site of 50,000 objects has megabytes of it.
    pub fn bytes(&self) -> Vec<u8> {
        let document =
            Document { generator: "forewarn", version: 1, files: texts(&self.files), sending: texts(&self.sending) };
        let mut bytes = serde_json::to_vec(&document).expect("maps of texts and numbers are JSON");
        bytes.push(b'\n');
        bytes
    }
}

fn texts<T>(map: &BTreeMap<RelPath, T>) -> BTreeMap<&str, &T> {
    map.iter().map(|(path, value)| (path.as_str(), value)).collect()
}

fn checked<T>(map: BTreeMap<String, T>) -> Result<BTreeMap<RelPath, T>, Refused> {
    let path = |path: String| RelPath::new(path.as_str()).map_err(|e| Refused(format!("`{path}`: {e}")));
    map.into_iter().map(|(name, value)| Ok((path(name)?, value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn a_manifest_reads_back_as_it_was_written() {
        let made = Made::of(&path("a/index.html"), b"abc");
        assert_eq!((&*made.media_type, &*made.cache_control), ("text/html; charset=utf-8", SHORT));
        let held = Held { made: made.clone(), etag: Some("\"x\"".to_owned()) };
        let manifest =
            Manifest { files: [(path("a/index.html"), held)].into(), sending: [(path("b"), vec![made])].into() };
        assert_eq!(Manifest::parse(&manifest.bytes()).unwrap(), manifest);
    }

    #[test]
    fn a_manifest_of_another_program_or_with_a_path_outside_is_refused() {
        let text = |name: &str, version: u32, file: &str| {
            format!(r#"{{"generator":"{name}","version":{version},"files":{{{file}}},"sending":{{}}}}"#)
        };
        let hash = Hash::of(b"");
        let outside = format!(r#""../x":{{"sha256":"{hash}","size":0,"type":"a","cache_control":"b","etag":null}}"#);
        assert!(Manifest::parse(text("forewarn", 1, "").as_bytes()).is_ok());
        for wrong in [text("other", 1, ""), text("forewarn", 2, ""), text("forewarn", 1, &outside), "[]".to_owned()] {
            assert!(Manifest::parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
