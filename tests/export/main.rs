//! `forewarn export`: what other people's tools are handed, compared with `expected/` (`SNAPSHOTS=overwrite` rewrites it), held
//! against their limits, and asked for through the binary.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test is the outside world")]

#[path = "../kit/mod.rs"]
mod kit;

mod binary;
mod limits;
mod reading;

use std::path::{Path, PathBuf};

use forewarn::base::Today;
use forewarn::export::{self, Book, Extent, Format, Period, Scope};
use forewarn::pipeline::{Compiled, compile};
use kit::Project;
use snapbox::Data;

const TODAY: &str = "2026-06-15";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export").join(name)
}

fn compiled(root: &Path) -> Compiled {
    let project = Project { root: root.to_owned(), today: TODAY.to_owned(), base_url: None };
    let compiled = compile(project.input());
    assert!(!compiled.is_broken(), "{:#?}", compiled.findings);
    compiled
}

fn harbour() -> Compiled {
    compiled(&folder("site"))
}

fn book(compiled: &Compiled) -> Book<'_> {
    Book { view: compiled.catalog.as_of(compiled.today), config: &compiled.config }
}

fn changelog(compiled: &Compiled, component: Option<&str>) -> String {
    let extent = component.map(|id| compiled.catalog.component_named(id).unwrap().0);
    export::keep_a_changelog(book(compiled), extent.map_or(Extent::Platform, Extent::Component))
}

fn release_notes(compiled: &Compiled, component: &str, version: &str) -> String {
    let (_, component) = compiled.catalog.component_named(component).unwrap();
    let release = component.releases.find(&version.parse().unwrap()).unwrap();
    export::release_notes(book(compiled), component, release)
}

/// The digest of the days up to one, as that day knew it.
fn digest(compiled: &Compiled, (from, to, ahead): (&str, &str, &str), format: Format) -> String {
    let [from, to, ahead] = [from, to, ahead].map(|day| day.parse::<Today>().unwrap().0);
    let view = compiled.catalog.as_of(Today(to));
    let book = Book { view, config: &compiled.config };
    export::write(&export::digest(book, Period { from, to, ahead }, &Scope::default()), format)
}

const WEEK: (&str, &str, &str) = ("2026-06-09", "2026-06-15", "2026-07-15");

fn golden(name: &str, text: &str) {
    let path = folder("expected").join(name);
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        std::fs::write(&path, text).unwrap();
    }
    snapbox::assert_data_eq!(Data::text(text), Data::read_from(&path, None).raw());
}

#[test]
fn a_changelog_of_a_component() {
    golden("crane.md", &changelog(&harbour(), Some("crane")));
}

#[test]
fn a_changelog_of_a_component_without_versions() {
    golden("tide.md", &changelog(&harbour(), Some("tide")));
}

#[test]
fn a_changelog_of_all_components() {
    golden("all.md", &changelog(&harbour(), None));
}

#[test]
fn the_notes_of_releases() {
    let harbour = harbour();
    for version in ["1.0.0", "1.1.0", "2.0.1", "3.0.0"] {
        golden(&format!("crane-{version}.md"), &release_notes(&harbour, "crane", version));
    }
}

#[test]
fn a_digest_in_three_formats() {
    let harbour = harbour();
    golden("digest.md", &digest(&harbour, WEEK, Format::Markdown));
    golden("digest.slack.json", &digest(&harbour, WEEK, Format::Slack));
    golden("digest.html", &digest(&harbour, WEEK, Format::Html));
}

#[test]
fn a_digest_tells_what_its_last_day_knew() {
    let text = digest(&harbour(), ("2026-06-01", "2026-06-08", "2026-07-08"), Format::Markdown);
    assert!(text.contains("Sunset 23 Jun 2026") && !text.contains("7 Jul 2026"), "{text}");
    assert!(!text.contains("rownout") && !text.contains("cancelled"), "nobody knew of these yet: {text}");
}

#[test]
fn a_period_in_which_nothing_happened_is_told_so() {
    let harbour = harbour();
    for format in [Format::Markdown, Format::Slack, Format::Html] {
        let text = digest(&harbour, ("2025-01-01", "2025-01-07", "2025-02-06"), format);
        let words = "Nothing changed (1 Jan 2025 to 7 Jan 2025), and nothing falls due by 6 Feb 2025.";
        assert!(text.contains(words), "{text}");
    }
}
