use proptest::prelude::*;

use crate::base::{RelPath, Source, Sources, Span, is_forbidden};
use crate::diag::{Diagnostic, Finding, Level, Rule};
use crate::report::{Styled, human, json, short};

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

/// Texts with many line ends, tabs, controls, wide and combining characters.
pub(super) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z =]{1,8}",
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r\t\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{200d}".to_owned()),
        Just("漢字é\u{301}👩\u{200d}💻".to_owned()),
        Just("long".repeat(1_000)),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A text and spans that lie in it, or a little beyond its end or inside a character.
pub(super) fn placed() -> impl Strategy<Value = (String, Vec<Span>, String)> {
    let spans = proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 4);
    (texts(), spans, texts()).prop_map(|(text, spans, said)| {
        let place = |index: &prop::sample::Index| index.index(text.len() + 2);
        let span = |(a, b): &(_, _)| Span::new(place(a).min(place(b)), place(a).max(place(b)));
        let spans = spans.iter().map(span).collect();
        (text, spans, said)
    })
}

pub(super) fn finding(spans: &[Span], said: &str) -> Finding {
    let (file, other) = (path("a.md"), path("b.md"));
    let diagnostic = Diagnostic::new(Rule::ClosedDay, &file, spans[0], said)
        .here(said)
        .label(&file, spans[1], said)
        .label(&other, spans[2], "there")
        .note(said)
        .help(said)
        .fix(said, spans[3], said)
        .fix("remove", spans[3], "");
    Finding { level: Level::Warn, diagnostic }
}

pub(super) fn sources(text: &str) -> Sources {
    [Source::new(path("a.md"), text), Source::new(path("b.md"), text)].into_iter().collect()
}

proptest! {
    #[test]
    fn any_text_and_span_is_worded_without_a_control_character((text, spans, said) in placed(), width in 0usize..200) {
        let (findings, sources) = ([finding(&spans, &said)], sources(&text));
        let plain = human(&findings, &sources, Styled::Plain, width);
        prop_assert!(!plain.contains(|c| is_forbidden(c) || c == '\t'), "{plain:?}");
        let coloured = human(&findings, &sources, Styled::Coloured, width);
        prop_assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        let short = short(&findings, &sources);
        prop_assert!(short.lines().count() == 1 && !short.contains(is_forbidden), "{short:?}");
        let json = json(&findings, &sources);
        prop_assert!(!json.contains(is_forbidden));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["findings"][0]["message"].as_str(), Some(said.as_str()));
    }
}

#[test]
fn a_thousand_findings_in_twenty_thousand_lines_cost_no_more_than_their_own_lines() {
    let text = "key = \"value\"\n".repeat(20_000);
    let findings: Vec<Finding> = (0..1_000).map(|n| finding(&[Span::new(n * 280, n * 280 + 3); 4], "said")).collect();
    let out = human(&findings, &sources(&text), Styled::Plain, 100);
    assert!(out.contains("a.md:19981:1"), "the last finding is there");
}
