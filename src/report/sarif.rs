//! Findings → a SARIF 2.1.0 log, for code scanning on GitHub and for viewers of SARIF.
//!
//! Holds what GitHub asks for and no `primaryLocationLineHash`: its upload action computes that one from the sources and
//! warns about any other.

use serde_json::{Value, json};

use super::fingerprint::{Marked, SCHEME, marked};
use super::lines::{Lines, Texts};
use super::place::Range;
use super::{InRepository, severity, visible};
use crate::base::{LineColumn, Sources};
use crate::diag::{Diagnostic, Finding, Help, Label, Rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to; consumers know it as the root of the checkout.
const ROOT: &str = "%SRCROOT%";

/// What the documentation says about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// One sentence without markup.
    pub short: String,
    /// A paragraph without markup.
    pub full: String,
    pub help_markdown: String,
}

/// The log, indented, with a final line feed. `about` is asked once for every rule there is, found or not.
pub fn sarif(
    findings: &[Finding],
    sources: &Sources,
    project: InRepository<'_>,
    about: &dyn Fn(Rule) -> RuleText,
) -> String {
    let texts = Texts::of(findings, sources);
    let log = Log { texts: &texts, project };
    let rules: Vec<Value> = Rule::ALL.iter().map(|rule| descriptor(*rule, about(*rule))).collect();
    let results: Vec<Value> = marked(findings, &texts).iter().map(|marked| log.result(marked)).collect();
    super::json::text_of(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "forewarn",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "automationDetails": { "id": "forewarn/check/" },
            "invocations": [{ "executionSuccessful": true }],
            "originalUriBaseIds": { ROOT: { "description": { "text": "The root of the repository." } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn descriptor(rule: Rule, text: RuleText) -> Value {
    json!({
        "id": rule.name(),
        // An opaque name in Pascal case, which is that of the variant.
        "name": format!("{rule:?}"),
        "shortDescription": { "text": text.short },
        "fullDescription": { "text": text.full },
        "help": { "text": text.full, "markdown": text.help_markdown },
        "defaultConfiguration": { "level": severity(rule.default_level()) },
        "properties": { "tags": ["deprecation", rule.family()] },
    })
}

/// What all results are made with.
struct Log<'a> {
    texts: &'a Texts<'a>,
    project: InRepository<'a>,
}

impl Log<'_> {
    fn result(&self, marked: &Marked<'_>) -> Value {
        let found = &marked.finding.diagnostic;
        let mut result = json!({
            "ruleId": found.rule.name(),
            "ruleIndex": Rule::ALL.iter().position(|rule| *rule == found.rule),
            "level": severity(marked.finding.level),
            "message": { "text": message(found) },
            "locations": [self.location(found.rule, &found.primary)],
            "partialFingerprints": { SCHEME: marked.fingerprint },
        });
        let related =
            found.labels.iter().enumerate().map(|(index, label)| self.related(index, (found.rule, label))).collect();
        insert(&mut result, "relatedLocations", related);
        let fixes = found.help.iter().filter_map(|help| self.fix(found, help)).collect();
        insert(&mut result, "fixes", fixes);
        result
    }

    fn location(&self, rule: Rule, label: &Label) -> Value {
        // GitHub refuses a place without a region, so that a file as a whole is pointed at in its first column.
        let top = LineColumn { line: 1, column: 1 };
        let range = self.texts.range(label).unwrap_or(Range { start: top, end: top });
        let mut location = json!({ "physicalLocation": {
            "artifactLocation": self.artifact(rule, label),
            "region": region(range),
        } });
        if !label.text.is_empty() {
            location["message"] = json!({ "text": plain(&label.text) });
        }
        location
    }

    fn related(&self, index: usize, (rule, label): (Rule, &Label)) -> Value {
        let mut location = self.location(rule, label);
        location["id"] = json!(index);
        location
    }

    fn artifact(&self, rule: Rule, label: &Label) -> Value {
        json!({ "uri": uri(&self.project.path(rule, &label.path)), "uriBaseId": ROOT })
    }

    fn fix(&self, found: &Diagnostic, help: &Help) -> Option<Value> {
        let lines: &Lines<'_> = self.texts.get(&found.primary.path)?;
        let edit = help.edit.as_ref()?;
        let mut replacement = json!({ "deletedRegion": region(lines.range(edit.span)) });
        if !edit.text.is_empty() {
            replacement["insertedContent"] = json!({ "text": edit.text });
        }
        Some(json!({
            "description": { "text": plain(&help.text) },
            "artifactChanges": [{
                "artifactLocation": self.artifact(found.rule, &found.primary),
                "replacements": [replacement],
            }],
        }))
    }
}

/// A list that is empty is left out.
fn insert(result: &mut Value, key: &str, list: Vec<Value>) {
    if !list.is_empty() {
        result[key] = Value::Array(list);
    }
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line, "startColumn": range.start.column,
        "endLine": range.end.line, "endColumn": range.end.column,
    })
}

/// What is wrong, then why and what to do, each in a paragraph: consumers show no other text of a result.
fn message(found: &Diagnostic) -> String {
    let notes = found.notes.iter().map(|note| format!("note: {note}"));
    let help = found.help.iter().map(|help| format!("help: {}", help.text));
    let parts: Vec<String> = std::iter::once(found.message.clone()).chain(notes).chain(help).collect();
    plain(&parts.join("\n\n"))
}

/// A text that is no link: `[text](target)` is one even in plain messages (section 3.11.6).
fn plain(text: &str) -> String {
    let text = visible::paragraph(text);
    match text.contains("](") {
        true => text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]"),
        false => text,
    }
}

/// A relative URI (RFC 3986): all but its unreserved characters and the slash are encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
