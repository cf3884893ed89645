//! Findings → one JSON document for programs.
//!
//! Shape, version 1; it only ever grows, all keys are always present:
//! ```json
//! { "version": 1,
//!   "summary": { "errors": 1, "warnings": 0, "notes": 0 },
//!   "findings": [ {
//!     "rule": "date/closed-day", "level": "error", "message": "…",
//!     "path": "content/changes/a.md", "range": RANGE or null, "label": "what is said at that place",
//!     "labels": [ { "path": "…", "range": RANGE or null, "text": "…" } ],
//!     "notes": [ "…" ],
//!     "help": [ { "text": "…", "edit": { "range": RANGE, "text": "what to write there" } or null } ] } ] }
//! ```
//! `level` is error, warning or note. A RANGE is `{ "start": PLACE, "end": PLACE }`, end excluded; a PLACE is
//! `{ "line": 1, "column": 1, "offset": 0 }`: line and column count from 1, columns count characters, the offset counts
//! bytes of UTF-8. An edit is one of the finding's own `path`. Published as tests/schemas/check-1.schema.json.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::lines::{Lines, Texts};
use super::place::Range;
use super::{reported, severity};
use crate::base::{LineColumn, Sources, Span, is_forbidden};
use crate::diag::{Diagnostic, Finding, Help, Label, Level};

const VERSION: u32 = 1;

/// What `forewarn check --format json` says. Later releases may add keys and never take one away.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Findings of forewarn")]
struct Document<'a> {
    /// The version of this shape.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    summary: Summary,
    findings: Vec<FindingWire<'a>>,
}

/// How many findings there are of each level.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingWire<'a> {
    /// The rule's permanent name, family and defect.
    #[schemars(regex(pattern = "^[a-z0-9-]+/[a-z0-9-]+$"))]
    rule: &'a str,
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    level: &'a str,
    /// What is wrong, in one line.
    message: &'a str,
    /// The file, from the root of the project.
    path: &'a str,
    /// Null where the file as a whole is meant, or is no text.
    range: Option<RangeWire>,
    /// What is said at that place; may be empty.
    label: &'a str,
    /// Other places involved, in this file or another.
    labels: Vec<LabelWire<'a>>,
    /// Why it matters, or what is known besides.
    notes: &'a [String],
    /// What to write instead.
    help: Vec<HelpWire<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Label")]
struct LabelWire<'a> {
    path: &'a str,
    range: Option<RangeWire>,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Help")]
struct HelpWire<'a> {
    text: &'a str,
    /// A change that can be made as it is, or null.
    edit: Option<EditWire<'a>>,
}

/// The replacement of some bytes of the finding's own file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditWire<'a> {
    range: RangeWire,
    text: &'a str,
}

/// Both ends of a place, the second one excluded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Range")]
struct RangeWire {
    start: PlaceWire,
    end: PlaceWire,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceWire {
    #[schemars(range(min = 1))]
    line: usize,
    /// Counts characters.
    #[schemars(range(min = 1))]
    column: usize,
    /// Counts bytes of UTF-8, from 0.
    offset: usize,
}

/// The document, indented, with a final line feed. A place in a file that is not among the sources has no range.
pub fn json(findings: &[Finding], sources: &Sources) -> String {
    let texts = Texts::of(findings, sources);
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let document = Document {
        version: VERSION,
        summary: Summary { errors: count(Level::Deny), warnings: count(Level::Warn), notes: count(Level::Note) },
        findings: reported(findings).map(|found| wire(severity(found.level), &found.diagnostic, &texts)).collect(),
    };
    text_of(&document)
}

/// The JSON Schema of the document, indented, with a final line feed.
pub fn json_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    text_of(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

/// Any of our documents, indented, with a final line feed.
pub(super) fn text_of(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).expect("text, numbers and lists are always JSON");
    printable_json(&text) + "\n"
}

fn wire<'a>(level: &'a str, found: &'a Diagnostic, texts: &Texts<'_>) -> FindingWire<'a> {
    let lines = texts.get(&found.primary.path);
    FindingWire {
        rule: found.rule.name(),
        level,
        message: &found.message,
        path: found.primary.path.as_str(),
        range: label_range(&found.primary, texts),
        label: &found.primary.text,
        labels: found.labels.iter().map(|label| label_wire(label, texts)).collect(),
        notes: &found.notes,
        help: found.help.iter().map(|help| help_wire(help, lines)).collect(),
    }
}

fn label_wire<'a>(label: &'a Label, texts: &Texts<'_>) -> LabelWire<'a> {
    LabelWire { path: label.path.as_str(), range: label_range(label, texts), text: &label.text }
}

fn help_wire<'a>(help: &'a Help, lines: Option<&Lines<'_>>) -> HelpWire<'a> {
    let edit = help.edit.as_ref().zip(lines);
    let edit = edit.map(|(edit, lines)| EditWire { range: range(lines, edit.span), text: &edit.text });
    HelpWire { text: &help.text, edit }
}

fn label_range(label: &Label, texts: &Texts<'_>) -> Option<RangeWire> {
    Some(range(texts.get(&label.path)?, label.span?))
}

fn range(lines: &Lines<'_>, span: Span) -> RangeWire {
    let Range { start, end } = lines.range(span);
    RangeWire { start: place(lines, start, span.start), end: place(lines, end, span.end.max(span.start)) }
}

fn place(lines: &Lines<'_>, place: LineColumn, offset: usize) -> PlaceWire {
    PlaceWire { line: place.line, column: place.column, offset: lines.snap(offset) }
}

/// JSON leaves DEL, C1 controls and bidirectional overrides as they are; a terminal that shows the document does not.
/// All of them lie within strings and in the basic plane.
pub fn printable_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match is_forbidden(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}
