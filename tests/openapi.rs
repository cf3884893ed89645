//! The description of the API against what is published: each document has one path, and each path leads to documents.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files, and may fail")]

mod kit;

use std::collections::BTreeMap;

use kit::html::Page;
use kit::{Project, Site};
use regex::Regex;
use serde_json::Value as Json;

fn json(site: &Site, path: &str) -> Json {
    serde_json::from_str(site.text(path)).unwrap()
}

/// The paths of the description as patterns, with what its parameters may be.
fn patterns(site: &Site) -> BTreeMap<String, Regex> {
    let described = json(site, "api/v1/openapi.json");
    let pattern = |(template, path): (&String, &Json)| {
        let mut pattern = regex::escape(template.trim_start_matches('/'));
        for parameter in path["get"]["parameters"].as_array().unwrap() {
            let schema = &parameter["schema"];
            let value = schema["pattern"].as_str().map_or("[0-9]+", |text| text.trim_matches(['^', '$']));
            let name = regex::escape(&format!("{{{}}}", parameter["name"].as_str().unwrap()));
            pattern = pattern.replace(&name, &format!("(?:{value})"));
        }
        (template.clone(), Regex::new(&format!("^{pattern}$")).unwrap())
    };
    described["paths"].as_object().unwrap().iter().map(pattern).collect()
}

#[test]
fn every_document_has_one_path_in_the_description() {
    for (name, project) in Project::all() {
        let site = project.site();
        let patterns = patterns(&site);
        for path in site.files.keys().filter(|path| path.starts_with("api/v1/")) {
            let fitting: Vec<&String> =
                patterns.iter().filter(|(_, pattern)| pattern.is_match(path)).map(|(template, _)| template).collect();
            assert_eq!(fitting.len(), 1, "{name}: {path} is described by {fitting:?}");
        }
    }
}

#[test]
fn every_path_of_the_description_leads_to_documents_of_the_example() {
    let site = Project::example().site();
    for (template, pattern) in patterns(&site) {
        assert!(site.files.keys().any(|path| pattern.is_match(path)), "{template}");
    }
}

#[test]
fn the_catalog_leads_to_documents_of_the_site() {
    for (name, project) in Project::all() {
        let site = project.site();
        let catalog = json(&site, ".well-known/api-catalog");
        let contexts = catalog["linkset"].as_array().unwrap();
        assert_eq!(contexts[0]["anchor"], format!("{}.well-known/api-catalog", site.base_url()));
        let relations = contexts.iter().flat_map(|context| context.as_object().unwrap());
        for (relation, targets) in relations.filter(|(relation, _)| *relation != "profile") {
            let targets = match relation.as_str() {
                "anchor" => vec![targets],
                _ => targets.as_array().unwrap().iter().map(|target| &target["href"]).collect(),
            };
            for target in targets {
                let path = target.as_str().unwrap().strip_prefix(site.base_url()).unwrap();
                let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
                assert!(site.files.contains_key(&file), "{name}: {relation} {target}");
            }
        }
    }
}

#[test]
fn the_reference_for_people_shows_every_path_with_its_example() {
    let site = Project::example().site();
    let page = Page::new(site.text("api/index.html"));
    let described = json(&site, "api/v1/openapi.json");
    let text = |selector: &str| -> String { page.select(selector).iter().flat_map(|found| found.text()).collect() };
    for (template, path) in described["paths"].as_object().unwrap() {
        let id = path["get"]["operationId"].as_str().unwrap();
        assert!(text(&format!("#{id}")).contains(template.as_str()), "{template}");
        let sample: Json = serde_json::from_str(&text(&format!("#{id} .sample code"))).unwrap();
        let body = &path["get"]["responses"]["200"]["content"]["application/json"];
        assert_eq!(sample, body["example"], "{template}");
    }
}
