//! The API's own description and schemas → its reference for people. Nothing of the API is written down here, so that
//! the page says what the documents are, and never what they were.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::head::{About, timeless};
use super::schema_words::{anchor, type_word, words};
use crate::base::RelPath;
use crate::schedule::{self, paths as documents};
use crate::site::context::{ApiDocument, ApiField, ApiPage, ApiType};
use crate::site::{Site, paths};

pub fn api(site: &Site<'_>) -> ApiPage {
    let openapi = schedule::openapi(site.api());
    let types = types(site);
    let routes = routes(&openapi);
    ApiPage {
        page: timeless(
            site,
            About {
                title: "API".to_owned(),
                description: format!(
                    "The documents of {} for programs: where they are, and what is in them.",
                    site.config.title
                ),
                path: paths::API.to_owned(),
                section: paths::API,
                breadcrumbs: Vec::new(),
                scope: None,
                json: Some(documents::OPENAPI.to_owned()),
            },
        ),
        openapi: documents::OPENAPI.to_owned(),
        catalog: paths::API_CATALOG.to_owned(),
        documents: routes.iter().map(|route| document(site, route, &routes, &types)).collect(),
        types: types.iter().map(|(name, schema)| shown_type(name, schema)).collect(),
    }
}

/// A path of the description.
struct Route<'a> {
    /// With a slash at its start.
    template: &'a str,
    /// The name of its documents' schema.
    name: &'a str,
    summary: &'a str,
    about: &'a str,
    sample: Option<&'a Json>,
}

impl Route<'_> {
    fn parameters(&self) -> usize {
        self.template.matches('{').count()
    }

    /// What a path that fits begins with: asked first, since most of a site's paths begin otherwise.
    fn start(&self) -> &str {
        self.template.trim_start_matches('/').split('{').next().unwrap_or_default()
    }

    fn fits(&self, path: &RelPath) -> bool {
        if !path.as_str().starts_with(self.start()) {
            return false;
        }
        let (mut wanted, mut given) = (self.template.split('/').skip(1), path.as_str().split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(wanted), Some(given)) if fits_part(wanted, given) => {}
                _ => return false,
            }
        }
    }
}

/// Whether a part of a path is one of a template, which has at most one parameter.
fn fits_part(wanted: &str, given: &str) -> bool {
    let parts = wanted.split_once('{').and_then(|(start, rest)| Some((start, rest.split_once('}')?.1)));
    match parts {
        Some((start, end)) => given.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        None => wanted == given,
    }
}

/// The schedule first, which is what most programs want; then those that stand alone.
fn routes(openapi: &Json) -> Vec<Route<'_>> {
    let mut routes = Vec::new();
    for (template, path) in openapi["paths"].as_object().into_iter().flatten() {
        let get = &path["get"];
        let about = get["description"].as_str().unwrap_or_default();
        let sample = get.pointer("/responses/200/content/application~1json/example");
        if let (Some(name), Some(summary)) = (get["operationId"].as_str(), get["summary"].as_str()) {
            routes.push(Route { template, name, summary, about, sample });
        }
    }
    routes.sort_by_key(|route| (route.name != "schedule", route.parameters()));
    routes
}

/// The types of all schemas; one of a name is the same in each.
fn types<'a>(site: &Site<'a>) -> BTreeMap<&'a str, &'a Json> {
    let schemas = site.plan.schemas.iter().filter_map(|(_, schema)| schema["$defs"].as_object());
    schemas.flatten().map(|(name, schema)| (name.as_str(), schema)).collect()
}

fn document(site: &Site<'_>, route: &Route<'_>, routes: &[Route<'_>], types: &BTreeMap<&str, &Json>) -> ApiDocument {
    let schema = site.plan.schemas.iter().find(|(name, _)| *name == route.name).map(|(_, schema)| schema);
    let included = schema.and_then(|schema| included(schema, types));
    let is_told_there = |field: &ApiField| included.is_some_and(|(_, of)| of["properties"].get(&field.name).is_some());
    let mut lines = route.about.lines().map(str::to_owned);
    let about = lines.next().unwrap_or_default();
    ApiDocument {
        id: route.name.to_owned(),
        title: route.summary.to_owned(),
        // The heading is not said twice.
        about: if about.trim_end_matches('.') == route.summary { String::new() } else { about },
        rules: lines.collect(),
        template: route.template.to_owned(),
        example: example(site, route, routes),
        sample: route.sample.and_then(|sample| serde_json::to_string_pretty(sample).ok()),
        schema: schema.map(|_| documents::schema(route.name)),
        fields: schema.map(fields).unwrap_or_default().into_iter().filter(|field| !is_told_there(field)).collect(),
        includes: included.map(|(name, _)| type_word(name)),
    }
}

/// The largest type whose keys all stand in the document with the same meaning.
fn included<'a>(document: &Json, types: &BTreeMap<&'a str, &'a Json>) -> Option<(&'a str, &'a Json)> {
    let keys = |schema: &'a Json| schema["properties"].as_object().into_iter().flatten();
    let stands = |schema: &'a Json| keys(schema).all(|(key, value)| document["properties"].get(key) == Some(value));
    let types = types.iter().map(|(name, schema)| (*name, *schema));
    let largest = types.filter(|(_, schema)| stands(schema)).max_by_key(|(_, schema)| keys(schema).count());
    largest.filter(|(_, schema)| keys(schema).next().is_some())
}

/// The first such document of this site. `releases.json` fits `{version}.json` too, but has a template of its own.
fn example(site: &Site<'_>, route: &Route<'_>, routes: &[Route<'_>]) -> Option<String> {
    let is_anothers = |path| routes.iter().any(|other| other.parameters() < route.parameters() && other.fits(path));
    site.plan.paths().find(|path| route.fits(path) && !is_anothers(path)).map(ToString::to_string)
}

fn shown_type(name: &str, schema: &Json) -> ApiType {
    ApiType {
        id: anchor(name),
        name: name.to_owned(),
        about: text(&schema["description"]),
        pattern: schema["pattern"].as_str().map(str::to_owned),
        fields: fields(schema),
    }
}

fn fields(schema: &Json) -> Vec<ApiField> {
    let field = |(name, value): (&String, &Json)| ApiField {
        name: name.clone(),
        words: words(value),
        about: text(&value["description"]),
    };
    schema["properties"].as_object().into_iter().flatten().map(field).collect()
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
