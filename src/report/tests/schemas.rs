//! Our documents against schemas, by a validator that knows nothing of how they were made. The official validators are
//! run by tests/validators.

use boon::{Compiler, Schemas};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::formats::{about, three};
use super::properties::{finding, placed, sources as texts};
use super::transcripts::sources;
use crate::base::Sources;
use crate::diag::Finding;
use crate::report::{self, InRepository, json_schema};

fn assert_valid(schema: Value, document: &str) {
    let mut compiler = Compiler::new();
    compiler.add_resource("https://example.com/schema.json", schema).unwrap();
    let mut schemas = Schemas::new();
    let index = compiler.compile("https://example.com/schema.json", &mut schemas).unwrap();
    let document: Value = serde_json::from_str(document).unwrap();
    schemas.validate(&document, index).unwrap_or_else(|error| panic!("{error:#}\n{document:#}"));
}

/// What GitHub's documentation of code scanning says it needs, stricter than SARIF itself.
fn sarif_for_github() -> Value {
    let text = json!({ "type": "object", "required": ["text"], "properties": { "text": { "type": "string", "minLength": 1 } } });
    let number = json!({ "type": "integer", "minimum": 1 });
    let location = json!({
        "required": ["physicalLocation"],
        "properties": { "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri", "uriBaseId"],
                    "properties": { "uri": { "pattern": "^[A-Za-z0-9%._~-]+(/[A-Za-z0-9%._~-]+)*$" } },
                },
                "region": {
                    "required": ["startLine", "startColumn", "endLine", "endColumn"],
                    "properties": { "startLine": number, "startColumn": number, "endLine": number, "endColumn": number },
                },
            },
        } },
    });
    let rule = json!({
        "required": ["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
        "properties": {
            "shortDescription": text, "fullDescription": text,
            "help": { "required": ["text", "markdown"] },
            "defaultConfiguration": { "properties": { "level": { "enum": ["error", "warning", "note"] } } },
            "properties": { "properties": { "tags": { "maxItems": 10, "uniqueItems": true } } },
        },
    });
    let result = json!({
        "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
        "properties": {
            "level": { "enum": ["error", "warning", "note"] },
            "message": text,
            "locations": { "minItems": 1, "maxItems": 1, "items": location },
            "relatedLocations": { "minItems": 1, "items": location },
            "partialFingerprints": {
                "required": ["forewarn/v1"],
                "additionalProperties": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
                "propertyNames": { "not": { "const": "primaryLocationLineHash" } },
            },
        },
    });
    json!({
        "required": ["$schema", "version", "runs"],
        "properties": {
            "version": { "const": "2.1.0" },
            "runs": { "minItems": 1, "maxItems": 1, "items": {
                "required": ["tool", "results", "automationDetails", "columnKind"],
                "properties": {
                    "tool": { "properties": { "driver": {
                        "required": ["name", "semanticVersion", "rules"],
                        "properties": { "rules": { "items": rule } },
                    } } },
                    "automationDetails": { "properties": { "id": { "pattern": "/$" } } },
                    "results": { "maxItems": 25_000, "items": result },
                },
            } },
        },
    })
}

/// What GitLab's documentation of code quality asks for, and the specification of Code Climate.
fn code_quality() -> Value {
    let categories =
        ["Bug Risk", "Clarity", "Compatibility", "Complexity", "Duplication", "Performance", "Security", "Style"];
    json!({
        "type": "array",
        "items": {
            "required": ["type", "description", "check_name", "categories", "fingerprint", "severity", "location"],
            "properties": {
                "type": { "const": "issue" },
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "categories": { "type": "array", "minItems": 1, "items": { "enum": categories } },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "not": { "pattern": "^(\\./|/)" } },
                        "lines": {
                            "required": ["begin", "end"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 }, "end": { "type": "integer", "minimum": 1 } },
                        },
                    },
                },
            },
        },
    })
}

fn assert_all_valid(findings: &[Finding], sources: &Sources) {
    let published = serde_json::from_str(&json_schema()).unwrap();
    assert_valid(published, &report::json(findings, sources));
    assert_valid(sarif_for_github(), &report::sarif(findings, sources, InRepository(None), &about));
    assert_valid(code_quality(), &report::gitlab(findings, sources, InRepository(None)));
}

#[test]
fn three_findings_and_none_are_valid() {
    assert_all_valid(&three(), &sources());
    assert_all_valid(&[], &sources());
}

#[test]
fn the_schema_of_json_refuses_what_lacks_a_key() {
    let schema: Value = serde_json::from_str(&json_schema()).unwrap();
    let required = &schema["$defs"]["Finding"]["required"];
    for key in ["rule", "level", "message", "path", "range", "label", "labels", "notes", "help"] {
        assert!(required.as_array().unwrap().contains(&json!(key)), "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_finding_is_valid((text, spans, said) in placed(), more in "[a-z]{1,9}") {
        assert_all_valid(&[finding(&spans, &format!("{more}{said}"))], &texts(&text));
    }
}
