//! The documents of a site → `openapi.json` (OpenAPI 3.1): the API for those who generate clients. It refers to the
//! published schemas and repeats nothing of them; its examples are the site's own documents, cut short.

use serde_json::{Map, Value as Json, json};

use super::examples::{Api, Example, Examples};
use super::{paths, schema};
use crate::config::Config;

/// A document, or the documents of one thing each: its path, the name of its schema, and what it is.
struct Route {
    path: String,
    /// Also the id of the operation.
    schema: &'static str,
    summary: &'static str,
}

/// The description of the API as it is published at the base URL.
pub fn openapi(api: Api<'_>) -> Json {
    let config = api.config;
    let examples = Examples::of(api);
    let described = routes().into_iter().map(|route| {
        let about = schema(route.schema, &config.base_url);
        let about =
            about.as_ref().and_then(|schema| schema["description"].as_str()).unwrap_or(route.summary).to_owned();
        let example = examples.of_document(route.schema);
        (format!("/{}", route.path), operation(&route, content(&route, example.as_ref()), &about, example.as_ref()))
    });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": config.title,
            "description": about(config),
            "version": "1",
            "contact": { "name": config.title, "url": config.base_url.as_str() },
        },
        "security": [],
        "tags": TAGS.map(|(name, about)| json!({ "name": name, "description": about })),
        "servers": [{ "url": config.base_url.as_str().trim_end_matches('/') }],
        "paths": described.collect::<Map<String, Json>>(),
    })
}

/// What the platform says of itself, else what the API holds.
fn about(config: &Config) -> String {
    match config.description.as_str() {
        "" => format!("The changes, releases and deprecations of {}.", config.title),
        description => description.to_owned(),
    }
}

fn routes() -> Vec<Route> {
    let route = |path: &str, schema, summary| Route { path: path.to_owned(), schema, summary };
    vec![
        route(paths::INDEX, "index", "Where everything is"),
        route(paths::SCHEDULE, "schedule", "Every promise that was ever published"),
        route(&paths::deprecation("{id}"), "deprecation", "One promise"),
        route(paths::EVENTS, "events", "All events of all promises"),
        route(paths::RECORD, "record", "What became of promises"),
        route(paths::IDS, "ids", "Every id that was ever published"),
        route(&paths::change("{id}"), "change", "One change with its text"),
        route(&paths::changes_page("{page}"), "changes", "A page of changes, newest first"),
        route(paths::COMPONENTS, "components", "All components"),
        route(&paths::component("{id}"), "component", "One component with what belongs to it"),
        route(&paths::releases("{id}"), "releases", "All releases of a component"),
        route(&paths::release("{id}", "{version}"), "release", "One release with its changes"),
        route(&paths::upgrade("{id}"), "upgrade", "What a move between any two versions of a component means"),
        route(paths::OPENAPI, OPENAPI, "This description"),
        route(&paths::schema("{name}"), SCHEMA, "The JSON Schema of a family of documents"),
    ]
}

/// Documents that are described by others, and have no schema of ours.
const OPENAPI: &str = "openapi";
const SCHEMA: &str = "schema";

const TAGS: [(&str, &str); 4] = [
    ("promises", "What will stop working, and when"),
    ("changes", "What changed"),
    ("components", "What the platform is made of, and its releases"),
    ("description", "Where everything is, and what it looks like"),
];

/// What a document speaks of.
fn tag(schema: &str) -> &'static str {
    match schema {
        "schedule" | "deprecation" | "events" | "record" => "promises",
        "change" | "changes" => "changes",
        "components" | "component" | "releases" | "release" | "upgrade" => "components",
        _ => "description",
    }
}

fn operation(route: &Route, content: Json, about: &str, example: Option<&Example>) -> Json {
    json!({
        "get": {
            "operationId": route.schema,
            "tags": [tag(route.schema)],
            "summary": route.summary,
            "description": about,
            "parameters": parameters(route, example),
            "responses": {
                "200": { "description": route.summary, "content": content },
                "404": { "description": "There is no such document" },
            },
        },
    })
}

/// What is in the document, by its media type.
fn content(route: &Route, example: Option<&Example>) -> Json {
    let (media_type, schema) = match route.schema {
        OPENAPI => ("application/json", object_with(&["openapi", "info", "paths"])),
        SCHEMA => ("application/json", object_with(&["$schema", "$id"])),
        name => {
            // Relative to this document, so that a mirror, and a copy on a disk, lead to their own schemas.
            let schema = paths::schema(name);
            ("application/json", json!({ "$ref": schema.strip_prefix(paths::ROOT).unwrap_or(&schema) }))
        }
    };
    let mut body = json!({ "schema": schema });
    if let Some(example) = example {
        body["example"] = example.value.clone();
    }
    json!({ media_type: body })
}

fn object_with(keys: &[&str]) -> Json {
    let any: Map<String, Json> = keys.iter().map(|key| ((*key).to_owned(), json!({}))).collect();
    json!({ "type": "object", "required": keys, "properties": any, "additionalProperties": true })
}

/// A parameter for each `{name}` of a path, with the values of the example.
fn parameters(route: &Route, example: Option<&Example>) -> Vec<Json> {
    let names = route.path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let parameter = |name: &str| {
        let (about, schema) = parameter_schema(route, name);
        let mut parameter =
            json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema });
        if let Some(value) = example.and_then(|example| example.parameters.get(name)) {
            parameter["example"] = value.clone();
        }
        parameter
    };
    names.map(|(name, _)| parameter(name)).collect()
}

/// What a parameter is, in words and as a schema. A version begins with a number, so that no other document is taken for one.
fn parameter_schema(route: &Route, name: &str) -> (&'static str, Json) {
    let id = json!({ "type": "string", "pattern": "^[a-z0-9-]{1,128}$" });
    match (name, route.schema) {
        ("page", _) => ("The number of the page; 1 holds the newest", json!({ "type": "integer", "minimum": 1 })),
        ("version", _) => {
            ("A version of the component, as SemVer 2.0.0 writes it", json!({ "type": "string", "pattern": VERSION }))
        }
        ("name", _) => ("The name of the schema", id),
        (_, "deprecation") => ("The id of the promise, or a former one", id),
        (_, "change") => ("The id of the entry, or a former one", id),
        _ => ("The id of the component", id),
    }
}

const VERSION: &str = r"^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$";
