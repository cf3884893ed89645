//! The example platform of this repository, as a larger input.
#![expect(clippy::disallowed_methods, reason = "the example's files are read from the repository")]

use std::fs;
use std::path::Path;

use super::schemas::Validator;
use super::*;

pub fn example() -> Book {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let mut sources: Vec<Source> = walkdir::WalkDir::new(root.join("content/changes"))
        .into_iter()
        .map(Result::unwrap)
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "md"))
        .map(|file| source(file.path().strip_prefix(root).unwrap().to_str().unwrap(), &read(file.path())))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Book::read(&read(&root.join("book.toml")), &sources, &read(&root.join("content/releases.toml")))
}

#[test]
fn every_document_of_the_example_fits_its_schema() {
    let book = example();
    let mut validator = Validator::of(&book);
    for day in ["2025-06-01", "2026-06-01", "2026-11-20", "2028-01-01"] {
        for (path, schema, document) in book.documents(day) {
            assert_eq!(validator.misfit(schema, &document), None, "{path} on {day}");
        }
    }
}

#[test]
fn publishing_the_example_again_on_a_later_day_changes_nothing_but_what_came_out_meanwhile() {
    let book = example();
    let mut baseline = book.publish("2026-10-01", None);
    for day in ["2026-10-02", "2026-11-20", "2026-12-31", "2027-06-01"] {
        let once = book.publish(day, Some(&baseline));
        let again = book.publish("2027-12-31", Some(&once));
        if !book.catalog.changes().any(|entry| entry.date().day() > today(day).0) {
            assert_eq!(bytes(once.schedule()), bytes(again.schedule()), "{day}");
        }
        for before in &baseline.schedule().deprecations {
            let after = once.schedule().find(&before.id).unwrap();
            if before.revisions == after.revisions {
                assert_eq!(before.first_published, after.first_published, "{}", before.id);
            }
        }
        baseline = once;
    }
}

#[test]
fn the_order_of_files_does_not_show() {
    let book = example();
    assert_eq!(book.documents("2026-11-20"), example().documents("2026-11-20"));
}

#[test]
fn every_url_of_the_api_leads_to_a_document() {
    let book = example();
    let documents = book.documents("2026-11-20");
    let known: std::collections::BTreeSet<String> =
        documents.iter().map(|(path, ..)| book.config.base_url.join(path)).collect();
    let known_schemas: Vec<String> =
        SCHEMAS.iter().map(|name| book.config.base_url.join(&paths::schema(name))).collect();
    fn urls<'a>(value: &'a serde_json::Value, into: &mut Vec<&'a str>) {
        match value {
            serde_json::Value::String(text) => into.push(text),
            serde_json::Value::Array(values) => values.iter().for_each(|value| urls(value, into)),
            serde_json::Value::Object(object) => object.values().for_each(|value| urls(value, into)),
            _ => {}
        }
    }
    let openapi = book.config.base_url.join(paths::OPENAPI);
    let root = book.config.base_url.join(paths::ROOT);
    for (path, _, document) in &documents {
        let mut found = Vec::new();
        urls(document, &mut found);
        for url in found.into_iter().filter(|url| url.starts_with(&root) && !url.contains('{')) {
            assert!(
                known.contains(url) || url == openapi || known_schemas.iter().any(|schema| schema == url),
                "{path}: {url}"
            );
        }
    }
}

#[test]
fn what_has_come_is_the_same_whether_later_days_are_known_or_not() {
    let book = example();
    let mut day = today("2025-06-01").0;
    while day < today("2027-12-01").0 {
        let view = book.catalog.as_of(Today(day));
        let told = Events::of_all(view, &book.config);
        let come = told.iter().filter(|event| event.date.0.has_come(Today(day)));
        let past: usize = view.promises().map(|promised| view.past_events(promised.promise).count()).sum();
        assert_eq!(come.count(), past, "{day}");
        day = day.checked_add(jiff::ToSpan::days(1)).unwrap();
    }
}
