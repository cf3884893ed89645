//! Entries, as text → a catalog, and what its promises say as lines that can be read and compared.

use forewarn::base::{RelPath, Source, Today};
use forewarn::catalog::{Catalog, Input, Promised, assemble};
use forewarn::config::{self, Config, Limits, parse_releases};
use forewarn::diag::Diagnostic;
use forewarn::entry::{Entry, parse_entry};

const BOOK: &str = r#"
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
audiences = ["service-teams"]
[build]
base-url = "https://changes.example.com/"
[[owner]]
id = "delivery"
name = "Delivery"
[[component]]
id = "api"
name = "API"
[[component]]
id = "lib"
name = "Library"
[feeds]
reminders = [30, 7]
"#;

/// A small site: files below `content/changes/`, and the rows of releases.toml.
#[derive(Clone, Default)]
pub struct Site {
    files: Vec<(String, String)>,
    releases: String,
}

impl Site {
    /// Adds an entry; `front` is its front matter without the fences.
    pub fn entry(mut self, path: &str, front: &str) -> Self {
        self.files.push((path.to_owned(), format!("+++\n{front}\n+++\nHow to move.\n")));
        self
    }

    /// Adds a file as it is.
    pub fn file(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Adds an entry of the component `api` that makes a promise; `deprecation` is what follows `[deprecation]`.
    pub fn promise(self, path: &str, deprecation: &str) -> Self {
        let surface = "[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1\"";
        self.entry(path, &format!("title = \"v1 goes\"\n[deprecation]\n{deprecation}\n{surface}"))
    }

    pub fn release(mut self, row: &str) -> Self {
        self.releases.push_str(&format!("[[release]]\n{row}\n"));
        self
    }

    /// The same files in another order.
    pub fn reordered(mut self, by: usize) -> Self {
        let middle = by % self.files.len().max(1);
        self.files.rotate_left(middle);
        self
    }

    /// The catalog, and all findings on the way to it.
    pub fn try_assemble(&self) -> (Catalog, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let mut entries = Vec::new();
        for (path, text) in &self.files {
            let (entry, found) = parse(path, text);
            entries.extend(entry.map(std::sync::Arc::new));
            findings.extend(found);
        }
        let (releases, found) = parse_releases(&source("content/releases.toml", &self.releases));
        findings.extend(found);
        let (catalog, found) = assemble(Input { entries, pages: Vec::new(), releases, unread: Vec::new() }, &book());
        findings.extend(found);
        (catalog, findings)
    }

    /// The catalog of files without a mistake.
    pub fn assemble(&self) -> Catalog {
        let (catalog, findings) = self.try_assemble();
        assert_eq!(findings, [], "the files of a table have no findings");
        catalog
    }

    /// The text of a file, for findings.
    pub fn text(&self, path: &str) -> &str {
        let file = self.files.iter().find(|(known, _)| format!("content/changes/{known}") == path);
        file.map_or(&self.releases, |(_, text)| text)
    }
}

pub fn book() -> Config {
    let (config, findings) = config::parse(&source("book.toml", BOOK));
    assert_eq!(findings, []);
    config.expect("the book has all that is required")
}

pub fn source(path: &str, text: &str) -> Source {
    Source::new(RelPath::new(path).expect("a path"), text)
}

pub fn parse(path: &str, text: &str) -> (Option<Entry>, Vec<Diagnostic>) {
    parse_entry(&source(&format!("content/changes/{path}"), text), "content/changes", Limits::default())
}

pub fn today(day: &str) -> Today {
    day.parse().expect("a day")
}

/// The promise of an entry on a day, if the entry shows on it.
pub fn promised<'c>(catalog: &'c Catalog, id: &str, day: &str) -> Option<Promised<'c>> {
    let view = catalog.as_of(today(day));
    view.promises().find(|promised| promised.change.id.as_str() == id)
}

/// Compares a table `day → state`, one line each, with what the promise says; `-` where the entry does not show.
#[track_caller]
pub fn assert_states(catalog: &Catalog, id: &str, table: &str) {
    let days = table.lines().filter_map(|line| line.split_whitespace().next());
    let state = |day: &str| promised(catalog, id, day).map_or("-", |promised| promised.state.name());
    let actual: Vec<String> = days.map(|day| format!("{day} {}", state(day))).collect();
    assert_eq!(actual.join("\n"), squeezed(table));
}

/// Compares a table `when, name, last part of the id` with all events of the promise.
#[track_caller]
pub fn assert_events(catalog: &Catalog, id: &str, table: &str) {
    assert_eq!(events(catalog, id), squeezed(table));
}

pub fn events(catalog: &Catalog, id: &str) -> String {
    let change = catalog.change(catalog.find(id).expect("the entry is there"));
    let promise = change.promise.as_ref().expect("the entry makes a promise");
    let line = |event: &forewarn::catalog::Event| {
        format!("{} {} {}", event.when, event.name(), event.suffix().unwrap_or_else(|| "-".to_owned()))
    };
    promise.events.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A table with its indentation and columns taken out.
fn squeezed(table: &str) -> String {
    let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
