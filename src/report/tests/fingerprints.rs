use std::collections::BTreeSet;

use proptest::prelude::*;

use super::properties::{finding, placed, sources};
use super::transcripts::{ENTRY, deny, entry, path, span};
use crate::base::{RelPath, Source, Sources, Span};
use crate::diag::{Diagnostic, Finding, Label, Rule};
use crate::report::fingerprint::marked;
use crate::report::lines::Texts;

fn fingerprints(findings: &[Finding], sources: &Sources) -> Vec<String> {
    marked(findings, &Texts::of(findings, sources)).into_iter().map(|marked| marked.fingerprint).collect()
}

/// The findings of a text that has so many bytes more at its top.
fn moved(findings: &[Finding], by: usize) -> Vec<Finding> {
    let shift = |label: &mut Label| label.span = label.span.map(|span| span.shift(by));
    let mut findings = findings.to_vec();
    for Finding { diagnostic, .. } in &mut findings {
        shift(&mut diagnostic.primary);
        diagnostic.labels.iter_mut().for_each(shift);
    }
    findings
}

proptest! {
    #[test]
    fn lines_above_change_no_fingerprint_and_no_two_are_equal((text, spans, said) in placed(), above in "([a-z =]{0,20}\n){1,5}") {
        let findings: Vec<Finding> = spans.iter().map(|span| finding(&[*span; 4], &said)).collect();
        let before = fingerprints(&findings, &sources(&text));
        let after = fingerprints(&moved(&findings, above.len()), &sources(&format!("{above}{text}")));
        prop_assert_eq!(&before, &after);
        prop_assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len());
        prop_assert!(before.iter().all(|one| one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }
}

/// The fingerprint of a finding at `part` of a text.
fn at(file: &RelPath, text: &str, part: &str) -> String {
    let found = deny(Diagnostic::new(Rule::ClosedDay, file, span(text, part), "any"));
    fingerprints(&[found], &[Source::new(file.clone(), text)].into_iter().collect()).remove(0)
}

#[test]
fn another_value_of_the_key_is_the_same_finding_and_another_file_is_not() {
    let before = at(&entry(), ENTRY, "2026-12-01");
    assert_eq!(before, at(&entry(), &ENTRY.replace("2026-12-01", "2026-12-05"), "2026-12-05"));
    assert_ne!(before, at(&path("content/changes/2026-03-02-v1.md"), ENTRY, "2026-12-01"));
    assert_ne!(before, at(&path("content/changes/api/2026-03-02-v2.md"), ENTRY, "2026-12-01"));
    assert_ne!(before, at(&entry(), ENTRY, "Deploy API v1"));
}

#[test]
fn a_place_in_prose_is_known_by_its_text() {
    let text = "See [the guide](../x.md) and [the plan](../y.md).\n";
    assert_ne!(at(&entry(), text, "[the guide](../x.md)"), at(&entry(), text, "[the plan](../y.md)"));
    let reflowed = "Please\nsee [the  guide](../x.md)\n";
    assert_eq!(at(&entry(), text, "[the guide](../x.md)"), at(&entry(), reflowed, "[the  guide](../x.md)"));
}

/// Published names: changing one makes every known finding a new one for those who track them.
#[test]
fn fingerprints_stay_what_they_are() {
    let point = deny(Diagnostic::new(Rule::Syntax, &entry(), Span::point(0), "any"));
    let whole = deny(Diagnostic::file(Rule::NotUtf8, &path("book.toml"), "any"));
    let sources = [Source::new(entry(), ENTRY)].into_iter().collect();
    let found = fingerprints(&[point, whole.clone(), whole], &sources);
    assert_eq!(
        found,
        ["3045575c314af26c13dbf66bea06698f", "5fb333d0ddff0af7193805b87d9c3992", "80eb9979fb81d345163bb8be8ed4030d"]
    );
}
