//! A digest of the texts of a site, the files that it copies, and this program: what the published site is made of.

use std::env;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::file_digest;
use crate::base::RelPath;

/// `None` if the program or a file cannot be read; whoever renders will say which.
pub fn made_of(texts: [u8; 32], root: &Path, copied: &[RelPath]) -> Option<[u8; 32]> {
    let mut digest = Sha256::new_with_prefix(texts);
    let program = env::current_exe().ok()?;
    for file in copied.iter().map(|path| root.join(path)).chain([program]) {
        digest.update(file_digest::sha256(&file).ok()?);
    }
    Some(digest.finalize().into())
}
