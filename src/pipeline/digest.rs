//! Everything that a site is rendered from → one digest: equal digests, equal sites.

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Compiled;
use crate::base::RelPath;
use crate::site::theme::AssetContent;
use crate::site::{Artifact, Plan};

impl Compiled {
    /// A digest (SHA-256) of all texts, the day, and what the baseline told. The files of [`Compiled::copied`] are told
    /// by name only: their bytes are not here.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for source in self.sources.iter() {
            part(&mut digest, source.path.as_str().as_bytes());
            part(&mut digest, source.text.as_bytes());
        }
        part(&mut digest, self.today.0.to_string().as_bytes());
        // The baseline shows in these two documents alone.
        let mut digest = Digested(digest);
        digest.json(&*self.schedule);
        digest.json(self.site().ids());
        let mut digest = digest.0;
        for path in self.copied() {
            part(&mut digest, path.as_str().as_bytes());
        }
        digest.finalize().into()
    }

    /// The files that are published as they are, in the order of the plan.
    pub fn copied(&self) -> Vec<RelPath> {
        let plan: &Plan = &self.plan;
        let assets = self.theme.assets();
        let file = |artifact: &Artifact| match artifact {
            Artifact::File(path) => Some(path.clone()),
            Artifact::Theme(place) => match &assets[*place].content {
                AssetContent::Copy(path) => Some(path.clone()),
                AssetContent::Embedded(_) | AssetContent::Generated(_) => None,
            },
            _ => None,
        };
        (0..plan.len()).filter_map(|index| file(plan.artifact(index))).collect()
    }
}

/// Its length comes first, so that no two lists of parts are told alike.
fn part(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

/// What is written into it is digested and not kept: a schedule may be large.
struct Digested(Sha256);

impl Digested {
    fn json(&mut self, document: &impl Serialize) {
        serde_json::to_writer(self, document).expect("wire types always serialise");
    }
}

impl io::Write for &mut Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
