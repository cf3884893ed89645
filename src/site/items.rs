//! Entries and events → the items of a subject's feeds, newest first.

use std::sync::Arc;

use jiff::Timestamp;

use super::feed::{self, Category, Extension, Item, item_instant};
use super::scope::Scope;
use super::{Site, events, paths};
use crate::base::When;
use crate::catalog::{Change, ChangeIx, Event, EventKind, Promise};
use crate::markdown;
use crate::schedule::paths as api;
use crate::words::deadline;

/// What may become an item, before its text is made.
struct Candidate<'c> {
    at: Timestamp,
    id: String,
    index: ChangeIx,
    change: &'c Change,
    what: What<'c>,
}

enum What<'c> {
    Entry,
    /// A correction worth telling.
    Update,
    Event(&'c Promise, &'c Event),
}

/// The newest items of a subject, as many as a feed document holds.
pub fn items(site: &Site<'_>, scope: &Scope) -> Vec<Item> {
    let catalog = site.view.catalog();
    let mut candidates: Vec<Candidate<'_>> =
        scope.changes.iter().flat_map(|index| candidates(site, *index, catalog.change(*index))).collect();
    candidates.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    candidates.truncate(site.config.feeds.limit);
    let mut items: Vec<Item> = candidates.into_iter().map(|candidate| item(site, candidate)).collect();
    feed::sort(&mut items);
    items
}

fn candidates<'c>(site: &Site<'c>, index: ChangeIx, change: &'c Change) -> Vec<Candidate<'c>> {
    let feed_id = api::feed_id(site.config, change);
    let of =
        |id: String, when: When, what: What<'c>| Candidate { at: item_instant(when, &id), id, index, change, what };
    let mut candidates = vec![of(feed_id.clone(), change.date(), What::Entry)];
    if let Some(updated) =
        change.entry.updated.as_ref().filter(|updated| updated.date.value.has_come(site.view.today()))
    {
        candidates.push(of(
            format!("{feed_id}:updated-{}", updated.date.value.day()),
            updated.date.value,
            What::Update,
        ));
    }
    if let Some(promise) = &change.promise {
        let events = site
            .view
            .past_events(promise)
            .filter_map(|event| Some((event, api::event_id(site.config, change, event)?)));
        candidates.extend(events.map(|(event, id)| of(id, event.when, What::Event(promise, event))));
    }
    candidates
}

fn item(site: &Site<'_>, candidate: Candidate<'_>) -> Item {
    let Candidate { at, id, index, change, what } = candidate;
    let title = markdown::title_plain(&change.entry.title.value);
    let url = site.config.base_url.join(&paths::change(&change.id));
    let mut item = Item {
        id,
        url: url.clone(),
        title: title.clone(),
        summary: change.summary().to_owned(),
        content_html: "".into(),
        published: at,
        updated: at,
        categories: categories(site, change),
        owner: change.owner.as_ref().and_then(|id| site.config.owner(id)).map(|owner| owner.name.clone()),
        extension: extension(site, change),
    };
    match what {
        What::Entry => {
            item.content_html = content(site, index, change);
            item.updated = last_update(site, change, &item.id).unwrap_or(at).max(at);
        }
        What::Update => {
            let note = change.entry.updated.as_ref().map(|updated| updated.note.clone()).unwrap_or_default();
            item.title = format!("Updated: {title}");
            item.content_html =
                format!("<p>{}</p><p><a href=\"{url}\">{}</a></p>", escape(&note), escape(&title)).into();
            item.summary = note;
            item.extension.event = Some("updated".to_owned());
        }
        What::Event(promise, event) => {
            let told = events::told(site, change, promise, event);
            item.title = told.title;
            item.content_html = told.content_html.into();
            item.summary = told.summary;
            item.extension.event = Some(event.name().to_owned());
            if let EventKind::Revised { number, .. } = event.kind {
                item.url = format!("{url}#revision-{number}");
            }
        }
    }
    item
}

fn last_update(site: &Site<'_>, change: &Change, id: &str) -> Option<Timestamp> {
    let updated = change.entry.updated.as_ref().filter(|updated| updated.date.value.has_come(site.view.today()))?;
    Some(item_instant(updated.date.value, id))
}

/// The whole entry; a promise opens with what must be done by when.
fn content(site: &Site<'_>, index: ChangeIx, change: &Change) -> Arc<str> {
    let body = site.plan.bodies.elsewhere(site.view, site.config, index);
    let lead = change
        .promise
        .as_ref()
        .and_then(|promise| lead(site, promise))
        .map(|lead| format!("<p>{lead}</p>\n"))
        .unwrap_or_default();
    let summary =
        change.entry.summary.as_ref().map(|summary| format!("<p>{}</p>\n", escape(&summary.value))).unwrap_or_default();
    if lead.is_empty() && summary.is_empty() { body } else { format!("{lead}{summary}{body}").into() }
}

fn lead(site: &Site<'_>, promise: &Promise) -> Option<String> {
    let when = deadline(promise, site.view.today().0)?;
    let action = promise.action.as_ref().map(|action| format!(" {}", markdown::title_html(action))).unwrap_or_default();
    Some(format!("<strong>{}.</strong>{action}", escape(&when)))
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

fn extension(site: &Site<'_>, change: &Change) -> Extension {
    let today = site.view.today().0;
    let life = change.promise.as_ref().map(|promise| &promise.life);
    let replacements =
        change.promise.iter().flat_map(|promise| &promise.surfaces).filter_map(|surface| surface.replacement.name());
    let mut replacement: Vec<String> = replacements.map(str::to_owned).collect();
    replacement.dedup();
    Extension {
        kind: change.entry.kind.value.to_string(),
        event: None,
        component: site.view.catalog().component(change.component).id().to_string(),
        version: change.entry.version.as_ref().map(|version| version.value.to_string()),
        sunset: life.and_then(|life| life.sunset.on(today)).map(ToString::to_string),
        removal: life.and_then(|life| life.removal.on(today)).map(ToString::to_string),
        replacement,
    }
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
