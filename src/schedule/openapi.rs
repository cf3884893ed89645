//! The settings → `openapi.json` (OpenAPI 3.1): the API for those who generate clients. It refers to the published
//! schemas and repeats nothing of them.

use serde_json::{Value as Json, json};

use super::paths;
use crate::config::Config;

/// A document, or the documents of one thing each: its path, the name of its schema, and what it is.
struct Route {
    path: String,
    schema: &'static str,
    summary: &'static str,
}

/// The description of the API as it is published at the base URL.
pub fn openapi(config: &Config) -> Json {
    let paths: serde_json::Map<String, Json> =
        routes().iter().map(|route| (format!("/{}", route.path), operation(route))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": config.title,
            "description": config.description,
            "version": "1",
        },
        "security": [],
        "servers": [{ "url": config.base_url.as_str().trim_end_matches('/') }],
        "paths": paths,
    })
}

fn routes() -> Vec<Route> {
    let route = |path: &str, schema, summary| Route { path: path.to_owned(), schema, summary };
    vec![
        route(paths::INDEX, "index", "Where everything is"),
        route(paths::SCHEDULE, "schedule", "Every promise that was ever published"),
        route(&paths::deprecation("{id}"), "deprecation", "One promise"),
        route(paths::EVENTS, "events", "All events of all promises"),
        route(paths::IDS, "ids", "Every id that was ever published"),
        route(&paths::change("{id}"), "change", "One change with its text"),
        route(&paths::changes_page("{page}"), "changes", "A page of changes, newest first"),
        route(paths::COMPONENTS, "components", "All components"),
        route(&paths::component("{id}"), "component", "One component with what belongs to it"),
        route(&paths::releases("{id}"), "releases", "All releases of a component"),
        route(&paths::release("{id}", "{version}"), "release", "One release with its changes"),
    ]
}

fn operation(route: &Route) -> Json {
    // Relative to this document, so that a mirror, and a copy on a disk, lead to their own schemas.
    let schema = paths::schema(route.schema);
    let schema = schema.strip_prefix(paths::ROOT).unwrap_or(&schema);
    json!({
        "get": {
            "operationId": route.schema,
            "summary": route.summary,
            "parameters": parameters(&route.path),
            "responses": {
                "200": {
                    "description": route.summary,
                    "content": { "application/json": { "schema": { "$ref": schema } } },
                },
                "404": { "description": "There is no such document" },
            },
        },
    })
}

/// A parameter for each `{name}` of a path.
fn parameters(path: &str) -> Vec<Json> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let schema = |name| match name {
        "page" => json!({ "type": "integer", "minimum": 1 }),
        _ => json!({ "type": "string" }),
    };
    names.map(|(name, _)| json!({ "name": name, "in": "path", "required": true, "schema": schema(name) })).collect()
}
