//! The files of a search as a whole, read back the way the script reads them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::*;
use crate::base::{RelPath, Source, Today};
use crate::catalog::{Catalog, Input, assemble};
use crate::config::{Config, Limits, parse};
use crate::entry::{parse_entry, parse_page};
use crate::schedule;
use crate::site::theme::Theme;
use crate::site::{global, plan};

const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
[build]
base-url = "https://changes.example.com/log/"
[[component]]
id = "api"
name = "Deploy API"
"#;

const PROMISE: &str = r#"+++
title = "Deploy API v1 goes"
summary = "It goes."
[deprecation]
sunset = 2027-01-01
warning = "W042 v1 is deprecated"
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments/{id}"
replacement = "GET /v2/deployments/{id}"
+++
Call the [new routes](https://docs.example.com/elsewhere), which do not block.
"#;

/// Every file of the search of some entries, by its path.
fn files(entries: &[(&str, &str)]) -> BTreeMap<String, Json> {
    files_with(entries, &[])
}

/// The same, with pages by their names.
fn files_with(entries: &[(&str, &str)], pages: &[(&str, &str)]) -> BTreeMap<String, Json> {
    let config: Config = parse(&Source::new(RelPath::new("book.toml").unwrap(), BOOK)).0.unwrap();
    let read = |(name, text): &(&str, &str)| {
        let path = RelPath::new(format!("content/changes/api/{name}.md")).unwrap();
        parse_entry(&Source::new(path, *text), "content/changes", Limits::default()).0.unwrap().into()
    };
    let read_page = |(name, text): &(&str, &str)| {
        let path = RelPath::new(format!("content/pages/{name}.md")).unwrap();
        parse_page(&Source::new(path, *text), "content/pages", Limits::default()).0.unwrap()
    };
    let input = Input {
        entries: entries.iter().map(read).collect(),
        pages: pages.iter().map(read_page).collect(),
        releases: Vec::new(),
        unread: Vec::new(),
    };
    let catalog: Catalog = assemble(input, &config).0;
    let today = Today("2026-11-22".parse().unwrap());
    let view = catalog.as_of(today);
    let (theme, _) = Theme::new(None, &global(&config, &catalog, today));
    let (plan, _) = plan(view, &config, &theme, &BTreeSet::new());
    let schedule = schedule::schedule(view, &config, None);
    let ids = Default::default();
    let site =
        Site { view, config: &config, schedule: &schedule, baseline: None, ids: &ids, theme: &theme, plan: &plan };
    let parsed = |file: File| serde_json::from_slice(&render(&site, file)).unwrap();
    plan.search.files().map(|file| (file.path(), parsed(file))).collect()
}

/// The words of one kind with their postings.
fn words(files: &BTreeMap<String, Json>, kind: &str) -> BTreeMap<String, String> {
    let shards = files.iter().filter(|(path, _)| path.starts_with(&format!("search/{kind}/")));
    let flat: Vec<&str> =
        shards.flat_map(|(_, shard)| shard.as_array().unwrap()).map(|v| v.as_str().unwrap()).collect();
    flat.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

#[test]
fn a_surface_is_found_whole_by_its_path_and_by_its_words() {
    let files = files(&[("2026-03-02-v1", PROMISE)]);
    let names = words(&files, "names");
    // The first entry, in a surface: 1 << 2 | 0.
    for word in ["get /v1/deployments/{id}", "/v1/deployments/{id}", "get", "v1", "deployments", "id", "w042"] {
        assert_eq!(names.get(word).map(String::as_str), Some("E"), "{word}");
    }
    assert_eq!(names["api-v1"], "F", "an id weighs as a title does");
    assert_eq!(names["/v2/deployments/{id}"], "G", "what takes its place weighs less");
}

#[test]
fn a_body_is_found_by_what_it_shows_and_not_by_where_its_links_lead() {
    let text = words(&files(&[("2026-03-02-v1", PROMISE)]), "text");
    assert!(["routes", "block", "goes"].iter().all(|word| text.contains_key(*word)), "{text:?}");
    assert!(!text.contains_key("elsewhere"));
}

#[test]
fn entries_keep_their_numbers_when_a_newer_one_is_written() {
    let newer = "+++\ntitle = \"Logs\"\nkind = \"added\"\n+++\nNew routes.\n";
    let (before, after) =
        (files(&[("2026-03-02-v1", PROMISE)]), files(&[("2026-03-02-v1", PROMISE), ("2026-04-02-logs", newer)]));
    let chunk = "search/entries/0.json";
    assert_eq!(before[chunk][0], after[chunk][0]);
    assert_eq!(after[chunk][1][0], "api-logs");
    assert_eq!(words(&after, "text")["routes"], "BB");
    assert_eq!(after["search/index.json"]["open"], "B", "only the first holds an open promise");
}

#[test]
fn a_plain_page_is_found_by_its_title_its_address_and_its_text() {
    let page = "+++\ntitle = \"Support policy\"\n+++\nWe keep a promise for two quarters.\n";
    let files = files_with(&[("2026-03-02-v1", PROMISE)], &[("help/policy", page)]);
    assert_eq!(
        files["search/entries/0.json"][0],
        serde_json::json!(["pages/help/policy", "Support policy", "page", "We keep a promise for two quarters."])
    );
    // The first of all, in a title and in what is said about it: 1 << 2 | 1 and 2.
    let (names, text) = (words(&files, "names"), words(&files, "text"));
    assert_eq!((names["support"].as_str(), names["pages/help/policy"].as_str()), ("F", "G"));
    assert_eq!(text["quarters"], "B");
    assert_eq!(files["search/entries/0.json"][1][0], "api-v1", "entries come after pages");
    assert_eq!(files["search/index.json"]["entries"], 2);
}

#[test]
fn a_result_shows_what_a_reader_decides_by() {
    let files = files(&[("2026-03-02-v1", PROMISE)]);
    let expected = serde_json::json!([
        "api-v1",
        "Deploy API v1 goes",
        "deprecated",
        0,
        "2026-03-02",
        "It goes.",
        [null, "2027-01-01", null, false, ["GET /v1/deployments/{id}", "W042 v1 is deprecated"]]
    ]);
    assert_eq!(files["search/entries/0.json"][0], expected);
}

#[test]
fn a_site_without_entries_has_a_search_that_finds_nothing() {
    let files = files(&[]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["search/index.json", "search/names/0.json", "search/text/0.json"]);
    assert_eq!(files["search/names/0.json"], serde_json::json!([]));
}

#[test]
fn the_address_of_a_shard_changes_with_what_is_in_any_of_them() {
    let version = |entries: &[(&str, &str)]| files(entries)["search/index.json"]["version"].clone();
    let other = PROMISE.replace("block", "wait");
    assert_eq!(version(&[("2026-03-02-v1", PROMISE)]), version(&[("2026-03-02-v1", PROMISE)]));
    assert_ne!(version(&[("2026-03-02-v1", PROMISE)]), version(&[("2026-03-02-v1", &other)]));
}
