//! What is told → the items of a subject's documents: their ids, texts and categories.

use std::sync::Arc;

use jiff::Timestamp;

use super::archives::Shelf;
use super::feed::{self, Category, Extension, Item, item_instant};
use super::stream::{Told, What, update_id};
use super::{Site, bodies, events, paths};
use crate::base::Date;
use crate::catalog::{Change, EventKind, Promise};
use crate::config::Feeds;
use crate::entry::Updated;
use crate::markdown;
use crate::schedule::paths as api;
use crate::words::{NOTHING_TO_DO, deadline, sentence};

/// The items of the document that readers of a subject subscribe to, by its place in the plan.
pub fn newest<'s>(site: &Site<'s>, place: usize) -> &'s [Item] {
    site.plan.items[place].get_or_init(|| {
        let shelf = &site.plan.shelves[place];
        fitting(shelf, |item| item_of(site, shelf, item, Extent::Whole))
    })
}

/// How much of an entry's text its item carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// Its first paragraph, or the summary that its author wrote.
    Summary,
}

/// The items of an archive, by its subject's place in the plan.
pub fn archived(site: &Site<'_>, place: usize, archive: usize) -> Vec<Item> {
    let (shelf, extent) = (&site.plan.shelves[place], site.plan.scopes[place].archive_extent());
    shelf.archives[archive].range.clone().map(|item| item_of(site, shelf, item, extent)).collect()
}

fn item_of(site: &Site<'_>, shelf: &Shelf, item: usize, extent: Extent) -> Item {
    let told = &site.plan.stream[shelf.items[item] as usize];
    let change = site.view.catalog().change(told.change);
    self::item(site, told, extent, || bodies::elsewhere(site.view, site.config, change))
}

/// Those that are kept, and as many more as the size of a document allows.
fn fitting(shelf: &Shelf, item: impl Fn(usize) -> Item) -> Vec<Item> {
    /// More bytes than what stands around the items of a document.
    const FRAME: usize = 8 << 10;
    let mut items: Vec<Item> = (0..shelf.kept).map(&item).collect();
    let mut bytes = FRAME + items.iter().map(feed::at_most).sum::<usize>();
    for place in shelf.kept..shelf.most {
        let next = item(place);
        bytes += feed::at_most(&next);
        if bytes > Feeds::LARGE {
            break;
        }
        items.push(next);
    }
    items
}

/// What is told → the item that tells it. The `body` of an entry is asked for only where its item carries it.
pub fn item(site: &Site<'_>, told: &Told, extent: Extent, body: impl FnOnce() -> Arc<str>) -> Item {
    let change = site.view.catalog().change(told.change);
    let today = site.view.today();
    match (told.what, &change.promise) {
        (What::Event(place), Some(promise)) => event(site, told.at, change, promise, place),
        (What::Update, _) => match change.update(today) {
            Some(updated) => update(site, told.at, change, updated),
            None => plain(site, told.at, change, today.0),
        },
        (What::Entry | What::Event(_), _) => {
            let mut item = plain(site, told.at, change, today.0);
            item.content_html = content(site, change, (extent == Extent::Whole).then(body));
            item.updated = last_update(site, change, &item.id).unwrap_or(told.at).max(told.at);
            item
        }
    }
}

/// The item of an entry without its text. Dates of its promise are those in force on a `day`.
fn plain(site: &Site<'_>, at: Timestamp, change: &Change, day: Date) -> Item {
    Item {
        id: api::feed_id(site.config, change),
        url: site.config.base_url.join(&paths::change(&change.id)),
        title: markdown::title_plain(&change.entry.title.value),
        summary: change.summary().to_owned(),
        content_html: "".into(),
        published: at,
        updated: at,
        categories: categories(site, change),
        owner: change.owner.as_ref().and_then(|id| site.config.owner(id)).map(|owner| owner.name.clone()),
        extension: extension(site, change, day),
    }
}

/// A correction worth telling, and what to do by when as it stood on its day.
fn update(site: &Site<'_>, at: Timestamp, change: &Change, updated: &Updated) -> Item {
    let day = updated.date.value.day();
    let of_entry = plain(site, at, change, day);
    let (url, title, note) = (&of_entry.url, &of_entry.title, sentence(updated.note.clone()));
    let guide = guide(site, change, day);
    let demand = change.promise.as_ref().and_then(|promise| Demand::on(promise, day));
    let (text, html) =
        demand.map(|demand| (format!(" {}", demand.plain()), format!(" {}", demand.html()))).unwrap_or_default();
    Item {
        id: update_id(site.config, change, updated.date.value),
        title: format!("Updated: {title}"),
        content_html: format!(
            "<p><strong>Updated</strong>: {}{html}</p>\n{guide}<p><a href=\"{url}\">{}</a></p>",
            escape(&note),
            escape(title)
        )
        .into(),
        summary: format!("{note}{text}"),
        extension: Extension { event: Some("updated".to_owned()), ..of_entry.extension.clone() },
        ..of_entry
    }
}

/// An event, with the dates that were in force on its day: what is told once stays as it was told, and an archive with it.
fn event(site: &Site<'_>, at: Timestamp, change: &Change, promise: &Promise, place: usize) -> Item {
    let event = &promise.events[place];
    let of_entry = plain(site, at, change, event.when.day());
    let words = events::words(site, change, promise, event);
    Item {
        id: api::event_id(site.config, change, event).unwrap_or(of_entry.id),
        url: match event.kind {
            EventKind::Revised { number, .. } => format!("{}#revision-{number}", of_entry.url),
            _ => of_entry.url,
        },
        title: words.title,
        summary: words.summary,
        content_html: words.content_html.into(),
        extension: Extension { event: Some(event.name().to_owned()), ..of_entry.extension },
        ..of_entry
    }
}

fn last_update(site: &Site<'_>, change: &Change, id: &str) -> Option<Timestamp> {
    Some(item_instant(change.update(site.view.today())?.date.value, id))
}

/// The entry, by its body or its summary; a promise opens with what must be done by when.
fn content(site: &Site<'_>, change: &Change, body: Option<Arc<str>>) -> Arc<str> {
    let lead = change
        .promise
        .as_ref()
        .and_then(|promise| Demand::on(promise, site.view.today().0))
        .map(|demand| format!("<p>{}</p>\n{}", demand.html(), guide(site, change, site.view.today().0)))
        .unwrap_or_else(|| way_out(site, change));
    let Some(body) = body else {
        let summary = change.summary();
        return if summary.is_empty() { lead.into() } else { format!("{lead}<p>{}</p>\n", escape(summary)).into() };
    };
    let summary =
        change.entry.summary.as_ref().map(|summary| format!("<p>{}</p>\n", escape(&summary.value))).unwrap_or_default();
    if lead.is_empty() && summary.is_empty() { body } else { format!("{lead}{summary}{body}").into() }
}

/// What to use instead of what an entry says is gone, where it says nothing itself: as the promise said that it completes.
fn way_out(site: &Site<'_>, change: &Change) -> String {
    let says_nothing = change.entry.action.is_none() && change.summary().is_empty();
    let completed = change.completes.iter().filter(|index| says_nothing && site.view.shows(**index));
    let told = completed.map(|index| {
        let promised = site.view.catalog().change(*index);
        let action = promised.promise.as_ref().and_then(|promise| promise.action.as_deref());
        let action = action.map(|action| format!("<p>{}</p>\n", markdown::title_html(action))).unwrap_or_default();
        action + &events::guide(site, promised)
    });
    told.collect()
}

/// How to move, as a paragraph; empty where there is no need on this day, or the entry does not say.
fn guide(site: &Site<'_>, change: &Change, day: Date) -> String {
    let life = change.promise.as_ref().map(|promise| &promise.life);
    if life.is_some_and(|life| !life.is_cancelled_on(day) && !life.is_removed_on(day)) {
        events::guide(site, change)
    } else {
        String::new()
    }
}

/// What a promise asks of its readers on a day: by when, and what to do.
struct Demand<'p> {
    when: String,
    action: Option<&'p str>,
}

impl<'p> Demand<'p> {
    fn on(promise: &'p Promise, day: Date) -> Option<Self> {
        let action = match promise.life.is_cancelled_on(day) {
            true => Some(NOTHING_TO_DO),
            false => promise.action.as_deref(),
        };
        Some(Demand { when: deadline(promise, day)?, action })
    }

    fn plain(&self) -> String {
        let action = self.action.map(|action| format!(" {}", markdown::title_plain(action))).unwrap_or_default();
        format!("{}.{action}", self.when)
    }

    fn html(&self) -> String {
        let action = self.action.map(|action| format!(" {}", markdown::title_html(action))).unwrap_or_default();
        format!("<strong>{}.</strong>{action}", escape(&self.when))
    }
}

fn categories(site: &Site<'_>, change: &Change) -> Vec<Category> {
    let base = |path: &str| site.config.base_url.join(path);
    let component = site.view.catalog().component(change.component);
    let mut categories = vec![
        Category {
            term: change.entry.kind.value.to_string(),
            label: change.entry.kind.value.to_string(),
            scheme: Some(base(paths::CHANGES)),
        },
        Category {
            term: component.id().to_string(),
            label: component.config.name.clone(),
            scheme: Some(base(paths::COMPONENTS)),
        },
    ];
    let tag = |tag: &crate::base::At<crate::base::Slug>| Category {
        term: tag.value.to_string(),
        label: tag.value.to_string(),
        scheme: None,
    };
    categories.extend(change.entry.tags.iter().map(tag));
    categories
}

fn extension(site: &Site<'_>, change: &Change, day: Date) -> Extension {
    let life = change.promise.as_ref().map(|promise| &promise.life);
    // A plan is no promise yet, and one that is called off is none any more.
    let stands = life.filter(|life| !life.is_cancelled_on(day) && !life.is_estimated_on(day));
    let replacements =
        change.promise.iter().flat_map(|promise| &promise.surfaces).filter_map(|surface| surface.replacement.name());
    let mut replacement: Vec<String> = replacements.map(str::to_owned).collect();
    replacement.dedup();
    Extension {
        kind: change.entry.kind.value.to_string(),
        event: None,
        component: site.view.catalog().component(change.component).id().to_string(),
        version: change.entry.version.as_ref().map(|version| version.value.to_string()),
        sunset: stands.and_then(|life| life.sunset.on(day)).map(ToString::to_string),
        removal: stands.and_then(|life| life.removal.on(day)).map(ToString::to_string),
        replacement,
    }
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
