//! The schemas, and every document against its schema, by a validator that shares no code with the generator.

use serde_json::Value as Json;

use super::*;

/// A validator of every schema of a platform.
pub struct Validator {
    schemas: boon::Schemas,
    compiler: boon::Compiler,
    base: crate::config::BaseUrl,
}

impl Validator {
    pub fn of(book: &Book) -> Self {
        let mut compiler = boon::Compiler::new();
        compiler.enable_format_assertions();
        for (name, schema) in schemas(&book.config.base_url) {
            let url = book.config.base_url.join(&paths::schema(name));
            compiler.add_resource(&url, schema).unwrap();
        }
        Validator { schemas: boon::Schemas::new(), compiler, base: book.config.base_url.clone() }
    }

    /// Why a document does not fit the schema of this name.
    pub fn misfit(&mut self, name: &str, document: &Json) -> Option<String> {
        let url = self.base.join(&paths::schema(name));
        assert_eq!(document["$schema"], url.as_str());
        let index = self.compiler.compile(&url, &mut self.schemas).unwrap();
        self.schemas.validate(document, index).err().map(|error| format!("{error:#}"))
    }
}

fn walk(schema: &Json, visit: &mut impl FnMut(&serde_json::Map<String, Json>)) {
    match schema {
        Json::Object(object) => {
            visit(object);
            object.values().for_each(|value| walk(value, visit));
        }
        Json::Array(values) => values.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

#[test]
fn schemas_are_valid_and_say_where_they_are() {
    let book = one("sunset = 2026-12-01");
    let mut compiler = boon::Compiler::new();
    let mut compiled = boon::Schemas::new();
    let all = schemas(&book.config.base_url);
    assert_eq!(all.len(), SCHEMAS.len());
    for (name, schema) in all {
        let url = format!("https://changes.example.com/log/api/v1/schema/{name}.json");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], url.as_str());
        compiler.add_resource(&url, schema).unwrap();
        compiler.compile(&url, &mut compiled).unwrap();
    }
}

#[test]
fn every_format_has_its_pattern_and_every_key_is_required_and_described() {
    for (name, schema) in schemas(&one("sunset = 2026-12-01").config.base_url) {
        walk(&schema, &mut |object| {
            if object.get("format").is_some_and(Json::is_string) {
                assert!(object.contains_key("pattern"), "{name}: {object:?}");
            }
            if let Some(Json::Object(properties)) = object.get("properties") {
                assert_eq!(properties.len(), object["required"].as_array().unwrap().len(), "{name}");
                assert!(!object.contains_key("additionalProperties"), "v1 only grows");
                for (key, property) in properties {
                    let said = property["description"].as_str();
                    assert!(said.is_some_and(|said| !said.contains('\n')), "{name}: {key} has no description");
                }
            }
        });
    }
}

#[test]
fn the_schema_of_a_schedule_refuses_what_is_wrong() {
    let book = one("sunset = 2026-12-01");
    let mut validator = Validator::of(&book);
    let good = json(&book.schedule("2026-03-02", None));
    assert_eq!(validator.misfit("schedule", &good), None);
    for (pointer, bad) in [
        ("/deprecations/0/sunset", "2026-02-30"),
        ("/deprecations/0/sunset", "20260201"),
        ("/deprecations/0/url", "changes/x/"),
        ("/deprecations/0/removal", "4"),
        ("/updated", "2026-03-02T00:00:00Z"),
        ("/deprecations/0/revisions", "none"),
    ] {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = bad.into();
        assert!(validator.misfit("schedule", &document).is_some(), "{pointer} {bad}");
    }
    let mut document = good.clone();
    document["deprecations"][0].as_object_mut().unwrap().remove("removed");
    assert!(validator.misfit("schedule", &document).is_some(), "keys are always present");
    let mut document = good;
    document["deprecations"][0]["later"] = "a key of a later version".into();
    assert_eq!(validator.misfit("schedule", &document), None);
}

#[test]
fn the_openapi_description_names_every_schema_once() {
    let document = one("sunset = 2026-12-01").openapi("2026-03-02");
    let mut named: Vec<&str> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(|path| body(path)["schema"]["$ref"].as_str())
        .map(|url| url.rsplit('/').next().unwrap().trim_end_matches(".json"))
        .collect();
    named.sort_unstable();
    assert_eq!(named, SCHEMAS);
}

fn body(path: &Json) -> &Json {
    &path["get"]["responses"]["200"]["content"]["application/json"]
}

/// Every example of a description fits the schema beside it; the number of examples.
fn check_examples(book: &Book, day: &str) -> usize {
    let document = book.openapi(day);
    let mut validator = Validator::of(book);
    let mut examples = 0;
    for (path, described) in document["paths"].as_object().unwrap() {
        let Some(example) = body(described).get("example") else { continue };
        examples += 1;
        let schema = &body(described)["schema"];
        match schema["$ref"].as_str() {
            Some(reference) => {
                let name = reference.strip_prefix("schema/").unwrap().trim_end_matches(".json");
                assert_eq!(validator.misfit(name, example), None, "{path} on {day}");
            }
            None => assert_eq!(misfit(schema, example), None, "{path} on {day}"),
        }
        for parameter in described["get"]["parameters"].as_array().unwrap() {
            assert_eq!(misfit(&parameter["schema"], &parameter["example"]), None, "{path}: {parameter}");
        }
    }
    examples
}

fn misfit(schema: &Json, value: &Json) -> Option<String> {
    let (mut compiler, mut compiled) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource("https://example.com/inline.json", schema.clone()).unwrap();
    let index = compiler.compile("https://example.com/inline.json", &mut compiled).unwrap();
    compiled.validate(value, index).err().map(|error| format!("{error:#}"))
}

#[test]
fn every_example_of_the_openapi_description_fits_its_schema() {
    let described = one("sunset = 2026-12-01").openapi("2026-03-02")["paths"].as_object().unwrap().len();
    let book = super::example::example();
    for day in ["2025-06-17", "2026-06-01", "2026-11-20", "2028-01-01"] {
        assert_eq!(check_examples(&book, day), described, "every path has an example on {day}");
    }
    // Before anything is published there is less to show.
    assert!(check_examples(&book, "2020-01-01") < described);
}

#[test]
fn examples_are_documents_of_the_site_and_stay_small() {
    let book = super::example::example();
    let document = book.openapi("2026-11-20");
    let documents: std::collections::BTreeSet<String> =
        book.documents("2026-11-20").into_iter().map(|(path, ..)| path).collect();
    for (template, described) in document["paths"].as_object().unwrap() {
        let mut path = template.trim_start_matches('/').to_owned();
        for parameter in described["get"]["parameters"].as_array().unwrap() {
            let value = &parameter["example"];
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &value);
        }
        let of_schema = path.starts_with(&paths::schema("").replace(".json", "")) || path == paths::OPENAPI;
        assert!(of_schema || documents.contains(&path), "{path}");
        assert!(body(described)["example"].to_string().len() < 16 << 10, "{path}");
    }
}

#[test]
fn a_description_does_not_change_with_a_new_entry() {
    let book = super::example::example();
    // An entry comes out between the two days, and no promise moves.
    let (before, after) = (book.openapi("2026-11-30"), book.openapi("2026-12-01"));
    for path in ["/api/v1/schedule.json", "/api/v1/changes/{id}.json", "/api/v1/deprecations/{id}.json"] {
        assert_eq!(before["paths"][path], after["paths"][path], "{path}");
    }
}

#[test]
fn patterns_refuse_what_formats_would_where_formats_are_not_asserted() {
    let book = one("sunset = 2026-12-01");
    let (mut compiler, mut compiled) = (boon::Compiler::new(), boon::Schemas::new());
    let url = book.config.base_url.join(&paths::schema("schedule"));
    compiler.add_resource(&url, schema("schedule", &book.config.base_url).unwrap()).unwrap();
    let index = compiler.compile(&url, &mut compiled).unwrap();
    let good = json(&book.schedule("2026-03-02", None));
    assert!(compiled.validate(&good, index).is_ok());
    for bad in ["2026-13-01", "2026-12-32", "2026-12-1", "2026-12-01T25:00:00Z", "2026-12-01T09:00:00+01:00", "soon"] {
        let mut document = good.clone();
        document["deprecations"][0]["sunset"] = bad.into();
        assert!(compiled.validate(&document, index).is_err(), "{bad}");
    }
}
