//! One file → its text, or what is wrong with it. Never opens what is not a regular file, never holds more than the
//! limit in memory.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::walk::{leads_out, not_a_file, unreadable};
use crate::base::{RelPath, Source, Span};
use crate::diag::{Diagnostic, Rule};
use crate::site::theme::Stamp;

/// Why a file is no source.
#[derive(Clone, Debug)]
pub struct Unread {
    pub finding: Diagnostic,
    /// The text as far as it is text, to show the finding in.
    pub lossy: Option<Source>,
}

impl From<Diagnostic> for Unread {
    fn from(finding: Diagnostic) -> Self {
        Unread { finding, lossy: None }
    }
}

/// Reads one file below the root, e.g. `book.toml`; `None` if there is none.
pub fn read_source(root: &Path, path: &RelPath, max_bytes: u64) -> Result<Option<Source>, Unread> {
    let place = root.join(path);
    let real_root = fs::canonicalize(root).map_err(|e| unreadable(path, &e.to_string()))?;
    match place.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(path, &error.to_string()).into()),
        Ok(_) => {}
    }
    if let Some(finding) = leads_out(&real_root, path) {
        return Err(finding.into());
    }
    let found = place.metadata().map_err(|e| unreadable(path, &e.to_string()))?;
    if !found.is_file() {
        return Err(not_a_file(path).into());
    }
    read_regular(root, path, max_bytes).map(Some)
}

/// Reads a file that is known to be a regular one below the root.
pub fn read_regular(root: &Path, path: &RelPath, max_bytes: u64) -> Result<Source, Unread> {
    let bytes = read_at_most(&root.join(path), max_bytes).map_err(|e| unreadable(path, &e.to_string()))?;
    match bytes {
        Some(bytes) => decode(path, bytes),
        None => Err(too_large(path, max_bytes).into()),
    }
}

/// A digest of a file that is copied when the site is published, and never held in memory.
pub fn stamp(root: &Path, path: &RelPath) -> Result<Stamp, Unread> {
    let digest = digest(&root.join(path)).map_err(|e| unreadable(path, &e.to_string()))?;
    Ok(Stamp::of_digest(digest))
}

fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut digest = Sha256::new();
    loop {
        let read = file.fill_buf()?;
        if read.is_empty() {
            return Ok(digest.finalize().into());
        }
        digest.update(read);
        let length = read.len();
        file.consume(length);
    }
}

/// `None` if the file is larger.
pub fn read_at_most(path: &Path, max_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > max_bytes {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    // It may grow while it is read.
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max_bytes).then_some(bytes))
}

fn too_large(path: &RelPath, max_bytes: u64) -> Diagnostic {
    let finding = Diagnostic::file(Rule::TooLarge, path, format!("`{path}` is larger than {max_bytes} bytes"));
    match path.extension() {
        Some("md") => finding.help("shorten it, or raise `entry-bytes` in `[limits]` of book.toml"),
        _ => finding.help("shorten it: text of this size was not written by people"),
    }
}

fn decode(path: &RelPath, bytes: Vec<u8>) -> Result<Source, Unread> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Source::new(path.clone(), text)),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes()[at];
    let lossy = Source::new(path.clone(), String::from_utf8_lossy(error.as_bytes()));
    let message = match error.as_bytes() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the file is UTF-16, not UTF-8".to_owned(),
        _ => format!("the byte 0x{byte:02X} is not UTF-8"),
    };
    let replacement = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    let finding = Diagnostic::new(Rule::NotUtf8, path, replacement, message)
        .help("save the file as UTF-8; editors call it the encoding or character set");
    Err(Unread { finding, lossy: Some(lossy) })
}
