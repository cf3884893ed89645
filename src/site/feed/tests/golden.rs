//! The exact bytes of a small feed in each format. `SNAPSHOTS=overwrite` rewrites the files beside this one.
#![expect(clippy::disallowed_methods, reason = "snapbox looks where the expected files are")]

use snapbox::{assert_data_eq, file};

use super::*;

#[test]
fn rss_is_exactly_this() {
    assert_data_eq!(text(rss(&feed(&[item(), bare_item()]))), file!["golden.rss.xml": Text].raw());
}

#[test]
fn atom_is_exactly_this() {
    assert_data_eq!(text(atom(&feed(&[item(), bare_item()]))), file!["golden.atom.xml": Text].raw());
}

#[test]
fn json_feed_is_exactly_this() {
    assert_data_eq!(text(json(&feed(&[item(), bare_item()]))), file!["golden.json": Text].raw());
}
