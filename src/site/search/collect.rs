//! Entries and pages → the words of their names and of their bodies.

use super::Document;
use super::postings::{Place, Vocabulary};
use super::words::{fold, pieces, wholes, words};
use crate::catalog::{Catalog, Change, Component};
use crate::entry::Page;
use crate::markdown;

/// The words of all that can be found.
#[derive(Debug, Default)]
pub struct Collected {
    pub names: Vocabulary,
    pub text: Vocabulary,
}

impl Collected {
    /// Of documents by their numbers.
    pub fn of(catalog: &Catalog, documents: &[Document]) -> Self {
        let mut collected = Collected::default();
        for (number, document) in documents.iter().enumerate() {
            let number = number as u32;
            let mut names = Names { words: &mut collected.names, entry: number };
            let mut in_text = |word: &str| collected.text.add(word, number, None);
            match *document {
                Document::Entry(index) => {
                    let change = catalog.change(index);
                    names.surfaces(change);
                    names.titles(change);
                    names.about(catalog, change);
                    body(&change.entry.text[change.entry.body.range()], &mut in_text);
                    sentences(change, &mut in_text);
                }
                Document::Page(place) => {
                    let page = &catalog.pages()[place];
                    names.page(page);
                    body(&page.text[page.body.range()], &mut in_text);
                }
            }
        }
        collected
    }
}

/// About how many bytes of names an entry has; from this the number of files is planned.
pub fn names_size(change: &Change) -> usize {
    let surfaces = change.promise.iter().flat_map(|promise| &promise.surfaces);
    let surfaces: usize = surfaces
        .map(|of| 2 * of.surface.name.value.len() + of.replacement.name().map_or(0, |name| 2 * name.len()))
        .sum();
    change.entry.title.value.len() + 2 * change.id.as_str().len() + surfaces
}

/// Where the names of one entry go. The weightiest place is told first, since the first one counts.
struct Names<'a> {
    words: &'a mut Vocabulary,
    entry: u32,
}

impl Names<'_> {
    /// A name with parts: whole, and in words.
    fn name(&mut self, name: &str, place: Place) {
        let folded = fold(name);
        wholes(&folded, |whole| self.words.add(whole, self.entry, Some(place)));
        words(&folded, |word| self.words.add(word, self.entry, Some(place)));
    }

    /// A sentence: its words, and the names in it.
    fn prose(&mut self, text: &str, place: Place) {
        pieces(&fold(text), |piece| self.words.add(piece, self.entry, Some(place)));
        words(&fold(text), |word| self.words.add(word, self.entry, Some(place)));
    }

    fn surfaces(&mut self, change: &Change) {
        for of in change.promise.iter().flat_map(|promise| &promise.surfaces) {
            self.name(&of.surface.name.value, Place::Surface);
        }
        if let Some(warning) = change.entry.deprecation.as_ref().and_then(|promise| promise.warning.as_ref()) {
            self.name(warning, Place::Surface);
        }
    }

    fn titles(&mut self, change: &Change) {
        self.prose(&markdown::title_plain(&change.entry.title.value), Place::Title);
        for id in change.former_ids().chain([&change.id]) {
            self.name(id.as_str(), Place::Title);
        }
        let emergency = change.entry.deprecation.as_ref().and_then(|promise| promise.emergency.as_ref());
        for advisory in change.entry.advisories.iter().chain(emergency) {
            self.name(&advisory.value, Place::Title);
        }
    }

    fn page(&mut self, page: &Page) {
        self.prose(&page.title, Place::Title);
        self.name(&page.slug, Place::About);
    }

    fn about(&mut self, catalog: &Catalog, change: &Change) {
        for replaced_by in change.promise.iter().flat_map(|promise| &promise.surfaces) {
            if let Some(name) = replaced_by.replacement.name() {
                self.name(name, Place::About);
            }
        }
        let component: &Component = catalog.component(change.component);
        self.name(component.id().as_str(), Place::About);
        self.prose(&component.config.name, Place::About);
        if let Some(owner) = change.owner.as_ref().and_then(|id| catalog.owner(id)) {
            self.prose(&owner.name, Place::About);
        }
        for tag in &change.entry.tags {
            self.name(tag.value.as_str(), Place::About);
        }
        if let Some(version) = &change.entry.version {
            self.name(&version.value.to_string(), Place::About);
        }
    }
}

/// The words of a body as it is written, without the targets of links.
fn body(text: &str, mut found: impl FnMut(&str)) {
    let folded = fold(text);
    let mut rest: &str = &folded;
    while let Some((before, after)) = rest.split_once("](") {
        words(before, &mut found);
        rest = after.find([')', '\n']).map_or("", |end| &after[end..]);
    }
    words(rest, &mut found);
}

/// The words of what an entry and its promise say in sentences, beside the body.
fn sentences(change: &Change, mut found: impl FnMut(&str)) {
    let promise = change.entry.deprecation.as_ref();
    let summary = change.entry.summary.as_ref().map(|summary| summary.value.as_str());
    let action = change.entry.action.as_ref().map(|action| action.value.as_str());
    let told = promise.iter().flat_map(|promise| [&promise.reason, &promise.effect]).flatten().map(String::as_str);
    let reasons = promise.iter().flat_map(|promise| &promise.revisions).map(|revision| revision.reason.as_str());
    for sentence in summary.into_iter().chain(action).chain(told).chain(reasons) {
        words(&fold(sentence), &mut found);
    }
}
