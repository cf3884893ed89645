//! Texts that would break out of a format if they were not escaped, read back by somebody else's reader.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use super::formats::{about, run};
use super::properties::{finding, placed, sources};
use crate::base::{Source, Sources, Span, is_forbidden};
use crate::diag::{Diagnostic, Finding, Level, Rule};
use crate::report::{InRepository, github, gitlab, junit, sarif, visible};

use super::transcripts::{deny, path};

const HOSTILE: [&str; 12] = [
    "a\n::error::fake",
    "a\r\n::set-output name=x::y",
    "##[error]fake, 100% : sure%0A::error::x",
    "]]></failure><x/>&amp;",
    "\u{1b}[31m\u{0}\u{7}\u{fffe}\u{202e}",
    "| a \\| b ` c `d` <img src=x onerror=alert(1)>",
    "``` [link](https://example.com) ![i](x) @team #1 www.example.com",
    "[click](1) {0} \\[x]",
    "`a` `b` `<b>|</b>` `",
    "**bold** _it_ ~~no~~ $x$ &lt; \\",
    "--- \n# heading\n- list",
    "",
];

fn of(text: &str) -> ([Finding; 1], Sources) {
    let file = path("content/a,b:c %|`<d>.md");
    let found = Diagnostic::new(Rule::ClosedDay, &file, Span::new(0, 1), text).here(text).note(text).fix(
        text,
        Span::new(0, 1),
        text,
    );
    ([deny(found)], [Source::new(file, text)].into_iter().collect())
}

#[test]
fn a_finding_is_one_workflow_command() {
    for text in HOSTILE {
        let (findings, sources) = of(text);
        let commands = github(&findings, &sources, InRepository(None)).commands;
        assert_eq!(commands.lines().count(), 1, "{commands}");
        let (properties, data) = commands.strip_prefix("::error ").unwrap().split_once("::").unwrap();
        let file = properties.split(',').nth(1).unwrap();
        assert_eq!(file, "file=content/a%2Cb%3Ac %25|`<d>.md");
        let read = data.trim_end_matches('\n').replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        assert_eq!(read, format!("{0}\nhelp: {0}", visible::paragraph(text)));
    }
}

/// The cells of the first row, as text, with nothing but code and line breaks in them.
fn cells(markdown: &str) -> Vec<String> {
    let mut cells = vec![];
    let mut in_body = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableRow) => in_body = true,
            Event::End(TagEnd::TableRow) => break,
            Event::Start(Tag::TableCell) if in_body => cells.push(String::new()),
            Event::End(TagEnd::TableCell) => {}
            Event::Text(text) if in_body => cells.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) if in_body => assert!(["<code>", "</code>", "<br>"].contains(&&*tag), "{tag}"),
            event => assert!(!in_body, "{event:?} in {markdown}"),
        }
    }
    cells
}

fn assert_row_is_the_text(text: &str) {
    let (findings, sources) = of(text);
    let markdown = github(&findings, &sources, InRepository(None)).step_summary;
    let cells = cells(&markdown);
    let shown = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Backticks in pairs are shown as code, so that only the other ones are left.
    let bare = |text: &str| shown(&visible::one_line(text).replace('`', ""));
    assert_eq!(cells.len(), 4, "{markdown}");
    assert_eq!(cells[0], "content/a,b:c %|`<d>.md:1");
    assert_eq!(shown(&cells[1].replace('`', "")), bare(text), "{markdown}");
    assert_eq!(shown(&cells[2].replace('`', "")), bare(text), "{markdown}");
    assert_eq!(cells[3], "date/closed-day");
}

#[test]
fn a_row_of_the_step_summary_reads_as_the_text() {
    HOSTILE.into_iter().for_each(assert_row_is_the_text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_row_of_the_step_summary_reads_as_its_text(text in "[ -~äñ漢\n]{0,60}") {
        assert_row_is_the_text(&text);
    }

    #[test]
    fn any_text_and_span_gives_well_formed_documents((text, spans, said) in placed()) {
        let (findings, sources) = ([finding(&spans, &said)], sources(&text));
        let documents = [
            sarif(&findings, &sources, InRepository(None), &about),
            gitlab(&findings, &sources, InRepository(None)),
        ];
        for document in &documents {
            prop_assert!(serde_json::from_str::<serde_json::Value>(document).is_ok());
            prop_assert!(!document.contains(is_forbidden));
        }
        let github = github(&findings, &sources, InRepository(None));
        prop_assert_eq!(github.commands.lines().count(), 1);
        prop_assert!(!github.commands.contains(is_forbidden) && !github.step_summary.contains(is_forbidden));
        let junit = junit(&findings, &sources, run());
        prop_assert!(!junit.contains(is_forbidden));
        let mut reader = Reader::from_str(&junit);
        while reader.read_event().unwrap() != Xml::Eof {}
    }
}

#[test]
fn the_message_of_a_failed_case_is_the_text() {
    for text in HOSTILE {
        let (findings, sources) = of(text);
        let junit = junit(&findings, &sources, run());
        let mut reader = Reader::from_str(&junit);
        let mut messages = vec![];
        loop {
            match reader.read_event().unwrap() {
                Xml::Eof => break,
                Xml::Start(tag) if tag.name().as_ref() == "failure" => {
                    let value = tag.try_get_attribute("message").unwrap().unwrap();
                    messages.push(value.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned());
                }
                _ => {}
            }
        }
        assert_eq!(messages, [visible::one_line(text)]);
    }
}

#[test]
fn a_message_of_sarif_holds_no_link() {
    let (findings, sources) = of("see [click](1) or [x]");
    let log: serde_json::Value = serde_json::from_str(&sarif(&findings, &sources, InRepository(None), &about)).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert!(result["message"]["text"].as_str().unwrap().starts_with("see \\[click\\](1) or \\[x\\]"));
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "content/a%2Cb%3Ac%20%25%7C%60%3Cd%3E.md");
}

#[test]
fn equal_findings_of_gitlab_stay_two() {
    let (findings, sources) = of("x");
    let twice = [findings[0].clone(), Finding { level: Level::Warn, ..findings[0].clone() }];
    let issues: serde_json::Value = serde_json::from_str(&gitlab(&twice, &sources, InRepository(None))).unwrap();
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
}
