//! The table of [`super`] → the file `_headers`. Its paths start at the root of what is published there.
//!
//! Where two rules set one field, these hosts send both values, so each field is set by one rule only for any path; and they
//! know no query, so that nothing is kept for long.

use std::fmt::Write;

use super::{ALWAYS, CATALOG, CATALOG_TYPE, SHORT, TYPES, Typed};
use crate::site::paths::OPML;

/// Where feeds lie: at the root, of the promises, and of each component, tag, owner and audience.
const FOLDERS: [&str; 3] = ["/", "/:kind/", "/:kind/:id/"];

pub fn file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = writeln!(text, "  Cache-Control: {SHORT}");
    for Typed { names, media_type, .. } in TYPES {
        for (name, folder) in names.iter().flat_map(|name| FOLDERS.map(|folder| (name, folder))) {
            let _ = writeln!(text, "{folder}{name}\n  Content-Type: {media_type}; charset=utf-8");
        }
    }
    let _ = writeln!(text, "/{OPML}\n  Content-Type: text/x-opml; charset=utf-8");
    let _ = writeln!(text, "/{CATALOG}\n  Content-Type: {CATALOG_TYPE}\n  Link: </{CATALOG}>; rel=\"api-catalog\"");
    text
}
