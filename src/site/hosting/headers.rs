//! The table of [`super`] → the file `_headers`. Its paths start at the root of what is published there.
//!
//! Where two rules set one field, these hosts send both values, so each field is set by one rule only for any path; and they
//! know no query, so that nothing is kept for long.

use std::fmt::Write;

use super::{ALWAYS, CATALOG, CATALOG_TYPE, SHORT, TYPES};

/// Where feeds lie: at the root, of the promises, and of each component, tag, owner and audience.
const FOLDERS: [&str; 3] = ["/", "/:kind/", "/:kind/:id/"];

pub fn file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = writeln!(text, "  Cache-Control: {SHORT}");
    for (name, media_type) in TYPES {
        for folder in FOLDERS {
            let _ = writeln!(text, "{folder}{name}\n  Content-Type: {media_type}");
        }
    }
    let _ = writeln!(text, "/{CATALOG}\n  Content-Type: {CATALOG_TYPE}\n  Link: </{CATALOG}>; rel=\"api-catalog\"");
    text
}
