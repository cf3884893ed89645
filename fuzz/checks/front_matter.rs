//! A file below `changes/` or `pages/`.

use forewarn::base::{RelPath, Source};
use forewarn::config::Limits;
use forewarn::diag::Diagnostic;
use forewarn::entry::{parse_entry, parse_page};

use super::{places, text};

pub fn check(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let findings = entry(&source("content/changes/api/2026-01-01-a.md", text));
    page(&source("content/pages/a.md", text));
    for mended in places::mended(&source("content/changes/api/2026-01-01-a.md", text), &findings) {
        entry(&mended);
    }
}

fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).unwrap(), text)
}

fn entry(source: &Source) -> Vec<Diagnostic> {
    let (entry, findings) = parse_entry(source, "content/changes", Limits::default());
    places::of(source, &findings);
    match entry {
        None => assert!(!findings.is_empty(), "an entry is missing, and nobody is told why: {:?}", source.text),
        Some(entry) => {
            places::is_within(&source.text, entry.body);
            places::is_within(&source.text, entry.fence);
            places::is_within(&source.text, entry.title.span);
            places::is_within(&source.text, entry.date.span);
            assert!(!entry.title.value.contains('\n'));
        }
    }
    let again = parse_entry(source, "content/changes", Limits::default()).1;
    assert_eq!(again, findings, "a file says the same each time");
    findings
}

fn page(source: &Source) {
    let (page, findings) = parse_page(source, "content/pages", Limits::default());
    places::of(source, &findings);
    assert!(page.is_some() || !findings.is_empty(), "a page is missing, and nobody is told why: {:?}", source.text);
}
