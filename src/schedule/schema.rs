//! The wire types → the JSON Schemas (2020-12) of the API. Objects stay open, since v1 only grows; every key that we
//! write is required, since keys are always present.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

use super::{paths, wire};
use crate::config::BaseUrl;

/// The names of all schemas: one for each family of documents.
pub const SCHEMAS: &[&str] = &[
    "change",
    "changes",
    "component",
    "components",
    "deprecation",
    "events",
    "ids",
    "index",
    "record",
    "release",
    "releases",
    "schedule",
    "upgrade",
];

/// All schemas with their names, as [`paths::schema`] wants them.
pub fn schemas(base: &BaseUrl) -> Vec<(&'static str, Json)> {
    SCHEMAS.iter().filter_map(|name| Some((*name, schema(name, base)?))).collect()
}

/// The schema of this name.
pub fn schema(name: &str, base: &BaseUrl) -> Option<Json> {
    let id = base.join(&paths::schema(name));
    Some(match name {
        "change" => generate::<wire::ChangeDocument>(&id),
        "changes" => generate::<wire::ChangesPage>(&id),
        "component" => generate::<wire::ComponentDocument>(&id),
        "components" => generate::<wire::Components>(&id),
        "deprecation" => generate::<wire::DeprecationDocument>(&id),
        "events" => generate::<wire::Events>(&id),
        "ids" => generate::<wire::Ids>(&id),
        "index" => generate::<wire::Index>(&id),
        "record" => generate::<wire::Record>(&id),
        "release" => generate::<wire::ReleaseDocument>(&id),
        "releases" => generate::<wire::Releases>(&id),
        "schedule" => generate::<wire::Schedule>(&id),
        "upgrade" => generate::<wire::UpgradeDocument>(&id),
        _ => return None,
    })
}

fn generate<T: JsonSchema>(id: &str) -> Json {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    let mut schema = schema.to_value();
    settle(&mut schema);
    schema
}

/// Requires every key of every object, drops the formats that only Rust knows (`uint32`), and joins the lines of
/// descriptions.
fn settle(schema: &mut Json) {
    match schema {
        Json::Object(object) => {
            if let Some(Json::Object(properties)) = object.get("properties") {
                let keys: Vec<Json> = properties.keys().map(|key| key.as_str().into()).collect();
                object.insert("required".to_owned(), keys.into());
            }
            if object
                .get("format")
                .and_then(Json::as_str)
                .is_some_and(|format| format.trim_start_matches('u').starts_with("int"))
            {
                object.remove("format");
            }
            if let Some(Json::String(description)) = object.get_mut("description") {
                *description = unwrapped(description);
            }
            object.values_mut().for_each(settle);
        }
        Json::Array(values) => values.iter_mut().for_each(settle),
        _ => {}
    }
}

/// A comment without its line breaks; paragraphs and numbered points stay lines of their own.
fn unwrapped(comment: &str) -> String {
    let is_point = |line: &str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok());
    let mut text = String::with_capacity(comment.len());
    for line in comment.lines().map(str::trim) {
        match line {
            "" => text.push('\n'),
            _ if text.is_empty() || text.ends_with('\n') => text.push_str(line),
            _ => text.extend([if is_point(line) { "\n" } else { " " }, line]),
        }
    }
    text
}
