//! The exact bytes of a small platform's documents. `SNAPSHOTS=overwrite` rewrites the files in `golden/`.
#![expect(clippy::disallowed_methods, reason = "snapbox looks where the expected files are")]

use snapbox::{assert_data_eq, file};

use super::*;

/// Everything that an entry can say.
const V1: &str = r#"
title = "`/v1` goes, move to `/v2`"
former-ids = ["old-v1"]
also = ["cli"]
version = "3.4.0"
summary = "All of /v1 goes."
tags = ["http"]
audiences = ["service-teams"]
migration = "pages/move to v2#how"
effort = "days"
links = { issue = "https://git.example.com/api/812", docs = "https://docs.example.com/v2" }
related = ["api-v2"]
updated = { date = 2026-03-05, note = "Corrected the example" }
[extra]
colour = "red"
[deprecation]
closed-to-new = 2026-06-01
end-of-support = 2026-10-01T10:00:00+02:00
sunset = 2026-12-01
removal = "4.0.0"
reason = "v1 names clusters"
effect = "410 Gone"
warning = "W042"
emergency = "CVE-2026-1234"
[[deprecation.surface]]
kind = "http"
name = "GET /v1/x"
replacement = "GET /v2/x"
[[deprecation.surface]]
kind = "package"
name = "pkg:npm/x"
versions = "<2.0.0"
no-replacement = "Nobody uses it"
[[deprecation.replacement]]
name = "GET /v2/x"
available-since = "3.2.0"
entry = "api-v2"
[[deprecation.brownout]]
id = "first"
announced = 2026-08-10
start = 2026-10-06T09:00:00Z
end = 2026-10-06T10:00:00Z
effect = "503"
cancelled = { date = 2026-08-20, reason = "Two teams are late" }
[[deprecation.revision]]
date = 2026-08-10
from = 2026-10-01
reason = "Billing needs one more quarter."
[[deprecation.detect]]
surface = "GET /v1/x"
files = ["**/*.tf"]
exclude = ["**/vendor/**"]
pattern = '/v1/x'
should-match = ["GET /v1/x"]
should-not-match = ["GET /v2/x"]
message = "Move to v2."
+++
How to move.
"#;

#[test]
fn a_guide_is_a_url_wherever_it_lies() {
    for (written, url) in [
        ("https://docs.example.com/v2", "https://docs.example.com/v2"),
        ("mailto:team@example.com", "mailto:team@example.com"),
        ("pages/move", "https://changes.example.com/log/pages/move/"),
        ("/pages/move/", "https://changes.example.com/log/pages/move/"),
        ("pages/move#step-2", "https://changes.example.com/log/pages/move/#step-2"),
    ] {
        let front = format!("title = \"v1 goes\"\nkind = \"changed\"\nmigration = \"{written}\"");
        let book = Book::of(&[("api/2026-03-02-v1", &front)]);
        let (_, change) = book.catalog.as_of(today("2026-09-01")).changes().next().unwrap();
        assert_eq!(migration_guide(&book.config, change).unwrap().0, url);
    }
}

const V2: &str = "title = \"v2 is there\"\nkind = \"added\"\nversion = \"3.2.0\"\n+++\nLook.";

const FLAG: &str = r#"
title = "`--force` goes"
kind = "deprecated"
breaking = true
[deprecation]
removal = "2.0.0"
not-before = "1.9.0"
surface = [{ kind = "cli", name = "deployctl --force" }]
no-replacement = "Nobody should"
"#;

const REMOVED: &str = "title = \"`--force` is gone\"\ncompletes = [\"cli-force\"]\nversion = \"2.0.0\"";

fn book() -> Book {
    Book::of(&[
        ("api/2026-03-02-v1", V1),
        ("api/2026-01-10-v2", V2),
        ("cli/2026-01-20-force", FLAG),
        ("cli/2026-07-01-force-removed", REMOVED),
    ])
}

fn text(document: &impl Serialize) -> String {
    String::from_utf8(bytes(document)).unwrap()
}

#[test]
fn the_schedule_is_exactly_this() {
    assert_data_eq!(text(&book().schedule("2026-09-01", None)), file!["golden/schedule.json": Text].raw());
}

#[test]
fn the_events_are_exactly_these() {
    assert_data_eq!(text(&book().events("2026-09-01")), file!["golden/events.json": Text].raw());
}

#[test]
fn the_ids_are_exactly_these() {
    let book = book();
    let ids = ids(book.catalog.as_of(today("2026-09-01")), &book.config, &book.events("2026-09-01"), None);
    assert_data_eq!(text(&ids), file!["golden/ids.json": Text].raw());
}

#[test]
fn a_change_is_exactly_this() {
    let book = book();
    let view = book.catalog.as_of(today("2026-09-01"));
    let entry = book.catalog.change(book.catalog.find("old-v1").unwrap());
    let document = change(view, &book.config, entry, "<p>How to move.</p>".to_owned());
    assert_data_eq!(text(&document), file!["golden/change.json": Text].raw());
}

#[test]
fn a_component_and_its_releases_are_exactly_these() {
    let book = book();
    let view = book.catalog.as_of(today("2026-09-01"));
    let (_, cli) = book.catalog.component_named("cli").unwrap();
    assert_data_eq!(text(&component(view, &book.config, cli)), file!["golden/component.json": Text].raw());
    assert_data_eq!(text(&releases(view, &book.config, cli)), file!["golden/releases.json": Text].raw());
}

#[test]
fn an_upgrade_document_is_exactly_this() {
    let book = book();
    let view = book.catalog.as_of(today("2026-09-01"));
    let (cli, _) = book.catalog.component_named("cli").unwrap();
    let schedule = book.schedule("2026-09-01", None);
    let document = upgrade_document(view, &book.config, &schedule, cli);
    assert_data_eq!(text(&document), file!["golden/upgrade.json": Text].raw());
}

#[test]
fn the_index_is_exactly_this() {
    assert_data_eq!(text(&index(&book().config, Some("calendar.ics"))), file!["golden/index.json": Text].raw());
}

#[test]
fn the_schema_of_a_schedule_is_exactly_this() {
    let schema = schema("schedule", &book().config.base_url).unwrap();
    assert_data_eq!(text(&schema), file!["golden/schema.json": Text].raw());
}

#[test]
fn the_openapi_description_is_exactly_this() {
    assert_data_eq!(text(&book().openapi("2026-09-01")), file!["golden/openapi.json": Text].raw());
}
