//! The documents as a whole: from texts, through entries and the catalog, to bytes.

mod baseline;
mod example;
mod golden;
mod moves;
mod properties;
mod published;
mod record;
mod schemas;
mod speed;
mod upgrade;

use super::*;
use crate::base::{RelPath, Source, Today};
use crate::catalog::{Catalog, Input, assemble};
use crate::config::{Config, Limits, parse, parse_releases};
use crate::entry::parse_entry;

/// A platform of a few lines.
const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
description = "Changes"
audiences = ["service-teams"]
[build]
base-url = "https://changes.example.com/log/"
[[owner]]
id = "delivery"
name = "Delivery"
contact = "mailto:delivery@example.com"
[[component]]
id = "api"
name = "Deploy API"
description = "Starts deployments"
owner = "delivery"
repository = "https://git.example.com/api"
[[component]]
id = "cli"
name = "deployctl"
[feeds]
reminders = [30]
"#;

/// A platform and what its team has written.
struct Book {
    config: Config,
    catalog: Catalog,
}

fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).unwrap(), text)
}

impl Book {
    /// Files by their path below `changes/`; the fences are added.
    fn of(files: &[(&str, &str)]) -> Self {
        let sources = files.iter().map(|(path, front)| {
            let (front, body) = front.split_once("\n+++\n").unwrap_or((front, ""));
            source(&format!("content/changes/{path}.md"), &format!("+++\n{front}\n+++\n{body}"))
        });
        Book::read(BOOK, &sources.collect::<Vec<_>>(), "")
    }

    fn read(book: &str, sources: &[Source], releases: &str) -> Self {
        let config = parse(&source("book.toml", book)).0.unwrap();
        let entries = sources.iter().map(|source| {
            let (entry, findings) = parse_entry(source, "content/changes", Limits::default());
            assert_eq!(findings, [], "{}", source.path);
            std::sync::Arc::new(entry.unwrap())
        });
        let (rows, findings) = parse_releases(&source("content/releases.toml", releases));
        assert_eq!(findings, []);
        let input = Input { entries: entries.collect(), pages: Vec::new(), releases: rows, unread: Vec::new() };
        let (catalog, findings) = assemble(input, &config);
        assert_eq!(findings, []);
        Book { config, catalog }
    }

    fn schedule(&self, day: &str, baseline: Option<&Baseline>) -> wire::Schedule {
        schedule(self.catalog.as_of(today(day)), &self.config, baseline)
    }

    fn events(&self, day: &str) -> Events<'_> {
        Events::of_all(self.catalog.as_of(today(day)), &self.config)
    }

    /// The description of the API as it is on a day.
    fn openapi(&self, day: &str) -> serde_json::Value {
        let (view, config) = (self.catalog.as_of(today(day)), &self.config);
        let (schedule, events) = (self.schedule(day, None), self.events(day));
        let ids = ids(view, config, &events, None);
        openapi(Api { view, config, schedule: &schedule, ids: &ids, calendar: None })
    }

    /// Publishes, and reads back what was published.
    fn publish(&self, day: &str, baseline: Option<&Baseline>) -> Baseline {
        let schedule = bytes(&self.schedule(day, baseline));
        let view = self.catalog.as_of(today(day));
        let ids = bytes(&ids(view, &self.config, &self.events(day), baseline));
        Baseline::parse(&schedule, Some(&ids)).unwrap()
    }

    /// Every document of a day, by its path, as `content_html` nothing but the id.
    fn documents(&self, day: &str) -> Vec<(String, &'static str, serde_json::Value)> {
        let (view, config) = (self.catalog.as_of(today(day)), &self.config);
        let mut documents = Vec::new();
        let schedule = schedule(view, config, None);
        let events = Events::of_all(view, config);
        for promise in &schedule.deprecations {
            let document = deprecation(config, &schedule, &promise.id).unwrap();
            documents.push((paths::deprecation(&promise.id), "deprecation", json(&document)));
        }
        for (_, entry) in view.changes() {
            let document = change(view, config, entry, entry.id.to_string());
            documents.push((paths::change(&entry.id), "change", json(&document)));
        }
        for page in 1..=changes_pages(view.changes().count()) {
            documents.push((paths::changes_page(page), "changes", json(&changes_page(view, config, page).unwrap())));
        }
        for (index, part) in view.components() {
            documents.push((paths::component(part.id()), "component", json(&component(view, config, part))));
            documents.push((paths::releases(part.id()), "releases", json(&releases(view, config, part))));
            let upgrade = upgrade_document(view, config, &schedule, index);
            documents.push((paths::upgrade(part.id()), "upgrade", json(&upgrade)));
            for out in view.releases(part) {
                let document = release(view, config, part, out);
                documents.push((paths::release(part.id(), &out.version), "release", json(&document)));
            }
        }
        documents.push((paths::COMPONENTS.to_owned(), "components", json(&components(view, config))));
        documents.push((paths::IDS.to_owned(), "ids", json(&ids(view, config, &events, None))));
        documents.push((paths::EVENTS.to_owned(), "events", json(&events)));
        documents.push((paths::SCHEDULE.to_owned(), "schedule", json(&schedule)));
        let record = super::record::record(view, config, &super::record::facts(view, &schedule));
        documents.push((paths::RECORD.to_owned(), "record", json(&record)));
        documents.push((paths::INDEX.to_owned(), "index", json(&index(config, Some("calendar.ics")))));
        documents
    }
}

fn today(day: &str) -> Today {
    day.parse().unwrap()
}

fn json(document: &impl Serialize) -> serde_json::Value {
    serde_json::from_slice(&bytes(document)).unwrap()
}

/// A promise of one surface with these further keys of `[deprecation]`.
fn promise(keys: &str) -> String {
    format!("title = \"v1 goes\"\n[deprecation]\nsurface = [{{ kind = \"http\", name = \"GET /v1\" }}]\n{keys}")
}

/// A book with this one promise, announced on 2026-03-02.
fn one(keys: &str) -> Book {
    Book::of(&[("api/2026-03-02-v1", &promise(keys))])
}
