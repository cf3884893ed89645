//! v1 of the API only grows: the schemas and paths of today against those of the last release, in `tests/schemas/v1/`.
//!
//! `FREEZE=v1 cargo test --test v1_grows` writes today's there: once for each release, and never to make a test pass
//! (CONTRIBUTING.md). It refuses where today's are broken.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write files, and may fail")]

mod compare;
#[path = "../kit/mod.rs"]
mod kit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use compare::breaks;
use kit::{Project, Site};
use serde_json::{Value as Json, json};

/// Where the schemas of a release say they are: those of all sites differ in nothing else.
const BASE: &str = "https://changes.example.com/";

fn frozen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/v1")
}

fn site() -> Site {
    Project { base_url: Some(BASE.to_owned()), ..Project::golden("small") }.site()
}

/// Schemas by their names, and the paths of the API as `paths.json`.
fn of(site: &Site) -> BTreeMap<String, Json> {
    let read = |path: &str| -> Json { serde_json::from_str(site.text(path)).unwrap() };
    let schemas = site.files.keys().filter_map(|path| path.strip_prefix("api/v1/schema/"));
    let mut all: BTreeMap<String, Json> =
        schemas.map(|name| (name.to_owned(), read(&format!("api/v1/schema/{name}")))).collect();
    let described = read("api/v1/openapi.json");
    let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
    all.insert("paths.json".to_owned(), json!(paths));
    all
}

fn released() -> BTreeMap<String, Json> {
    let files = fs::read_dir(frozen()).unwrap().map(|file| file.unwrap());
    let read = |file: fs::DirEntry| {
        let text = fs::read_to_string(file.path()).unwrap();
        (file.file_name().into_string().unwrap(), serde_json::from_str(&text).unwrap())
    };
    files.map(read).collect()
}

/// In what the API of today is not that of the last release, grown.
fn shrinkage(before: &BTreeMap<String, Json>, after: &BTreeMap<String, Json>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, was) in before {
        match after.get(name) {
            None => found.push(format!("{name} is gone")),
            Some(is) if name == "paths.json" => {
                let gone = was.as_array().unwrap().iter().filter(|path| !is.as_array().unwrap().contains(path));
                found.extend(gone.map(|path| format!("the path {path} is gone")));
            }
            Some(is) => found.extend(breaks(was, is).into_iter().map(|broken| format!("{name}: {broken}"))),
        }
    }
    found
}

#[test]
fn the_api_of_the_last_release_only_grew() {
    let today = of(&site());
    let before = if frozen().is_dir() { released() } else { BTreeMap::new() };
    let found = shrinkage(&before, &today);
    assert!(found.is_empty(), "v1 only grows (CONTRIBUTING.md):\n{}", found.join("\n"));
    if std::env::var_os("FREEZE").is_some_and(|what| what == "v1") {
        fs::create_dir_all(frozen()).unwrap();
        for (name, document) in &today {
            fs::write(frozen().join(name), serde_json::to_string_pretty(document).unwrap() + "\n").unwrap();
        }
        return;
    }
    assert!(before.len() > 10, "the schemas of the last release are not there");
}

#[test]
fn a_path_or_a_schema_that_is_gone_is_found() {
    let all = of(&site());
    assert_eq!(shrinkage(&all, &all), Vec::<String>::new());
    let mut less = all.clone();
    less.remove("schedule.json");
    less.get_mut("paths.json").unwrap().as_array_mut().unwrap().retain(|path| path != "/api/v1/ids.json");
    assert_eq!(shrinkage(&all, &less), ["the path \"/api/v1/ids.json\" is gone", "schedule.json is gone"]);
    assert_eq!(shrinkage(&less, &all), Vec::<String>::new(), "it grew");
}

/// A schema with one of everything that ours have.
fn schema() -> Json {
    json!({
        "$id": "https://example.com/api/v1/schema/x.json",
        "type": "object",
        "required": ["id", "when", "list", "map", "part", "word"],
        "properties": {
            "id": { "type": "string", "pattern": "^[a-z]+$", "description": "An id" },
            "when": { "anyOf": [{ "type": "string", "format": "date", "pattern": "^.{10}$" }, { "type": "null" }] },
            "list": { "type": "array", "items": { "$ref": "#/$defs/Part" } },
            "map": { "type": "object", "additionalProperties": { "type": "string" } },
            "part": { "anyOf": [{ "$ref": "#/$defs/Part" }, { "type": "null" }] },
            "word": { "type": ["string", "null"], "enum": ["a", "b", null] },
        },
        "$defs": {
            "Part": { "type": "object", "required": ["n"], "properties": { "n": { "type": "integer", "minimum": 0 } } },
        },
    })
}

#[test]
fn growth_is_no_break() {
    let mut grown = schema();
    grown["properties"]["new"] = json!({ "type": "string" });
    grown["required"].as_array_mut().unwrap().push("new".into());
    grown["properties"]["id"]["description"] = "Other words".into();
    grown["properties"]["word"]["enum"].as_array_mut().unwrap().push("c".into());
    grown["$defs"]["Part"]["properties"]["more"] = json!({ "type": "boolean" });
    grown["$defs"]["Other"] = json!({ "type": "string" });
    assert_eq!(breaks(&schema(), &grown), Vec::<String>::new());
    // A type that was named is the same type.
    let mut inlined = schema();
    inlined["properties"]["list"]["items"] = inlined["$defs"]["Part"].clone();
    assert_eq!(breaks(&schema(), &inlined), Vec::<String>::new());
}

#[test]
fn every_kind_of_shrinkage_is_found() {
    let cases: &[(&str, Json, &str)] = &[
        ("/$id", json!("https://example.com/api/v1/schema/y.json"), "the document: `$id` was"),
        ("/properties/id", Json::Null, ".id: is gone"),
        ("/properties/part", Json::Null, ".part: is gone"),
        ("/$defs/Part/properties/n", Json::Null, ".list[].n: is gone"),
        ("/required", json!(["id", "when", "list", "map", "part"]), ".word: may be missing now"),
        ("/$defs/Part/required", json!([]), ".list[].n: may be missing now"),
        ("/properties/id/type", json!(["string", "null"]), ".id: may be null now"),
        ("/properties/id/type", json!("integer"), ".id: may be integer now"),
        ("/properties/word/type", json!("string"), ".word: is never null any more"),
        ("/$defs/Part/properties/n/type", json!("number"), ".list[].n: may be number now"),
        ("/properties/id/pattern", json!("^[a-z0-9]+$"), ".id: `pattern` was"),
        ("/properties/id/pattern", Json::Null, ".id: `pattern` was"),
        ("/properties/when/anyOf/0/format", json!("date-time"), ".when: `format` was"),
        ("/properties/when/anyOf/1", Json::Null, ".when: has 1 choices, and had 2"),
        ("/properties/part/anyOf/1", json!({ "type": "string" }), ".part: may be string now"),
        ("/properties/map/additionalProperties", json!(false), ".map[]: {\"type\":\"string\"} became false"),
        ("/properties/map/additionalProperties/type", json!("integer"), ".map[]: may be integer now"),
        ("/additionalProperties", json!(false), "the document: `additionalProperties` came or went"),
        ("/properties/list/items", Json::Null, ".list: `items` came or went"),
        ("/properties/list/minItems", json!(1), ".list: `minItems` was"),
        ("/properties/word/enum", json!(["a", null]), ".word: is never \"b\" any more"),
        ("/properties/word/enum", Json::Null, ".word: `enum` came or went"),
        ("/$defs/Part/properties/n/minimum", json!(-1), ".list[].n: `minimum` was"),
        ("/properties/id/oneOf", json!([true]), ".id: `oneOf` changed"),
    ];
    for (pointer, value, expected) in cases {
        let found = breaks(&schema(), &with(pointer, value));
        assert!(found.iter().any(|found| found.contains(expected)), "{pointer}: {expected:?} is not in {found:?}");
    }
}

/// The schema with another value at a place; null takes it away.
fn with(pointer: &str, value: &Json) -> Json {
    let mut changed = schema();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match changed.pointer_mut(parent).unwrap() {
        Json::Array(values) => {
            let place: usize = name.parse().unwrap();
            if value.is_null() { drop(values.remove(place)) } else { values[place] = value.clone() }
        }
        object if value.is_null() => drop(object.as_object_mut().unwrap().remove(name)),
        object => object[name] = value.clone(),
    }
    changed
}
