//! Every table of an entry's front matter with its keys: what is unknown, and where a misplaced key belongs.

use crate::form::Places;

pub const ENTRY: Places = &[
    (
        "",
        &[
            "title",
            "date",
            "kind",
            "component",
            "also",
            "version",
            "id",
            "former-ids",
            "summary",
            "breaking",
            "tags",
            "audiences",
            "action",
            "migration",
            "effort",
            "owner",
            "links",
            "related",
            "completes",
            "advisories",
            "affected",
            "updated",
            "draft",
            "extra",
            "allow",
            "deprecation",
        ],
    ),
    ("updated", &["date", "note"]),
    ("allow", &["rule", "reason", "until"]),
    (
        "deprecation",
        &[
            "deprecated",
            "closed-to-new",
            "end-of-support",
            "sunset",
            "removal",
            "not-before",
            "estimated",
            "reason",
            "effect",
            "warning",
            "no-replacement",
            "emergency",
            "surface",
            "replacement",
            "brownout",
            "revision",
            "detect",
        ],
    ),
    ("deprecation.surface", &["kind", "name", "versions", "replacement", "no-replacement"]),
    ("deprecation.replacement", &["name", "component", "available-since", "link", "entry"]),
    ("deprecation.brownout", &["id", "announced", "start", "end", "effect", "cancelled"]),
    ("deprecation.brownout.cancelled", &["date", "reason"]),
    ("deprecation.revision", &["date", "field", "from", "to", "change", "reason", "emergency"]),
    ("deprecation.detect", &["surface", "files", "exclude", "pattern", "should-match", "should-not-match", "message"]),
];

pub const PAGE: Places = &[("", &["title", "nav"])];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_reference() {
        let reference = include_str!("../../content/pages/writing-entries.md");
        for (table, keys) in ENTRY {
            for key in *keys {
                let named = ["`", "`[", "`[[", "`deprecation.", "`[[deprecation."]
                    .iter()
                    .any(|open| reference.contains(&format!("{open}{key}")));
                assert!(named, "`{key}` of `[{table}]` is missing in the reference");
            }
        }
    }
}
