//! The head of every page, and the feeds that it names.

use crate::site::context::{Feed, FeedSet, Head, Link};
use crate::site::feed::media_type;
use crate::site::scope::Scope;
use crate::site::{Site, calendar};

/// What a page says of itself.
#[derive(Debug)]
pub struct About<'a> {
    pub title: String,
    pub description: String,
    pub path: String,
    /// The link of the header that it belongs to.
    pub section: &'a str,
    pub breadcrumbs: Vec<Link>,
    /// The page's own subject, whose feeds come before those of the whole site.
    pub scope: Option<&'a Scope>,
    pub json: Option<String>,
}

pub fn head(site: &Site<'_>, about: About<'_>) -> Head {
    let everything = site.plan.everything();
    let own = about.scope.filter(|scope| scope.path != everything.path);
    let feeds = own.into_iter().chain([everything]).flat_map(|scope| feeds(site, scope)).collect();
    Head {
        canonical: site.config.base_url.join(&about.path),
        title: about.title,
        description: about.description,
        path: about.path,
        section: about.section.to_owned(),
        breadcrumbs: about.breadcrumbs,
        feeds,
        json: about.json,
        noindex: false,
        tells_day: true,
    }
}

/// The head of a page that says the same on any day.
pub fn timeless(site: &Site<'_>, about: About<'_>) -> Head {
    Head { tells_day: false, ..head(site, about) }
}

/// The feeds of a subject, in each format, and its calendar.
pub fn feeds(site: &Site<'_>, scope: &Scope) -> Vec<Feed> {
    let title = match scope.path.is_empty() {
        true => site.config.title.clone(),
        false => format!("{}: {}", site.config.title, scope.name),
    };
    let formats = [
        ("RSS", "feed.xml", media_type::RSS),
        ("Atom", "feed.atom", media_type::ATOM),
        ("JSON Feed", "feed.json", media_type::JSON),
    ];
    let feed = |(format, file, media_type): (&str, &str, &str)| Feed {
        format: format.to_owned(),
        title: title.clone(),
        path: format!("{}{file}", scope.path),
        media_type: media_type.to_owned(),
    };
    let calendar = site.plan.calendar_path(&scope.path).map(|_| ("Calendar", "calendar.ics", calendar::MEDIA_TYPE));
    formats.into_iter().chain(calendar).map(feed).collect()
}

pub fn feed_set(site: &Site<'_>, scope: &Scope) -> FeedSet {
    FeedSet {
        name: scope.name.clone(),
        path: scope.path.clone(),
        about: scope.about.clone(),
        feeds: feeds(site, scope),
        webcal: webcal(site, &scope.path),
    }
}

/// The calendar of what stands at a path, in the scheme by which calendar programs offer to subscribe.
fn webcal(site: &Site<'_>, path: &str) -> Option<String> {
    let url = site.config.base_url.join(&site.plan.calendar_path(path)?);
    let (_, address) = url.split_once("://")?;
    Some(format!("webcal://{address}"))
}

pub fn crumb(text: &str, href: impl Into<String>) -> Link {
    Link { text: text.to_owned(), href: href.into() }
}
