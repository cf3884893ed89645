//! What the published site was made of, remembered beside it: if that is the same as now, and every published file still
//! has the bytes of its record, there is nothing to render. Trusts no clock and no time of a file, and never fails: what
//! cannot be read or remembered costs a rendering, no more.

use std::fs;
use std::io;

use super::hash::Hash;
use super::live::Live;
use super::place::Place;
use super::render::write_new;
use super::scan::MANIFEST;
use crate::shell::file_digest;

/// Whether the published site is, byte for byte, what was made of these inputs.
pub fn is_unchanged(place: &Place, live: &Live, made_of: Hash) -> bool {
    let remembered = fs::read_to_string(&place.inputs).ok();
    remembered.is_some() && remembered == memory(place, made_of).ok() && live.is_whole()
}

/// To be said once the site of these inputs is published.
pub fn remember(place: &Place, made_of: Hash) {
    // A memory that is not written is missed by the next build only in time.
    let _ = memory(place, made_of).and_then(|text| write_new(&place.inputs, text.as_bytes()));
}

/// The manifest belongs to it: another site may have been published since, and its memory not written.
fn memory(place: &Place, made_of: Hash) -> io::Result<String> {
    let manifest = Hash(file_digest::sha256(&place.dir.join(MANIFEST))?);
    Ok(format!("{made_of} {manifest}\n"))
}
