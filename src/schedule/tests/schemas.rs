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
    let document = openapi(&one("sunset = 2026-12-01").config);
    let mut named: Vec<&str> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .map(|path| path["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str().unwrap())
        .map(|url| url.rsplit('/').next().unwrap().trim_end_matches(".json"))
        .collect();
    named.sort_unstable();
    assert_eq!(named, SCHEMAS);
}
