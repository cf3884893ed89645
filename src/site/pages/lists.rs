//! All changes, the pages of tags, owners and audiences, the feeds, plain pages, and the page that is not there.

use super::card::by_month;
use super::choices::choices;
use super::head::{About, crumb, feed_set, head, timeless};
use super::home::Grouped;
use super::pages_of;
use crate::base::Slug;
use crate::catalog::ChangeIx;
use crate::entry::Page;
use crate::site::context::{
    ChangesPage, ExtensionKey, FeedsPage, Html, Link, ListKind, ListPage, NotFoundPage, PlainPage, RedirectPage,
};
use crate::site::feed::EXTENSION_KEYS;
use crate::site::scope::{Scope, Subject};
use crate::site::{Site, bodies, paths};

/// Entries on a page of the list of changes.
pub const PER_PAGE: usize = 50;
/// Open promises on the page of a tag, owner or audience; the list of promises has all.
const OPEN: usize = 20;

/// The pages that a number of entries needs; an empty list has one.
pub fn page_count(entries: usize) -> usize {
    pages_of::count(entries, PER_PAGE)
}

/// A page of the list of changes, from 1.
pub fn changes(site: &Site<'_>, number: usize) -> ChangesPage {
    let everything = site.plan.everything();
    let shown = everything.changes.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    ChangesPage {
        page: head(
            site,
            About {
                title: titled("Changes", number),
                description: format!("Everything that changed on {}, newest first.", site.config.title),
                path: paths::changes_page(number),
                section: paths::CHANGES,
                breadcrumbs: if number == 1 { Vec::new() } else { vec![crumb("Changes", paths::CHANGES)] },
                scope: Some(everything),
                json: None,
            },
        ),
        months: by_month(site, shown.map(|index| (*index, site.view.catalog().change(*index)))),
        pager: pages_of::pager(everything.changes.len(), PER_PAGE, number, paths::changes_page),
        choices: (number == 1).then(|| choices(site)),
    }
}

/// A page of a tag, owner or audience, from 1, with the name of its template.
pub fn list(site: &Site<'_>, scope: &Scope, number: usize) -> Option<(&'static str, ListPage)> {
    let (template, kind, id) = match &scope.subject {
        Subject::Tag(tag) => ("tag.html", ListKind::Tag, tag),
        Subject::Owner(owner) => ("owner.html", ListKind::Owner, owner),
        Subject::Audience(audience) => ("audience.html", ListKind::Audience, audience),
        _ => return None,
    };
    let catalog = site.view.catalog();
    let of = |index: &ChangeIx| (*index, catalog.change(*index));
    let promises = scope.changes.iter().map(of).filter_map(|(index, change)| site.view.promised(index, change));
    let (open, more_open) =
        if number == 1 { Grouped::of(site, promises).open_rows(site, OPEN) } else { (Vec::new(), 0) };
    let total = scope.changes.len();
    let shown = &scope.changes[pages_of::range(total, pages_of::LISTED, number)];
    let page = ListPage {
        page: head(
            site,
            About {
                title: titled(&scope.name, number),
                description: scope.about.clone(),
                path: paths::nth(&scope.path, number),
                section: "",
                breadcrumbs: if number == 1 { Vec::new() } else { vec![crumb(&scope.name, scope.path.clone())] },
                scope: Some(scope),
                json: None,
            },
        ),
        kind,
        id: id.to_string(),
        name: scope.name.clone(),
        contact: site
            .config
            .owner(id)
            .filter(|_| kind == ListKind::Owner)
            .and_then(|owner| owner.contact.as_ref())
            .map(ToString::to_string),
        components: if kind == ListKind::Owner { components_of(site, id) } else { Vec::new() },
        open,
        more_open,
        months: by_month(site, shown.iter().map(of)),
        total,
        choices: (number == 1).then(|| choices(site)),
        pager: pages_of::pager(total, pages_of::LISTED, number, |number| paths::nth(&scope.path, number)),
        feeds: feed_set(site, scope),
    };
    Some((template, page))
}

/// The title of a page of a list.
pub fn titled(name: &str, number: usize) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}, page {number}") }
}

fn components_of(site: &Site<'_>, owner: &Slug) -> Vec<Link> {
    let owned = site
        .view
        .components()
        .filter(|(_, component)| component.config.owner.as_ref().is_some_and(|id| id.value == *owner));
    owned
        .map(|(_, component)| Link { text: component.config.name.clone(), href: paths::component(component.id()) })
        .collect()
}

pub fn feeds(site: &Site<'_>) -> FeedsPage {
    let sets = |wanted: fn(&Subject) -> bool| {
        site.plan.scopes.iter().filter(|scope| wanted(&scope.subject)).map(|scope| feed_set(site, scope)).collect()
    };
    FeedsPage {
        page: timeless(
            site,
            About {
                title: "Feeds".to_owned(),
                description: "How to hear of changes and deprecations in the tool that you already have.".to_owned(),
                path: paths::FEEDS.to_owned(),
                section: paths::FEEDS,
                breadcrumbs: Vec::new(),
                scope: None,
                json: None,
            },
        ),
        site_feeds: sets(|subject| matches!(subject, Subject::Everything | Subject::Deprecations)),
        components: sets(|subject| matches!(subject, Subject::Component(_))),
        owners: sets(|subject| matches!(subject, Subject::Owner(_))),
        audiences: sets(|subject| matches!(subject, Subject::Audience(_))),
        tags: sets(|subject| matches!(subject, Subject::Tag(_))),
        calendar: site.plan.calendar_path("").map(|path| site.config.base_url.join(&path)),
        opml: Some(paths::OPML.to_owned()),
        reminders: site.config.feeds.reminders.clone(),
        limit: site.config.feeds.limit,
        extension: extension_keys(),
    }
}

/// The keys of `_forewarn`, as the page of feeds explains them.
pub fn extension_keys() -> Vec<ExtensionKey> {
    let key = |(name, holds, about): &(&str, &str, &str)| ExtensionKey {
        name: (*name).to_owned(),
        holds: (*holds).to_owned(),
        about: (*about).to_owned(),
    };
    EXTENSION_KEYS.iter().map(key).collect()
}

pub fn plain(site: &Site<'_>, page: &Page) -> PlainPage {
    let path = paths::page(&page.slug);
    PlainPage {
        page: timeless(
            site,
            About {
                title: crate::markdown::title_plain(&page.title),
                description: page.outline.summary.clone(),
                section: &path,
                path: path.clone(),
                breadcrumbs: Vec::new(),
                scope: None,
                json: None,
            },
        ),
        title_html: Html(crate::markdown::title_html(&page.title)),
        body: Html(bodies::of_page(site.view, site.config, page)),
        extra: serde_json::Value::Null,
    }
}

pub fn not_found(site: &Site<'_>) -> NotFoundPage {
    let about = About {
        title: "Not found".to_owned(),
        description: "There is no such page.".to_owned(),
        path: paths::NOT_FOUND.to_owned(),
        section: "",
        breadcrumbs: Vec::new(),
        scope: None,
        json: None,
    };
    let mut page = timeless(site, about);
    page.noindex = true;
    NotFoundPage { page }
}

/// A page that leads on to an entry.
pub fn redirect(site: &Site<'_>, from: &str, index: ChangeIx) -> RedirectPage {
    let change = site.view.catalog().change(index);
    let target = paths::change(&change.id);
    let title = super::title_plain(change);
    let about = About {
        title: title.clone(),
        description: String::new(),
        path: from.to_owned(),
        section: "",
        breadcrumbs: Vec::new(),
        scope: None,
        json: None,
    };
    let mut page = timeless(site, about);
    page.noindex = true;
    page.canonical = site.config.base_url.join(&target);
    RedirectPage { page, target, title }
}
