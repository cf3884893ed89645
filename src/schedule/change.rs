//! A published entry → `changes/<id>.json`, and all of them → `changes/page/<n>.json`.

use super::{parts, paths, wire};
use crate::catalog::{Change, ChangeIx, View};
use crate::config::Config;
use crate::markdown::title_plain;

/// How many changes a page holds.
pub const PAGE: usize = 100;

/// One entry with its text; `content_html` has absolute links.
pub fn change(view: View<'_>, config: &Config, change: &Change, content_html: String) -> wire::ChangeDocument {
    wire::ChangeDocument { schema: parts::schema(config, "change"), change: item(view, config, change), content_html }
}

/// How many pages so many changes fill; an empty site has one too.
pub fn changes_pages(entries: usize) -> usize {
    entries.div_ceil(PAGE).max(1)
}

/// The changes of a page, counted from 1, the newest first; `None` past the end. The walk to a page is a walk over
/// the entries before it.
pub fn changes_page(view: View<'_>, config: &Config, page: usize) -> Option<wire::ChangesPage> {
    let total = view.changes().count();
    let pages = changes_pages(total);
    let at = |page: usize| (1..=pages).contains(&page).then(|| parts::uri(config, &paths::changes_page(page)));
    at(page)?;
    let shown = view.changes().skip((page - 1) * PAGE).take(PAGE);
    Some(wire::ChangesPage {
        schema: parts::schema(config, "changes"),
        page,
        pages,
        total,
        prev: at(page - 1),
        next: at(page + 1),
        changes: shown.map(|(_, change)| item(view, config, change)).collect(),
    })
}

/// One entry without its text.
pub fn item(view: View<'_>, config: &Config, change: &Change) -> wire::Change {
    let (entry, catalog) = (&change.entry, view.catalog());
    let component = &catalog.component(change.component).config;
    // Entries whose day has not come are not spoken of yet.
    let published = |indexes: &[ChangeIx]| -> Vec<String> {
        indexes.iter().filter(|index| view.shows(**index)).map(|index| catalog.change(*index).id.to_string()).collect()
    };
    let updated = entry.updated.as_ref().filter(|updated| updated.date.value.has_come(view.today()));
    let action = change.promise.as_ref().and_then(|promise| promise.action.clone());
    wire::Change {
        id: change.id.to_string(),
        url: parts::uri(config, &paths::change_page(&change.id)),
        api_url: parts::uri(config, &paths::change(&change.id)),
        feed_id: wire::Uri(paths::feed_id(config, change)),
        title: title_plain(&entry.title.value),
        kind: entry.kind.value.to_string(),
        component: component.id.value.to_string(),
        component_name: component.name.clone(),
        also: parts::also(catalog, change),
        version: entry.version.as_ref().map(|at| at.value.clone()),
        date: change.date().into(),
        updated: updated
            .map(|updated| wire::Correction { date: updated.date.value.into(), note: updated.note.clone() }),
        breaking: entry.breaking,
        summary: change.summary().to_owned(),
        action: action.or_else(|| entry.action.as_ref().map(|action| action.value.clone())),
        migration: parts::migration(config, change),
        effort: entry.effort.map(|effort| effort.name().to_owned()),
        owner: parts::owner(config, change.owner.as_ref()),
        audiences: parts::texts(&entry.audiences),
        tags: parts::texts(&entry.tags),
        links: parts::links(&entry.links),
        related: published(&change.related),
        completes: published(&change.completes),
        deprecation: change.promise.as_ref().map(|_| parts::uri(config, &paths::deprecation(&change.id))),
        advisories: parts::texts(&entry.advisories),
        affected: entry.affected.as_ref().map(|at| at.value.to_string()),
        former_ids: parts::former_ids(change),
        extra: entry.extra.clone(),
    }
}
