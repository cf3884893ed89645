//! What lifts the minimum notice of a date: an advisory, named where the date was given or moved.

use crate::entry::{Change, Deprecation, FieldName, Revision};

/// Whether a text names an advisory: a CVE or GHSA id, or a link. Anything else gives readers nothing to check.
pub fn is_advisory(text: &str) -> bool {
    let id = ["CVE-", "GHSA-"].iter().any(|prefix| text.len() > prefix.len() && text.starts_with(prefix));
    let link =
        text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).is_some_and(|rest| rest.contains('.'));
    (id || link) && !text.contains(char::is_whitespace)
}

/// Whether an emergency lifts the notice of a field's present value: that of the last revision which gave readers less time,
/// or else that of the first announcement.
pub fn lifts(promise: &Deprecation, field: &FieldName) -> bool {
    let shortens = |revision: &&Revision| match revision.change {
        Change::PulledIn | Change::Dated => revision.field == *field || revision.field == FieldName::Estimated,
        Change::Reinstated => true,
        _ => false,
    };
    let last = promise.revisions.iter().filter(shortens).max_by_key(|revision| revision.date);
    let advisory = match last {
        Some(revision) => revision.emergency.as_ref(),
        None => promise.emergency.as_ref().map(|at| &at.value),
    };
    advisory.is_some_and(|advisory| is_advisory(advisory))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advisory_can_be_looked_up() {
        for text in ["CVE-2026-1234", "GHSA-abcd-efgh-ijkl", "https://security.example.com/a"] {
            assert!(is_advisory(text), "{text}");
        }
        for text in ["yes", "CVE-", "CVE 2026", "https://", "we must"] {
            assert!(!is_advisory(text), "{text}");
        }
    }
}
