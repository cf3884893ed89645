//! An entry → one item of a list in Markdown: what changed, where to read on, by when and what to do.

use super::{Book, inline};
use crate::catalog::{Change, Promise};
use crate::entry::Kind;
use crate::schedule::paths;
use crate::words::{deadline, sentence};

/// What is said of an entry besides its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Only what readers must do or plan by.
    Duties,
    /// Its summary too.
    Summary,
}

/// `- **Breaking:** [Title](url). Sunset …`, without a line break. `aside` stands in parentheses behind the title.
pub fn bullet(book: Book<'_>, change: &Change, said: Said, aside: Option<&str>) -> String {
    let mut item = "- ".to_owned();
    if change.entry.breaking {
        item.push_str("**Breaking:** ");
    }
    let advisories: Vec<String> = advisories(change).collect();
    if !advisories.is_empty() {
        item.push_str(&format!("{}: ", advisories.join(", ")));
    }
    item.push_str(&inline::link(&change.entry.title.value, &book.url_of(change)));
    if let Some(aside) = aside {
        item.push_str(&format!(" ({})", inline::text(aside)));
    }
    let mut sentences: Vec<String> = Vec::new();
    if said == Said::Summary && !change.summary().is_empty() {
        sentences.push(sentence(inline::text(change.summary())));
    }
    sentences.extend(duties(book, change));
    sentences.extend(affected(change));
    for sentence in &sentences {
        item.push_str(if item.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        item.push_str(sentence);
    }
    item
}

/// The advisories of an entry, each as a link or as the name that everybody knows it by.
pub fn advisories(change: &Change) -> impl Iterator<Item = String> {
    change.entry.advisories.iter().map(|advisory| match advisory.value.starts_with("http") {
        true => inline::link("Advisory", &advisory.value),
        false => inline::text(&advisory.value),
    })
}

/// The versions that an advisory is about.
pub fn affected(change: &Change) -> Option<String> {
    change.entry.affected.as_ref().map(|range| format!("Affected: `{}`.", range.value))
}

/// What falls due, and what to do about it, each a sentence in Markdown.
pub fn duties(book: Book<'_>, change: &Change) -> Vec<String> {
    let action = match &change.promise {
        Some(promise) => promise.action.as_deref(),
        None => change.entry.action.as_ref().map(|action| action.value.as_str()),
    };
    let fate = change.promise.as_ref().and_then(|promise| fate(book, promise));
    let is_over = change.promise.as_ref().is_some_and(|promise| is_over(book, promise));
    let action = action.filter(|_| !is_over).map(|action| inline::line(&sentence(action.to_owned())));
    fate.into_iter().chain(action).collect()
}

/// By when a promise falls due; of one that is fulfilled or called off, that it is.
fn fate(book: Book<'_>, promise: &Promise) -> Option<String> {
    let removed = promise.completed_by.filter(|index| book.view.shows(*index));
    match removed.map(|index| book.view.catalog().change(index)) {
        Some(removal) => {
            let version = removal.entry.version.as_ref().map(|version| version.value.to_string());
            let gone =
                version.map_or_else(|| format!("on {}", removal.date().day()), |version| format!("in {version}"));
            Some(format!("[Removed {gone}]({}).", book.url(&paths::change_page(&removal.id))))
        }
        None => deadline(promise, book.view.today().0).map(|deadline| inline::text(&sentence(deadline))),
    }
}

fn is_over(book: Book<'_>, promise: &Promise) -> bool {
    let removed = promise.completed_by.is_some_and(|index| book.view.shows(index));
    removed || promise.life.is_cancelled_on(book.view.today().0)
}

/// The kinds in the order of Keep a Changelog, as its headings name them.
pub const KINDS: [(Kind, &str); 6] = [
    (Kind::Added, "Added"),
    (Kind::Changed, "Changed"),
    (Kind::Deprecated, "Deprecated"),
    (Kind::Removed, "Removed"),
    (Kind::Fixed, "Fixed"),
    (Kind::Security, "Security"),
];

/// What has an advisory comes first under Security, what breaks comes first everywhere.
pub fn rank(change: &Change) -> (bool, bool) {
    let advised = change.entry.kind.value == Kind::Security && !change.entry.advisories.is_empty();
    (!advised, !change.entry.breaking)
}
