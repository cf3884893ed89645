//! A file of any size → its digest; no more than a part of it is ever in memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

const PART: usize = 64 << 10;

pub fn sha256(path: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut digest, mut part) = (File::open(path)?, Sha256::new(), vec![0; PART]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok(digest.finalize().into()),
            length => digest.update(&part[..length]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_digest_of_the_whole() {
        let dir = tempfile::tempdir().unwrap();
        for length in [0, 1, PART, 2 * PART + 1] {
            let (path, bytes) = (dir.path().join("file"), vec![7; length]);
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(sha256(&path).unwrap(), <[u8; 32]>::from(Sha256::digest(&bytes)));
        }
    }
}
