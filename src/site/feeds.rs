//! The documents of a subject's feed → their bytes, and the list of all feeds. What stands in which document says
//! [`super::archives`], how it is written [`super::feed`].

use jiff::Timestamp;

use super::feed::{self, Archived, Feed, Group, Opml, Place, Subscription, Urls};
use super::plan::Format;
use super::scope::{Scope, Subject};
use super::{Site, items, months, paths};
use crate::base::When;

/// Where a document is found in each format.
struct Address {
    rss: String,
    atom: String,
    json: String,
}

impl Address {
    fn new(site: &Site<'_>, path: impl Fn(Format) -> String) -> Self {
        let url = |format| site.config.base_url.join(&path(format));
        Address { rss: url(Format::Rss), atom: url(Format::Atom), json: url(Format::Json) }
    }

    fn urls(&self) -> Urls<'_> {
        Urls { rss: &self.rss, atom: &self.atom, json: &self.json }
    }
}

/// The document that readers subscribe to.
pub fn subscription(site: &Site<'_>, place: usize, format: Format) -> Vec<u8> {
    let items = items::newest(site, place);
    let own = Address::new(site, |format| paths::feed(&site.plan.scopes[place].path, format));
    let around =
        Around { own: &own, updated: feed::newest(items), place: Place::Subscription, older: older(site, place, 0) };
    around.with_head(site, place, |head| match format {
        Format::Rss => feed::rss(head, items),
        Format::Atom => feed::atom(head, &items.iter().map(feed::atom_entry).collect::<Vec<_>>()),
        Format::Json => feed::json(head, &items.iter().map(feed::json_item).collect::<Vec<_>>()),
    })
}

/// A document of a closed month, by its place on the shelf.
pub fn archive(site: &Site<'_>, place: usize, archive: usize, format: Format) -> Vec<u8> {
    let (scope, shelf) = (&site.plan.scopes[place], &site.plan.shelves[place]);
    let items = months::written(site, place, &shelf.archives[archive], format);
    let current = Address::new(site, |format| paths::feed(&scope.path, format));
    let own = Address::new(site, |format| paths::archive(&scope.path, &shelf.archives[archive], format));
    let updated = items.iter().map(|item| item.updated).max();
    let current = Place::Archive { current: current.urls() };
    let around = Around { own: &own, updated, place: current, older: older(site, place, archive + 1) };
    around.with_head(site, place, |head| match format {
        Format::Json => feed::json(head, &items),
        // RSS leads on to the Atom documents.
        Format::Atom | Format::Rss => feed::atom(head, &items),
    })
}

/// The n-th archive that a feed leads on to, by its Atom and JSON document.
fn older(site: &Site<'_>, place: usize, archive: usize) -> Option<(String, Option<String>)> {
    let plan = site.plan;
    let at = plan.shelves[place].archived_at.unwrap_or(place);
    let (scope, archive) = (&plan.scopes[at], plan.shelves[at].archives.get(archive)?);
    let url = |format| site.config.base_url.join(&paths::archive(&scope.path, archive, format));
    let json = scope.archive_formats().contains(&Format::Json).then(|| url(Format::Json));
    Some((url(Format::Atom), json))
}

/// What tells the documents of a feed apart, beside their items.
struct Around<'d> {
    own: &'d Address,
    /// The newest change in its items.
    updated: Option<Timestamp>,
    place: Place<'d>,
    /// The URLs of the next older document, Atom and JSON.
    older: Option<(String, Option<String>)>,
}

impl Around<'_> {
    fn with_head(&self, site: &Site<'_>, place: usize, write: impl FnOnce(&Feed<'_>) -> Vec<u8>) -> Vec<u8> {
        let (scope, config) = (&site.plan.scopes[place], site.config);
        let id = if scope.path.is_empty() {
            format!("{}:feed", config.id)
        } else {
            format!("{}:feed:{}", config.id, scope.path.trim_end_matches('/'))
        };
        let authors: Vec<&str> = config.authors.iter().map(String::as_str).collect();
        write(&Feed {
            id: &id,
            title: &title(site, scope),
            description: &scope.about,
            language: &config.language,
            home_url: &config.base_url.join(&scope.path),
            self_urls: self.own.urls(),
            authors: &authors,
            updated: self.updated.unwrap_or_else(|| When::Day(config.id.since()).instant()),
            ttl_minutes: 60,
            about_extension: &config.base_url.join(paths::EXTENSION),
            place: self.place,
            prev_archive: self.older.as_ref().map(|(atom, json)| Archived { atom, json: json.as_deref() }),
        })
    }
}

/// The name under which readers see a feed.
pub fn title(site: &Site<'_>, scope: &Scope) -> String {
    match scope.path.is_empty() {
        true => site.config.title.clone(),
        false => format!("{}: {}", site.config.title, scope.name),
    }
}

/// The list of all feeds.
pub fn opml(site: &Site<'_>) -> Vec<u8> {
    let config = site.config;
    let subscription = |scope: &Scope| Subscription {
        title: title(site, scope),
        description: scope.about.clone(),
        feed_url: config.base_url.join(&paths::feed(&scope.path, Format::Rss)),
        home_url: config.base_url.join(&scope.path),
    };
    let group = |title: &str, wanted: fn(&Subject) -> bool| Group {
        title: title.to_owned(),
        feeds: site.plan.scopes.iter().filter(|scope| wanted(&scope.subject)).map(subscription).collect(),
    };
    let groups: Vec<Group> = [
        group("Everything", |subject| matches!(subject, Subject::Everything | Subject::Deprecations)),
        group("Components", |subject| matches!(subject, Subject::Component(_))),
        group("Owners", |subject| matches!(subject, Subject::Owner(_))),
        group("Audiences", |subject| matches!(subject, Subject::Audience(_))),
        group("Tags", |subject| matches!(subject, Subject::Tag(_))),
    ]
    .into_iter()
    .filter(|group| !group.feeds.is_empty())
    .collect();
    feed::opml(&Opml {
        title: &config.title,
        updated: feed::newest(items::newest(site, 0)).unwrap_or_else(|| When::Day(config.id.since()).instant()),
        groups: &groups,
    })
}
