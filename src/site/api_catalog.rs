//! The settings → `/.well-known/api-catalog` (RFC 9727), a linkset (RFC 9264) that leads programs to the API and to what
//! describes it. It names what is published, and nothing that a server would have to answer by itself.

use serde_json::{Value as Json, json};

use super::paths;
use crate::config::Config;
use crate::schedule::paths as documents;

/// RFC 9727, section 3: the profile of an API catalog.
const PROFILE: &str = "https://www.rfc-editor.org/info/rfc9727";

/// Every relation is a list of targets, even of one (RFC 9264, section 4.2.3).
pub fn linkset(config: &Config) -> Json {
    let url = |path: &str| config.base_url.join(path);
    let json = |path: &str, title: &str| json!({ "href": url(path), "type": "application/json", "title": title });
    json!({
        "linkset": [
            {
                "anchor": url(paths::API_CATALOG),
                "profile": [{ "href": PROFILE }],
                "item": [
                    json(documents::INDEX, "Where everything is"),
                    json(documents::SCHEDULE, "Every promise that was ever published"),
                    json(documents::EVENTS, "All events of all promises"),
                    json(&documents::changes_page(1), "The newest changes"),
                    json(documents::COMPONENTS, "All components"),
                ],
            },
            {
                "anchor": url(documents::INDEX),
                "service-desc": [json(documents::OPENAPI, "OpenAPI 3.1")],
                "service-doc": [{ "href": url(paths::API), "type": "text/html", "title": "The API for people" }],
            },
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{RelPath, Source};

    #[test]
    fn every_relation_is_a_list_of_targets_and_every_anchor_a_url() {
        let book =
            "[book]\ntitle = \"T\"\nid = \"tag:example.com,2026:t\"\n[build]\nbase-url = \"https://example.com/x/\"\n";
        let config = crate::config::parse(&Source::new(RelPath::new("book.toml").unwrap(), book)).0.unwrap();
        let document = linkset(&config);
        assert_eq!(document.as_object().unwrap().len(), 1, "`linkset` is the sole member");
        for context in document["linkset"].as_array().unwrap() {
            for (relation, targets) in context.as_object().unwrap() {
                if relation == "anchor" {
                    assert!(targets.as_str().unwrap().starts_with("https://example.com/x/"), "{targets}");
                    continue;
                }
                let targets = targets.as_array().unwrap();
                assert!(!targets.is_empty() && targets.iter().all(|target| target["href"].is_string()), "{relation}");
            }
        }
        assert_eq!(document["linkset"][0]["anchor"], "https://example.com/x/.well-known/api-catalog");
    }
}
