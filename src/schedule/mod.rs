//! The published view of a catalog and its baseline → the documents of API v1 ([`wire`]), and nothing else.
//!
//! [`schedule`] comes first: it says when each date was first published. All other documents are made on demand from the
//! view and the settings. Pure: it reads no file and fetches nothing, and no document depends on anything but its
//! arguments. No document holds a state or a count of days, so that bytes change only when content does.

pub mod paths;
pub mod wire;
