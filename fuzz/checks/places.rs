//! Findings about a text: every place that they name, and every edit that they offer, is one of that text.

use forewarn::base::{Source, Span};
use forewarn::diag::Diagnostic;

pub fn is_within(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no place of {text:?}");
}

pub fn of(source: &Source, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        assert!(!finding.help.is_empty(), "no remedy: {finding:?}");
        for label in std::iter::once(&finding.primary).chain(&finding.labels) {
            assert_eq!(label.path, source.path);
            label.span.into_iter().for_each(|span| is_within(&source.text, span));
        }
        for edit in finding.help.iter().filter_map(|help| help.edit.as_ref()) {
            is_within(&source.text, edit.span);
        }
    }
}

/// The texts that come of the first few edits that are offered.
pub fn mended(source: &Source, findings: &[Diagnostic]) -> Vec<Source> {
    let edits = findings.iter().flat_map(|finding| &finding.help).filter_map(|help| help.edit.as_ref());
    let apply = |edit: &forewarn::diag::Edit| {
        let (before, after) = (&source.text[..edit.span.start], &source.text[edit.span.end..]);
        Source::new(source.path.clone(), format!("{before}{}{after}", edit.text))
    };
    edits.take(3).map(apply).collect()
}
