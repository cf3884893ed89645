//! A release → its notes in Markdown, as the body of a release on GitHub: what breaks and what is to be done first and in
//! full, all else as a list. The title is whoever publishes it to give; headings begin at the second level.

use super::bullet::{KINDS, Said, advisories, affected, bullet, duties, rank};
use super::{Book, inline};
use crate::base::When;
use crate::catalog::{Change, Component, Release};
use crate::entry::Kind;
use crate::markdown::{Elsewhere, elsewhere, line_elsewhere};
use crate::schedule::{links, paths};
use crate::words::{day, window};

/// GitHub refuses the body of a release that has more characters.
pub const LIMIT: usize = 125_000;
/// What may follow the entries: where to read on.
const FOOT: usize = 1_000;

/// A part of the notes: in full, and as short as it can be.
struct Part {
    heading: Option<String>,
    full: String,
    short: String,
}

pub fn release_notes(book: Book<'_>, component: &Component, release: &Release) -> String {
    let changes: Vec<&Change> = book.view.among(&release.changes).map(|(_, change)| change).collect();
    let head = head(book, release, &changes);
    let (body, shortened) = fit(parts(book, &changes), LIMIT - FOOT - head.chars().count().min(LIMIT / 2));
    let url = book.url(&paths::release_page(component.id(), &release.version));
    let name = format!("{} {}", component.config.name, release.version);
    let mut foot = format!("\n---\n\nAll of {}, with the dates as they stand today", inline::link(&name, &url));
    if let Some(words) = shortened {
        foot = format!("\n---\n\n{words} Read all of {}", inline::link(&name, &url));
    }
    let all = book.url(&paths::component_page(component.id()));
    format!("{head}{body}{foot}. Everything about {}\n", inline::link(&component.config.name, &all) + ".")
}

fn head(book: Book<'_>, release: &Release, changes: &[&Change]) -> String {
    let mut out = String::new();
    if let Some(reason) = &release.yanked {
        out.push_str(&format!("> [!CAUTION]\n> This release was withdrawn: {}\n\n", inline::line(reason)));
    }
    let date = release.date.map(day);
    let when = match (release.is_out(book.view.today().0), date) {
        (true, Some(date)) => format!("Released on {date}"),
        (true, None) => "Released".to_owned(),
        (false, Some(date)) => format!("Not released yet, expected on {date}"),
        (false, None) => "Not released yet".to_owned(),
    };
    let breaking = changes.iter().filter(|change| change.entry.breaking).count();
    let promised = changes.iter().filter(|change| change.promise.is_some()).count();
    let mut counts = vec![counted(changes.len(), "change", "changes")];
    counts.extend((breaking > 0).then(|| format!("{breaking} of them breaking")));
    counts.extend((promised > 0).then(|| counted(promised, "deprecation", "deprecations")));
    out.push_str(&format!("{when}: {}.\n", counts.join(", ")));
    if let Some(notes) = &release.notes {
        out.push_str(&format!("\n{}\n", line_elsewhere(notes, &|target| resolve_note(book, target))));
    }
    out
}

/// Notes stand in releases.toml, at the root of the contents.
fn resolve_note(book: Book<'_>, target: &crate::markdown::Target) -> Option<String> {
    let file = crate::base::RelPath::new("releases.toml").expect("a plain name is a path");
    book.absolute(links::resolve(book.view, &file, "", target))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}

/// Each entry once: what breaks, what will, what is about security, and the rest by kind.
fn parts(book: Book<'_>, changes: &[&Change]) -> Vec<Part> {
    let mut rest: Vec<&Change> = changes.to_vec();
    rest.sort_by_key(|change| rank(change));
    let mut take = |wanted: &dyn Fn(&Change) -> bool| {
        let (taken, left): (Vec<&Change>, Vec<&Change>) = rest.iter().copied().partition(|change| wanted(change));
        rest = left;
        taken
    };
    let breaking = take(&|change| change.entry.breaking);
    let security = take(&|change| change.entry.kind.value == Kind::Security);
    let promised = take(&|change| change.promise.is_some() || change.entry.kind.value == Kind::Deprecated);
    let mut parts = Vec::new();
    for (title, changes) in [("Breaking changes", breaking), ("Security", security), ("Deprecations", promised)] {
        for (at, change) in changes.into_iter().enumerate() {
            let heading = (at == 0).then(|| format!("\n## {title}\n"));
            let short = format!("\n{}\n", bullet(book, change, Said::Duties, None));
            parts.push(Part { heading, full: in_full(book, change), short });
        }
    }
    for (kind, title) in KINDS {
        for (at, change) in rest.iter().filter(|change| change.entry.kind.value == kind).enumerate() {
            let heading = (at == 0).then(|| format!("\n## {title}\n\n"));
            let item = |said| format!("{}\n", bullet(book, change, said, None));
            parts.push(Part { heading, full: item(Said::Summary), short: item(Said::Duties) });
        }
    }
    parts
}

fn in_full(book: Book<'_>, change: &Change) -> String {
    let mut out = format!("\n### {}\n", inline::link(&change.entry.title.value, &book.url_of(change)));
    let names: Vec<String> = advisories(change).collect();
    let mut lead: Vec<String> = (!names.is_empty()).then(|| format!("{}.", names.join(", "))).into_iter().collect();
    lead.extend(affected(change));
    // What a reader must not miss, by when or what, stands out.
    lead.extend(
        Some(duties(book, change).join(" ")).filter(|duties| !duties.is_empty()).map(|duties| format!("**{duties}**")),
    );
    lead.extend(book.migration(change).map(|url| format!("[How to move]({}).", inline::destination(&url))));
    if !lead.is_empty() {
        out.push_str(&format!("\n{}\n", lead.join(" ")));
    }
    out.push_str(&brownouts(book, change).unwrap_or_default());
    let body = &change.entry.text[change.entry.body.range()];
    let place = Elsewhere { name: change.id.as_str(), top_heading: 4 };
    let body = elsewhere(body, place, &|target| book.resolve(change, target));
    if !body.trim().is_empty() {
        out.push_str(&format!("\n{}\n", body.trim_matches('\n')));
    }
    out
}

/// The short failures to come, on which readers can practise.
fn brownouts(book: Book<'_>, change: &Change) -> Option<String> {
    let promise = change.entry.deprecation.as_ref()?;
    let today = book.view.today().0;
    let planned = promise.brownouts.iter().filter(|brownout| {
        let told = brownout.announced.as_ref().is_none_or(|announced| announced.value <= today);
        told && brownout.cancelled.is_none() && When::Instant(brownout.start.value).day() >= today
    });
    let planned: Vec<String> = planned.map(window).collect();
    (!planned.is_empty()).then(|| format!("\nBrownouts: {}.\n", planned.join("; ")))
}

/// As much as there is room for: the last parts are shortened first, and then left out; what was done is said.
fn fit(parts: Vec<Part>, room: usize) -> (String, Option<String>) {
    let length = |text: &str| text.chars().count();
    let headings: usize = parts.iter().filter_map(|part| part.heading.as_deref()).map(length).sum();
    let mut used = headings + parts.iter().map(|part| length(&part.full)).sum::<usize>();
    let mut full = parts.len();
    while used > room && full > 0 {
        full -= 1;
        used -= length(&parts[full].full).saturating_sub(length(&parts[full].short));
    }
    let mut kept = parts.len();
    while used > room && kept > 0 {
        kept -= 1;
        used -= length(&parts[kept].short);
    }
    let mut out = String::new();
    for (at, part) in parts.iter().take(kept).enumerate() {
        out.push_str(part.heading.as_deref().unwrap_or_default());
        out.push_str(if at < full { &part.full } else { &part.short });
    }
    let words = match (parts.len() - kept, full < parts.len()) {
        (0, false) => None,
        (0, true) => Some("This was shortened.".to_owned()),
        (left, _) => Some(format!("This was shortened, and {left} more left out.")),
    };
    (out, words)
}
