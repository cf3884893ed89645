//! Two versions of a JSON Schema of our own output → in what the later one is not just grown. It is asked for those who
//! read: what a document held once it holds for ever, in the same type, and nothing else takes its place.
//!
//! Properties may be added, and so may values of an `enum`: readers are told to pass over what they do not know. Texts
//! for people may change. Everything else is a break: a keyword that this comparison does not know, too, so that
//! somebody looks at it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

/// Keywords that say nothing about the values.
const WORDS: &[&str] = &["description", "title", "examples", "$comment", "deprecated", "$defs", "$schema"];
/// What in a value's schema may be another only on purpose.
const FIXED: &[&str] =
    &["$id", "format", "pattern", "const", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];

/// Where and how the later schema broke the earlier one; empty: it only grew.
pub fn breaks(before: &Json, after: &Json) -> Vec<String> {
    let mut comparison = Comparison { before, after, seen: BTreeSet::new(), breaks: Vec::new() };
    comparison.schema("", before, after);
    comparison.breaks
}

struct Comparison<'a> {
    before: &'a Json,
    after: &'a Json,
    /// Pairs of references that were compared, or are being.
    seen: BTreeSet<(String, String)>,
    breaks: Vec<String>,
}

impl<'a> Comparison<'a> {
    fn broken(&mut self, at: &str, how: impl std::fmt::Display) {
        let at = if at.is_empty() { "the document" } else { at };
        self.breaks.push(format!("{at}: {how}"));
    }

    fn schema(&mut self, at: &str, before: &'a Json, after: &'a Json) {
        let pair = (reference(before).unwrap_or_default(), reference(after).unwrap_or_default());
        if pair != Default::default() && !self.seen.insert(pair) {
            return;
        }
        let (before, after) = (resolved(self.before, before), resolved(self.after, after));
        match (before, after) {
            (Json::Object(before), Json::Object(after)) => self.object(at, before, after),
            // `true` is a schema too: anything.
            _ if before != after => self.broken(at, format_args!("{before} became {after}")),
            _ => {}
        }
    }

    fn object(&mut self, at: &str, before: &'a Map<String, Json>, after: &'a Map<String, Json>) {
        self.types(at, before, after);
        let keywords: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for keyword in keywords {
            let (was, is) = (before.get(keyword), after.get(keyword));
            match keyword.as_str() {
                word if WORDS.contains(&word) => {}
                "type" => {}
                "properties" => self.properties(at, was, is),
                "required" => self.required(at, was, is),
                "enum" => self.values(at, was, is),
                "items" | "additionalProperties" => match (was, is) {
                    (Some(was), Some(is)) => self.schema(&format!("{at}[]"), was, is),
                    _ => self.broken(at, format_args!("`{keyword}` came or went")),
                },
                "anyOf" => self.choices(at, was, is),
                word if was != is && FIXED.contains(&word) => {
                    self.broken(at, format_args!("`{word}` was {} and is {}", shown(was), shown(is)));
                }
                word if was != is => {
                    self.broken(at, format_args!("`{word}` changed, and nobody here knows what it means"))
                }
                _ => {}
            }
        }
    }

    /// A type that came is one that readers do not expect, null above all; one that went was promised.
    fn types(&mut self, at: &str, before: &Map<String, Json>, after: &Map<String, Json>) {
        let (was, is) = (names(before.get("type")), names(after.get("type")));
        for name in is.difference(&was) {
            self.broken(at, format_args!("may be {name} now"));
        }
        for name in was.difference(&is) {
            self.broken(at, format_args!("is never {name} any more"));
        }
    }

    fn properties(&mut self, at: &str, before: Option<&'a Json>, after: Option<&'a Json>) {
        for (name, was) in before.and_then(Json::as_object).into_iter().flatten() {
            let at = format!("{at}.{name}");
            match after.and_then(|after| after.get(name)) {
                Some(is) => self.schema(&at, was, is),
                None => self.broken(&at, "is gone"),
            }
        }
    }

    fn required(&mut self, at: &str, before: Option<&Json>, after: Option<&Json>) {
        let (was, is) = (names(before), names(after));
        for name in was.difference(&is) {
            self.broken(&format!("{at}.{name}"), "may be missing now");
        }
    }

    /// New values are growth; to have none to choose from is not, and neither is a value less.
    fn values(&mut self, at: &str, before: Option<&Json>, after: Option<&Json>) {
        match (before.and_then(Json::as_array), after.and_then(Json::as_array)) {
            (Some(was), Some(is)) => {
                for value in was.iter().filter(|value| !is.contains(value)) {
                    self.broken(at, format_args!("is never {value} any more"));
                }
            }
            _ => self.broken(at, "`enum` came or went"),
        }
    }

    /// Choices stand in an order of their own; those that are alike are of one kind.
    fn choices(&mut self, at: &str, before: Option<&'a Json>, after: Option<&'a Json>) {
        let list = |schema: Option<&'a Json>| schema.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let (was, is) = (list(before), list(after));
        if was.len() != is.len() {
            return self.broken(at, format_args!("has {} choices, and had {}", is.len(), was.len()));
        }
        for (was, is) in was.iter().zip(is) {
            self.schema(at, was, is);
        }
    }
}

fn reference(schema: &Json) -> Option<String> {
    schema["$ref"].as_str().map(str::to_owned)
}

/// What a reference within the document leads to. What stands beside a reference is words.
fn resolved<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
    let target = schema["$ref"].as_str().and_then(|reference| root.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(schema)
}

/// The names in a text or a list of texts.
fn names(value: Option<&Json>) -> BTreeSet<&str> {
    match value {
        Some(Json::Array(values)) => values.iter().filter_map(Json::as_str).collect(),
        Some(Json::String(name)) => [name.as_str()].into(),
        _ => BTreeSet::new(),
    }
}

fn shown(value: Option<&Json>) -> String {
    value.map_or_else(|| "not there".to_owned(), Json::to_string)
}
