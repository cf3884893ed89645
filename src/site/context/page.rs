//! The head of a page: what browsers, feed readers and search engines are told.

use serde::Serialize;

use super::Link;

/// The head of a page, `page` in every template.
#[derive(Serialize, Debug, Clone)]
pub struct Head {
    /// Plain text; the template adds the site's title.
    pub title: String,
    /// One plain sentence; may be empty.
    pub description: String,
    /// The page's own path; empty for the home page.
    pub path: String,
    /// The absolute URL under which the page is known.
    pub canonical: String,
    /// The `href` of the header link to which the page belongs, so that it can be marked; may be empty.
    pub section: String,
    /// The way from the home page to here, both excluded.
    pub breadcrumbs: Vec<Link>,
    /// The feeds of this page, for `<link rel="alternate">`.
    pub feeds: Vec<Feed>,
    /// The path of the same content in the API.
    pub json: Option<String>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// Whether what the page says depends on the day, which its footer then names. Other pages stay the same from one
    /// nightly build to the next.
    pub tells_day: bool,
}

/// One feed document.
#[derive(Serialize, Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The name of the format: `RSS`, `Atom`, `JSON Feed`, `Calendar`.
    pub format: String,
    /// What the feed holds, for a reader's list of subscriptions: `Paved Road: Deploy API`.
    pub title: String,
    /// Its path: `components/deploy-api/feed.xml`.
    pub path: String,
    /// Its media type: `application/rss+xml`.
    pub media_type: String,
}

/// The feeds of one subject, in each format.
#[derive(Serialize, Debug, Clone, PartialEq, Eq)]
pub struct FeedSet {
    /// The subject: `Everything`, `Deprecations`, or a component's, tag's, owner's or audience's name.
    pub name: String,
    /// The page of that subject.
    pub path: String,
    /// What is in it, in one plain sentence; may be empty.
    pub about: String,
    /// RSS, Atom and JSON Feed, then the calendar.
    pub feeds: Vec<Feed>,
    /// The absolute URL of the calendar for programs that subscribe: `webcal://…`.
    pub webcal: Option<String>,
}
