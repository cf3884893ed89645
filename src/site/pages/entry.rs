//! The page of one entry.

use super::card::{kind, migration};
use super::head::{About, crumb, head, timeless};
use super::{component_ref, owner, promise, tag_links, title_html, title_plain, version_link};
use crate::catalog::{Change, ChangeIx};
use crate::schedule::record::fulfilment;
use crate::site::context::{Completed, EntryPage, EntryRef, Html, Link, Updated};
use crate::site::{Site, bodies, paths};

pub fn entry(site: &Site<'_>, index: ChangeIx) -> EntryPage {
    let change = site.view.catalog().change(index);
    let component = site.view.catalog().component(change.component);
    let published = site.schedule.find(change.id.as_str());
    let promise = site.view.promised(index, change).map(|promised| promise::promise(site, promised, published));
    let (previous, next) = site.plan.neighbours(index);
    let head = if promise.is_some() { head } else { timeless };
    EntryPage {
        page: head(
            site,
            About {
                title: title_plain(change),
                description: change.summary().to_owned(),
                path: paths::change(&change.id),
                section: paths::CHANGES,
                breadcrumbs: vec![
                    crumb("Changes", paths::CHANGES),
                    crumb(&component.config.name, paths::component(component.id())),
                ],
                scope: Some(site.plan.component(change.component)),
                json: Some(format!("api/v1/changes/{}.json", change.id)),
            },
        ),
        id: change.id.to_string(),
        title_html: title_html(change),
        kind: kind(change.entry.kind.value),
        component: component_ref(site, change.component),
        also: change.also.iter().map(|index| component_ref(site, *index)).collect(),
        version: version_link(site, change),
        date: change.date().day().to_string(),
        summary: change.summary().to_owned(),
        summary_written: change.entry.summary.is_some(),
        breaking: change.entry.breaking,
        action: change
            .promise
            .as_ref()
            .and_then(|promise| promise.action.clone())
            .or_else(|| change.entry.action.as_ref().map(|action| action.value.clone())),
        completes: change
            .completes
            .iter()
            .filter(|index| site.view.shows(**index))
            .filter_map(|index| completed(site, *index))
            .collect(),
        updated: change
            .entry
            .updated
            .as_ref()
            .filter(|updated| updated.date.value.has_come(site.view.today()))
            .map(|updated| Updated { date: updated.date.value.to_string(), note: updated.note.clone() }),
        calendar: calendar(site, index),
        body: Html(bodies::of_change(site.view, site.config, change)),
        advisories: change.entry.advisories.iter().map(|advisory| advisory_link(&advisory.value)).collect(),
        affected: change.entry.affected.as_ref().map(|range| range.value.to_string()),
        owner: change.owner.as_ref().and_then(|id| owner(site, id)),
        tags: tag_links(change),
        audiences: audiences(change),
        links: links(change),
        related: site.view.among(&change.related).map(|(_, other)| entry_ref(other)).collect(),
        previous: previous.map(|index| entry_ref(site.view.catalog().change(index))),
        next: next.map(|index| entry_ref(site.view.catalog().change(index))),
        extra: serde_json::Value::Object(change.entry.extra.clone()),
        promise,
    }
}

/// Nobody needs a date that was called off, or is history.
fn calendar(site: &Site<'_>, index: ChangeIx) -> Option<String> {
    let change = site.view.catalog().change(index);
    let open = site.view.promised(index, change)?.state.is_open();
    site.plan.calendar_path(&paths::change(&change.id)).filter(|_| open)
}

fn entry_ref(change: &Change) -> EntryRef {
    EntryRef {
        path: paths::change(&change.id),
        title_html: title_html(change),
        kind: kind(change.entry.kind.value),
        date: change.date().day().to_string(),
    }
}

/// With the way out: who meets the removal first should not have to look for it.
fn completed(site: &Site<'_>, index: ChangeIx) -> Option<Completed> {
    let change = site.view.catalog().change(index);
    let promised = site.view.promised(index, change)?;
    let sunset = promised.promise.life.sunset.on(site.view.today().0);
    let gone = fulfilment(site.view, site.schedule, promised);
    Some(Completed {
        path: paths::change(&change.id),
        title_html: title_html(change),
        sunset: sunset.map(|sunset| sunset.day().to_string()),
        kept: gone.as_ref().is_some_and(|gone| gone.is_kept),
        before_sunset: gone.as_ref().and_then(|gone| gone.before_sunset).map(|day| day.to_string()),
        before_version: gone.and_then(|gone| gone.before_version).map(ToString::to_string),
        action: promised.promise.action.clone(),
        migration: migration(change),
        effort: change.entry.effort.map(|effort| effort.name().to_owned()),
        surfaces: promise::surfaces(site, promised),
    })
}

/// CVE and GHSA identifiers lead to their databases; anything else is a link already, or plain text.
fn advisory_link(advisory: &str) -> Link {
    let href = if advisory.starts_with("CVE-") {
        format!("https://www.cve.org/CVERecord?id={advisory}")
    } else if advisory.starts_with("GHSA-") {
        format!("https://github.com/advisories/{advisory}")
    } else if advisory.starts_with("https://") {
        advisory.to_owned()
    } else {
        String::new()
    };
    Link { text: advisory.to_owned(), href }
}

fn audiences(change: &Change) -> Vec<Link> {
    change
        .entry
        .audiences
        .iter()
        .map(|audience| Link { text: audience.value.to_string(), href: paths::audience(&audience.value) })
        .collect()
}

/// The links that the author named, and the migration guide of an entry without a promise.
fn links(change: &Change) -> Vec<Link> {
    let guide = migration(change).filter(|_| change.promise.is_none());
    let named = change.entry.links.iter().map(|(name, url)| Link { text: name.clone(), href: url.to_string() });
    guide.into_iter().chain(named).collect()
}
