use snapbox::prelude::*;
use snapbox::{assert_data_eq, str};

use crate::base::{RelPath, Source, Sources, Span};
use crate::diag::{Diagnostic, Finding, Level, Rule};
use crate::report::{Styled, human, json, short, summary};

pub(super) const ENTRY: &str =
    "+++\ntitle = \"Deploy API v1 is deprecated\"\n\n[deprecation]\nsunste = 2026-12-01\n+++\nBody\n";

pub(super) fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

pub(super) fn entry() -> RelPath {
    path("content/changes/api/2026-03-02-v1.md")
}

pub(super) fn sources() -> Sources {
    let book = "[book]\ntitle = \"Paved Road\"\n\n[policy]\nmin-notice-days = 90\n";
    [Source::new(entry(), ENTRY), Source::new(path("book.toml"), book)].into_iter().collect()
}

/// Where `part` stands in `text`.
pub(super) fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

pub(super) fn deny(diagnostic: Diagnostic) -> Finding {
    Finding { level: Level::Deny, diagnostic }
}

pub(super) fn unknown_key() -> Diagnostic {
    let key = span(ENTRY, "sunste");
    Diagnostic::new(Rule::UnknownKey, &entry(), key, "unknown key `sunste` in `[deprecation]`")
        .here("no such key")
        .label(&entry(), span(ENTRY, "[deprecation]"), "in this table")
        .note("a key that is not known would be lost without a word")
        .fix("a key with a similar name exists: `sunset`", key, "sunset")
}

pub(super) fn too_short() -> Diagnostic {
    Diagnostic::new(
        Rule::NoticeTooShort,
        &entry(),
        span(ENTRY, "2026-12-01"),
        "sunset is 46 days away, 90 are promised",
    )
    .label(&path("book.toml"), Span::new(45, 60), "the policy says so here")
    .help("move the sunset to 2027-01-14 or later")
}

fn plain(findings: &[Finding]) -> String {
    human(findings, &sources(), Styled::Plain, 100)
}

#[test]
fn an_edit_is_shown_as_lines_to_remove_and_to_add() {
    assert_data_eq!(
        plain(&[deny(unknown_key())]),
        str![[r#"
error[form/unknown-key]: unknown key `sunste` in `[deprecation]`
 --> content/changes/api/2026-03-02-v1.md:5:1
  |
4 | [deprecation]
  | ------------- in this table
5 | sunste = 2026-12-01
  | ^^^^^^ no such key
  |
  = note: a key that is not known would be lost without a word
help: a key with a similar name exists: `sunset`
  |
5 - sunste = 2026-12-01
5 + sunset = 2026-12-01
  |


"#]]
    );
}

#[test]
fn a_label_in_another_file_gets_its_own_lines_and_silencing_is_explained_once() {
    let again = Finding { level: Level::Warn, diagnostic: too_short() };
    assert_data_eq!(
        plain(&[deny(too_short()), again]),
        str![[r#"
warning[notice/too-short]: sunset is 46 days away, 90 are promised
 --> content/changes/api/2026-03-02-v1.md:5:10
  |
5 | sunste = 2026-12-01
  |          ^^^^^^^^^^
  |
 ::: book.toml:5:8
  |
5 | min-notice-days = 90
  |        ^^^^^^^^^^^^^ the policy says so here
  |
  = help: move the sunset to 2027-01-14 or later
  = note: allow with `[[allow]]`, `rule = "notice/too-short"` and a `reason`

error[notice/too-short]: sunset is 46 days away, 90 are promised
 --> content/changes/api/2026-03-02-v1.md:5:10
  |
5 | sunste = 2026-12-01
  |          ^^^^^^^^^^
  |
 ::: book.toml:5:8
  |
5 | min-notice-days = 90
  |        ^^^^^^^^^^^^^ the policy says so here
  |
  = help: move the sunset to 2027-01-14 or later


"#]]
    );
}

#[test]
fn a_file_as_a_whole_is_named_without_lines() {
    let found = Diagnostic::file(Rule::NotUtf8, &path("content/changes/x.md"), "the file is not UTF-8 text")
        .help("save it as UTF-8");
    assert_data_eq!(
        plain(&[deny(found)]),
        str![[r#"
error[form/not-utf8]: the file is not UTF-8 text
--> content/changes/x.md
 = help: save it as UTF-8


"#]]
    );
}

#[test]
fn lines_are_inserted_and_removed_as_a_whole() {
    let at = ENTRY.find("[deprecation]").unwrap();
    let line = span(ENTRY, "sunste = 2026-12-01\n");
    let found = Diagnostic::new(Rule::NoSchedule, &entry(), Span::new(at, at + 13), "the promise has no date")
        .fix("remove the line", line, "")
        .fix("say when", Span::point(line.end), "sunset = 2026-12-01\n");
    assert_data_eq!(
        plain(&[deny(found)]),
        str![[r#"
error[form/no-schedule]: the promise has no date
 --> content/changes/api/2026-03-02-v1.md:4:1
  |
4 | [deprecation]
  | ^^^^^^^^^^^^^
  |
help: remove the line
  |
5 - sunste = 2026-12-01
  |
help: say when
  |
6 + sunset = 2026-12-01
  |


"#]]
    );
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    let file = path("a.md");
    let text = "\tt = \"\u{1b}[31mred\u{202e}\u{9b}\" # 漢字 wide\r\n";
    let found = Diagnostic::new(Rule::ControlCharacter, &file, span(text, "wide"), "raw \u{1b}]0;x\u{7} in\r\ntitle")
        .here("after\twide");
    let sources = [Source::new(file, text)].into_iter().collect();
    assert_data_eq!(
        human(&[deny(found)], &sources, Styled::Plain, 80),
        str![[r#"
error[form/control-character]: raw ␛]0;x␇ in title
 --> a.md:1:24
  |
1 |     t = "␛[31mred��" # 漢字 wide
  |                             ^^^^ after wide


"#]]
    );
}

#[test]
fn a_line_of_a_megabyte_is_cut() {
    let file = path("a.md");
    let text = "word ".repeat(200_000);
    let near = Diagnostic::new(Rule::DeadLink, &file, Span::new(1_000, 900_000), "no page `x`").here("this one");
    let far = Diagnostic::new(Rule::DeadLink, &file, Span::new(500_000, 500_004), "no page `y`").here("that one");
    let sources = [Source::new(file, text)].into_iter().collect();
    assert_data_eq!(
        human(&[deny(near), deny(far)], &sources, Styled::Plain, 80),
        str![[r#"
error[reader/dead-link]: no page `x`
 --> a.md:1:1001
  |
1 | ...rd word word word word word ...word word word word word wor...
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^ this one
  |
  = note: allow with `[[allow]]`, `rule = "reader/dead-link"` and a `reason`

error[reader/dead-link]: no page `y`
--> a.md:1:500001
 = note: the line is too long to show; here it reads `word word word word word word word word …`
 = note: that one


"#]]
    );
}

#[test]
fn the_end_of_a_file_and_an_empty_span_can_be_pointed_at() {
    let end = Diagnostic::new(Rule::Syntax, &entry(), Span::point(ENTRY.len()), "the front matter has no end");
    let empty = Diagnostic::new(Rule::MissingKey, &entry(), Span::point(3), "`title` is missing");
    assert_data_eq!(
        plain(&[deny(end), deny(empty)]),
        str![[r#"
error[form/syntax]: the front matter has no end
 --> content/changes/api/2026-03-02-v1.md:8:1
  |
8 |
  | ^

error[form/missing-key]: `title` is missing
 --> content/changes/api/2026-03-02-v1.md:1:4
  |
1 | +++
  |    ^


"#]]
    );
}

#[test]
fn short_has_a_line_per_finding() {
    let file = Diagnostic::file(Rule::NotUtf8, &path("x.md"), "not UTF-8\ntext");
    let note = Finding { level: Level::Note, diagnostic: too_short() };
    let hidden = Finding { level: Level::Allow, diagnostic: too_short() };
    assert_data_eq!(
        short(&[deny(unknown_key()), deny(file), note, hidden], &sources()),
        str![[r#"
content/changes/api/2026-03-02-v1.md:5:1: error[form/unknown-key]: unknown key `sunste` in `[deprecation]`
x.md: error[form/not-utf8]: not UTF-8 text
content/changes/api/2026-03-02-v1.md:5:10: note[notice/too-short]: sunset is 46 days away, 90 are promised

"#]]
    );
}

#[test]
fn json_has_every_key() {
    let found = unknown_key().help("\u{1b}\u{9b}");
    assert_data_eq!(
        json(&[deny(found)], &sources()).raw(),
        str![[r#"
{
  "version": 1,
  "summary": {
    "errors": 1,
    "warnings": 0,
    "notes": 0
  },
  "findings": [
    {
      "rule": "form/unknown-key",
      "level": "error",
      "message": "unknown key `sunste` in `[deprecation]`",
      "path": "content/changes/api/2026-03-02-v1.md",
      "range": {
        "start": {
          "line": 5,
          "column": 1,
          "offset": 57
        },
        "end": {
          "line": 5,
          "column": 7,
          "offset": 63
        }
      },
      "label": "no such key",
      "labels": [
        {
          "path": "content/changes/api/2026-03-02-v1.md",
          "range": {
            "start": {
              "line": 4,
              "column": 1,
              "offset": 43
            },
            "end": {
              "line": 4,
              "column": 14,
              "offset": 56
            }
          },
          "text": "in this table"
        }
      ],
      "notes": [
        "a key that is not known would be lost without a word"
      ],
      "help": [
        {
          "text": "a key with a similar name exists: `sunset`",
          "edit": {
            "range": {
              "start": {
                "line": 5,
                "column": 1,
                "offset": 57
              },
              "end": {
                "line": 5,
                "column": 7,
                "offset": 63
              }
            },
            "text": "sunset"
          }
        },
        {
          "text": "/u001b/u009b",
          "edit": null
        }
      ]
    }
  ]
}

"#]]
    );
}

#[test]
fn the_summary_counts_findings_and_files() {
    let warn = Finding { level: Level::Warn, diagnostic: too_short() };
    let other = deny(Diagnostic::file(Rule::NotUtf8, &path("x.md"), "not UTF-8"));
    assert_eq!(summary(&[deny(too_short()), other, warn], 9), "2 errors and 1 warning in 2 files");
    assert_eq!(summary(&[deny(too_short())], 9), "1 error in 1 file");
    assert_eq!(summary(&[Finding { level: Level::Allow, diagnostic: too_short() }], 50), "no findings in 50 entries");
    assert_eq!(summary(&[], 1), "no findings in 1 entry");
}
