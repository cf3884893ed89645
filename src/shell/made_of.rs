//! A digest of the texts of a site, the files that it copies, and this program: what the published site is made of.

use std::env;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::base::RelPath;

/// `None` if the program or a file cannot be read; whoever renders will say which.
pub fn made_of(texts: [u8; 32], root: &Path, copied: &[RelPath]) -> Option<[u8; 32]> {
    let mut digest = Sha256::new_with_prefix(texts);
    let program = env::current_exe().ok()?;
    for file in copied.iter().map(|path| root.join(path)).chain([program]) {
        digest.update(of_file(&file).ok()?);
    }
    Some(digest.finalize().into())
}

/// The program is the largest of the files, and none is kept in memory.
fn of_file(path: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut digest, mut part) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok(digest.finalize().into()),
            length => digest.update(&part[..length]),
        }
    }
}
