//! Which files a theme publishes beside the pages, under `theme/`: the embedded ones, a user's in their place, and the
//! style sheet of the accent colour.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{UserTheme, accent, embedded};
use crate::base::RelPath;
use crate::diag::Diagnostic;

/// A published file of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it is published: `theme/style.css`.
    pub path: RelPath,
    pub content: AssetContent,
    stamp: Stamp,
}

/// The beginning of the SHA-256 of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp([u8; 4]);

impl Stamp {
    pub fn of(bytes: &[u8]) -> Self {
        Stamp::of_digest(Sha256::digest(bytes).into())
    }

    /// Of bytes whose SHA-256 is known.
    pub fn of_digest([a, b, c, d, ..]: [u8; 32]) -> Self {
        Stamp([a, b, c, d])
    }
}

/// Where the bytes of an asset come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetContent {
    Embedded(&'static [u8]),
    Generated(String),
    /// A file of the project, to be copied.
    Copy(RelPath),
}

impl Asset {
    /// The path for links: with a short hash of the bytes, so that caches take a changed file for a new one.
    pub(super) fn link(&self) -> String {
        let short: String = self.stamp.0.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}?v={short}", self.path)
    }
}

/// All assets, sorted by path; a user's file replaces ours of the same name.
pub(super) fn collect(user: Option<&UserTheme>, options: &serde_json::Value) -> (Vec<Asset>, Vec<Diagnostic>) {
    let mut contents = BTreeMap::new();
    for (name, bytes) in embedded::files() {
        contents.insert(name.to_owned(), (AssetContent::Embedded(bytes), Stamp::of(bytes)));
    }
    let mut problems = Vec::new();
    match accent::style_sheet(options) {
        Ok(Some(text)) => drop(contents.insert(accent::FILE.to_owned(), generated(text))),
        Ok(None) => {}
        Err(problem) => {
            problems.push(*problem);
            contents.insert(accent::FILE.to_owned(), generated(String::new())); // pages link to it
        }
    }
    if let Some(user) = user {
        let folder = format!("{}/static", user.dir);
        for file in &user.files {
            if let Some(name) = file.path.strip_prefix(&folder) {
                contents.insert(name.to_owned(), (AssetContent::Copy(file.path.clone()), file.stamp));
            }
        }
    }
    let publish = |(name, (content, stamp))| {
        let path = RelPath::new(format!("theme/{name}")).expect("the end of a path is a path");
        Asset { path, content, stamp }
    };
    (contents.into_iter().map(publish).collect(), problems)
}

fn generated(text: String) -> (AssetContent, Stamp) {
    let stamp = Stamp::of(text.as_bytes());
    (AssetContent::Generated(text), stamp)
}
