//! An artifact of the plan → its bytes.

use super::context::{self, Generator, Link};
use super::feed::{self, Feed, Group, Opml, Place, Subscription, Urls};
use super::pages::{api, components, entry, home, lists};
use super::plan::{Artifact, Format};
use super::scope::{Scope, Subject};
use super::theme::AssetContent;
use super::{Site, agenda, items, paths, search, sitemap};
use crate::base::{RelPath, Today, When};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::schedule;

/// What to write at a path.
#[derive(Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    /// The bytes of a file of the sources, by its path from the root of the project.
    Copy(RelPath),
}

/// Renders what stands at the n-th path of the plan. An error is one of a user's template.
pub fn render(site: &Site<'_>, index: usize) -> Result<Content, Box<Diagnostic>> {
    let theme = site.theme;
    let view = site.view;
    let page = |html: Result<String, Box<Diagnostic>>| html.map(|html| Content::Bytes(html.into_bytes()));
    match site.plan.artifact(index) {
        Artifact::Home => page(theme.render("home.html", &home::home(site))),
        Artifact::Changes(number) => page(theme.render("changes.html", &lists::changes(site, *number))),
        Artifact::Entry(index) => page(theme.render("entry.html", &entry::entry(site, *index))),
        Artifact::Deprecations => page(theme.render("deprecations.html", &home::deprecations(site))),
        Artifact::Components => page(theme.render("components.html", &components::components(site))),
        Artifact::Component(index) => page(theme.render("component.html", &components::component(site, *index))),
        Artifact::Release(index, position) => {
            page(theme.render("release.html", &components::release(site, *index, *position)))
        }
        Artifact::List(place) => match lists::list(site, &site.plan.scopes[*place]) {
            Some((template, context)) => page(theme.render(template, &context)),
            None => Ok(Content::Bytes(Vec::new())),
        },
        Artifact::Feeds => page(theme.render("feeds.html", &lists::feeds(site))),
        Artifact::Search => page(theme.render("search.html", &lists::search(site))),
        Artifact::Api => page(theme.render("api.html", &api::api(site))),
        Artifact::Plain(place) => page(theme.render("page.html", &lists::plain(site, &view.catalog().pages()[*place]))),
        Artifact::NotFound => page(theme.render("404.html", &lists::not_found(site))),
        Artifact::Redirect(to) => {
            page(theme.render("redirect.html", &lists::redirect(site, site.plan.path(index).as_str(), *to)))
        }
        Artifact::Theme(place) => Ok(match &theme.assets()[*place].content {
            AssetContent::Embedded(bytes) => Content::Bytes(bytes.to_vec()),
            AssetContent::Generated(text) => Content::Bytes(text.clone().into_bytes()),
            AssetContent::Copy(path) => Content::Copy(path.clone()),
        }),
        Artifact::File(path) => Ok(Content::Copy(path.clone())),
        other => Ok(Content::Bytes(data(site, other))),
    }
}

/// Everything that needs no template.
fn data(site: &Site<'_>, artifact: &Artifact) -> Vec<u8> {
    let (view, config, plan) = (site.view, site.config, site.plan);
    match artifact {
        Artifact::Feed(place, format) => feed(site, *place, *format),
        Artifact::Calendar(place) => agenda::of_scope(site, &plan.scopes[*place]),
        Artifact::EntryCalendar(index) => agenda::of_entry(site, *index),
        Artifact::Opml => opml(site),
        Artifact::Sitemap(place) => {
            sitemap::render(&plan.sitemap.1[*place].content, &plan.sitemap.0, config.base_url.as_str())
        }
        Artifact::Robots => sitemap::robots(config.base_url.as_str()).into_bytes(),
        Artifact::SearchIndex => search::index(site),
        Artifact::SearchNames(place) => search::names(site, *place),
        Artifact::SearchText(place) => search::text(site, *place),
        Artifact::SearchEntries(place) => search::entries(site, *place),
        Artifact::ApiIndex => schedule::bytes(&schedule::index(config, plan.calendar_path("").as_deref())),
        Artifact::ApiDescription => schedule::bytes(&schedule::openapi(config)),
        Artifact::ApiSchedule => schedule::bytes(site.schedule),
        Artifact::ApiEvents => schedule::bytes(&schedule::events(view, config)),
        Artifact::ApiIds => schedule::bytes(site.ids),
        Artifact::ApiDeprecation(index) => {
            match schedule::deprecation(config, site.schedule, view.catalog().change(*index).id.as_str()) {
                Some(document) => schedule::bytes(&document),
                None => Vec::new(),
            }
        }
        Artifact::ApiChange(index) => {
            let body = plan.bodies.elsewhere_once(view, config, *index);
            schedule::bytes(&schedule::change(view, config, view.catalog().change(*index), body))
        }
        Artifact::ApiChanges(number) => schedule::bytes(&schedule::changes_page(view, config, *number)),
        Artifact::ApiComponents => schedule::bytes(&schedule::components(view, config)),
        Artifact::ApiComponent(index) => {
            schedule::bytes(&schedule::component(view, config, view.catalog().component(*index)))
        }
        Artifact::ApiReleases(index) => {
            schedule::bytes(&schedule::releases(view, config, view.catalog().component(*index)))
        }
        Artifact::ApiRelease(index, position) => {
            let place = plan.releases[index.0 as usize][*position];
            let component = view.catalog().component(*index);
            schedule::bytes(&schedule::release(view, config, component, component.releases.at(place)))
        }
        Artifact::ApiSchema(place) => schedule::bytes(&plan.schemas[*place].1),
        _ => Vec::new(),
    }
}

pub(super) fn feed(site: &Site<'_>, place: usize, format: Format) -> Vec<u8> {
    let scope = &site.plan.scopes[place];
    let items = site.plan.items[place].get_or_init(|| items::items(site, scope));
    let config = site.config;
    let url = |file: &str| config.base_url.join(&format!("{}{file}", scope.path));
    let (rss, atom, json) = (url("feed.xml"), url("feed.atom"), url("feed.json"));
    let urls = Urls { rss: &rss, atom: &atom, json: &json };
    let id = if scope.path.is_empty() {
        format!("{}:feed", config.id)
    } else {
        format!("{}:feed:{}", config.id, scope.path.trim_end_matches('/'))
    };
    let title = if scope.path.is_empty() { config.title.clone() } else { format!("{}: {}", config.title, scope.name) };
    let authors: Vec<&str> = config.authors.iter().map(String::as_str).collect();
    let feed = Feed {
        id: &id,
        title: &title,
        description: &scope.about,
        language: &config.language,
        home_url: &config.base_url.join(&scope.path),
        self_urls: urls,
        authors: &authors,
        updated: feed::newest(items).unwrap_or_else(|| When::Day(config.id.since()).instant()),
        items,
        ttl_minutes: 60,
        about_extension: &config.base_url.join(paths::FEEDS),
        place: Place::Subscription,
        prev_archive: None,
    };
    match format {
        Format::Rss => feed::rss(&feed),
        Format::Atom => feed::atom(&feed),
        Format::Json => feed::json(&feed),
    }
}

fn opml(site: &Site<'_>) -> Vec<u8> {
    let config = site.config;
    let subscription = |scope: &Scope| Subscription {
        title: if scope.path.is_empty() { config.title.clone() } else { format!("{}: {}", config.title, scope.name) },
        description: scope.about.clone(),
        feed_url: config.base_url.join(&format!("{}feed.xml", scope.path)),
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
    let items = site.plan.items[0].get_or_init(|| items::items(site, site.plan.everything()));
    feed::opml(&Opml {
        title: &config.title,
        updated: feed::newest(items).unwrap_or_else(|| When::Day(config.id.since()).instant()),
        groups: &groups,
    })
}

/// What every template is given as `site`.
pub fn global(config: &Config, catalog: &Catalog, today: Today) -> context::Site {
    let link = |text: &str, href: &str| Link { text: text.to_owned(), href: href.to_owned() };
    let mut nav = vec![
        link("Changes", paths::CHANGES),
        link("Deprecations", paths::DEPRECATIONS),
        link("Components", paths::COMPONENTS),
        link("Feeds", paths::FEEDS),
    ];
    nav.extend(catalog.pages().iter().filter(|page| page.nav).map(|page| link(&page.title, &paths::page(&page.slug))));
    let footer = vec![
        link("Deprecation schedule (JSON)", schedule::paths::SCHEDULE),
        link("API", paths::API),
        link("All feeds", paths::FEEDS),
    ];
    let components = catalog.components().iter().map(|component| context::ComponentRef {
        id: component.id().to_string(),
        name: component.config.name.clone(),
        path: paths::component(component.id()),
    });
    context::Site {
        title: config.title.clone(),
        description: config.description.clone(),
        authors: config.authors.clone(),
        language: config.language.clone(),
        base_path: config.base_url.path().to_owned(),
        base_url: config.base_url.as_str().to_owned(),
        nav,
        footer,
        components: components.collect(),
        today: today.0.to_string(),
        generator: Generator { name: "forewarn".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        options: serde_json::Value::Object(config.theme_options.clone()),
    }
}
