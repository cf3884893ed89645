//! What must hold of any bytes, for each thing that others write and we read: a check never panics, whatever it is given,
//! unless something is wrong with us. The fuzz targets give it bytes without end, `tests/fuzz_corpus.rs` the kept ones.
#![allow(dead_code, clippy::unwrap_used, reason = "each target uses one check, and a check may fail")]

pub mod book;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod pattern;
pub mod places;
pub mod schedule;

/// The bytes as a text, if they are one: nothing else gets past reading a file.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
