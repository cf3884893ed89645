//! Entries → a CHANGELOG.md as Keep a Changelog 1.1.0 has it: Unreleased first, then releases, newest first, with the six
//! kinds in their order and a link for each release.
//!
//! What was never a part of a release, such as the changes of a service that numbers none, stands under its day.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::bullet::{KINDS, Said, bullet, rank};
use super::{Book, inline};
use crate::base::Date;
use crate::catalog::{Change, Component, ComponentIx, Release};
use crate::schedule::paths;

const FORMAT: &str = "https://keepachangelog.com/en/1.1.0/";
const VERSIONS: &str = "https://semver.org/spec/v2.0.0.html";

/// Which components a changelog tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of them, in one file.
    Platform,
    Component(ComponentIx),
}

/// A part under a heading of its own.
struct Section<'c> {
    /// What stands between the brackets: a version, with its component where there are several; or a day.
    name: String,
    date: Option<Date>,
    yanked: Option<&'c str>,
    url: String,
    changes: Vec<Listed<'c>>,
}

/// An entry, and what tells it from others beside it.
struct Listed<'c> {
    change: &'c Change,
    aside: Option<String>,
}

pub fn keep_a_changelog(book: Book<'_>, extent: Extent) -> String {
    let sections = sections(book, extent);
    let mut out = head(book, extent);
    for section in &sections {
        out.push_str(&text(book, section));
    }
    if sections.is_empty() {
        out.push_str("\nNothing has changed yet.\n");
    }
    out.push('\n');
    let mut linked = BTreeSet::new();
    for section in sections.iter().filter(|section| linked.insert(&section.name)) {
        out.push_str(&format!("[{}]: {}\n", section.name, inline::destination(&section.url)));
    }
    out
}

fn head(book: Book<'_>, extent: Extent) -> String {
    let (name, url) = match extent {
        Extent::Platform => (book.config.title.clone(), book.url("")),
        Extent::Component(index) => {
            let component = book.view.catalog().component(index);
            (component.config.name.clone(), book.url(&paths::component_page(component.id())))
        }
    };
    format!(
        "# Changelog\n\nWhat changed in {}, newest first. The format is that of [Keep a Changelog 1.1.0]({FORMAT}); versions \
         follow [Semantic Versioning 2.0.0]({VERSIONS}).\n\nMade from the entries at <{url}>: change them there, and not here.\n",
        inline::text(&name)
    )
}

fn text(book: Book<'_>, section: &Section<'_>) -> String {
    let date = section.date.map(|date| format!(" - {date}")).unwrap_or_default();
    let yanked = if section.yanked.is_some() { " [YANKED]" } else { "" };
    let mut out = format!("\n## [{}]{date}{yanked}\n", section.name);
    if let Some(reason) = section.yanked {
        out.push_str(&format!("\nWithdrawn: {}\n", inline::line(reason)));
    }
    for (kind, title) in KINDS {
        let mut listed: Vec<&Listed<'_>> =
            section.changes.iter().filter(|listed| listed.change.entry.kind.value == kind).collect();
        if listed.is_empty() {
            continue;
        }
        listed.sort_by_key(|listed| rank(listed.change));
        out.push_str(&format!("\n### {title}\n\n"));
        for listed in listed {
            out.push_str(&bullet(book, listed.change, Said::Duties, listed.aside.as_deref()));
            out.push('\n');
        }
    }
    out
}

fn sections(book: Book<'_>, extent: Extent) -> Vec<Section<'_>> {
    let components: Vec<(ComponentIx, &Component)> = match extent {
        Extent::Platform => book.view.components().collect(),
        Extent::Component(index) => vec![(index, book.view.catalog().component(index))],
    };
    let unreleased: Vec<Listed<'_>> =
        components.iter().flat_map(|(_, component)| unreleased(book, extent, component)).collect();
    let mut sections: Vec<Section<'_>> =
        components.iter().flat_map(|(_, component)| releases(book, extent, component)).collect();
    sections.extend(days(book, extent, &components));
    sections.sort_by_key(|section| Reverse(section.date));
    if !unreleased.is_empty() {
        let url = match components.as_slice() {
            [(_, component)] => book.url(&paths::component_page(component.id())),
            _ => book.url("changes/"),
        };
        let name = "Unreleased".to_owned();
        sections.insert(0, Section { name, date: None, yanked: None, url, changes: unreleased });
    }
    sections
}

/// Entries since the last release, and those of releases that are still to come.
fn unreleased<'c>(book: Book<'c>, extent: Extent, component: &'c Component) -> Vec<Listed<'c>> {
    if component.releases.is_empty() {
        return Vec::new();
    }
    let today = book.view.today().0;
    let next = book.view.unreleased(component).map(|(_, change)| Listed { change, aside: aside(extent, component) });
    let planned = book.view.releases(component).filter(|release| !release.is_out(today)).flat_map(|release| {
        book.view.among(&release.changes).map(|(_, change)| {
            let planned = format!("planned for {}", release.version);
            let aside = aside(extent, component).map_or(planned.clone(), |name| format!("{name}, {planned}"));
            Listed { change, aside: Some(aside) }
        })
    });
    next.chain(planned).collect()
}

/// The component's name, where there are several.
fn aside(extent: Extent, component: &Component) -> Option<String> {
    (extent == Extent::Platform).then(|| component.config.name.clone())
}

fn releases<'c>(book: Book<'c>, extent: Extent, component: &'c Component) -> impl Iterator<Item = Section<'c>> {
    let out = move |release: &&Release| release.is_out(book.view.today().0);
    book.view.releases(component).filter(out).map(move |release| Section {
        name: match extent {
            // As tags of repositories with several packages have it: a space would end the version for some readers.
            Extent::Platform => format!("{}@{}", component.id(), release.version),
            Extent::Component(_) => release.version.to_string(),
        },
        date: release.date,
        yanked: release.yanked.as_deref(),
        url: book.url(&paths::release_page(component.id(), &release.version)),
        changes: book.view.among(&release.changes).map(|(_, change)| Listed { change, aside: None }).collect(),
    })
}

/// Entries that belong to no release, by their days.
fn days<'c>(
    book: Book<'c>,
    extent: Extent,
    components: &[(ComponentIx, &'c Component)],
) -> impl Iterator<Item = Section<'c>> {
    let mut days: BTreeMap<Date, Vec<Listed<'c>>> = BTreeMap::new();
    for (_, component) in components {
        let unnumbered = component.releases.is_empty().then(|| book.view.unreleased(component)).into_iter().flatten();
        for (_, change) in unnumbered.chain(book.view.beside_releases(component)) {
            let listed = Listed { change, aside: aside(extent, component) };
            days.entry(change.date().day()).or_default().push(listed);
        }
    }
    let url = match components {
        [(_, component)] => book.url(&paths::component_page(component.id())),
        _ => book.url("changes/"),
    };
    days.into_iter().rev().map(move |(day, changes)| Section {
        name: day.to_string(),
        date: Some(day),
        yanked: None,
        url: url.clone(),
        changes,
    })
}
