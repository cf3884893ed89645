//! An artifact of the plan → its bytes.

use super::context::{self, Generator, Link};
use super::pages::search::search as search_page;
use super::pages::{api, components, entry, gateway, home, lists, record, upgrade};
use super::plan::Artifact;
use super::theme::AssetContent;
use super::{Site, agenda, api_catalog, feeds, months, paths, search, sitemap};
use crate::base::{RelPath, Today};
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
        Artifact::Deprecations(number) => page(theme.render("deprecations.html", &home::deprecations(site, *number))),
        Artifact::Components => page(theme.render("components.html", &components::components(site))),
        Artifact::Component(index, number) => {
            page(theme.render("component.html", &components::component(site, *index, *number)))
        }
        Artifact::Release(index, position) => {
            page(theme.render("release.html", &components::release(site, *index, *position)))
        }
        Artifact::List(place, number) => match lists::list(site, &site.plan.scopes[*place], *number) {
            Some((template, context)) => page(theme.render(template, &context)),
            None => Ok(Content::Bytes(Vec::new())),
        },
        Artifact::Feeds => page(theme.render("feeds.html", &lists::feeds(site))),
        Artifact::Record => page(theme.render("record.html", &record::record(site))),
        Artifact::RecordSlice(slice) => page(theme.render("record_slice.html", &record::slice(site, *slice))),
        Artifact::SearchPage => page(theme.render("search.html", &search_page(site))),
        Artifact::Api => page(theme.render("api.html", &api::api(site))),
        Artifact::Upgrade => page(theme.render("upgrade.html", &upgrade::page(site))),
        Artifact::GatewayPage => page(theme.render("gateway.html", &gateway::page(site))),
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
        Artifact::Feed(place, format) => feeds::subscription(site, *place, *format),
        Artifact::Archive(place, archive, format) => feeds::archive(site, *place, *archive, *format),
        Artifact::Calendar(place) => agenda::of_scope(site, &plan.scopes[*place]),
        Artifact::EntryCalendar(index) => agenda::of_entry(site, *index),
        Artifact::Gateway(of, server) => super::gateway::file(site, *of, *server).into_bytes(),
        Artifact::Overlay(of) => schedule::bytes(&super::gateway::overlay(site, *of)),
        Artifact::Hosting(host) => super::hosting::file(&config.base_url, *host).into_bytes(),
        Artifact::Opml => feeds::opml(site),
        Artifact::Sitemap(place) => plan.sitemap(view, config, *place),
        Artifact::Robots => sitemap::robots(config.base_url.as_str()).into_bytes(),
        Artifact::ApiRecord => {
            let facts = schedule::record::facts(view, site.schedule);
            schedule::bytes(&schedule::record::record(view, config, &facts))
        }
        Artifact::Search(file) => search::render(site, *file),
        Artifact::ApiCatalog => schedule::bytes(&api_catalog::linkset(config)),
        Artifact::ApiIndex => schedule::bytes(&schedule::index(config, plan.calendar_path("").as_deref())),
        Artifact::ApiDescription => schedule::bytes(&schedule::openapi(site.api())),
        Artifact::ApiSchedule => schedule::schedule_bytes(site.schedule),
        Artifact::ApiEvents => schedule::events_bytes(&schedule::Events::of_all(view, config)),
        Artifact::ApiIds => schedule::bytes(site.ids()),
        Artifact::ApiDeprecation(index) => {
            match schedule::deprecation(config, site.schedule, view.catalog().change(*index).id.as_str()) {
                Some(document) => schedule::bytes(&document),
                None => Vec::new(),
            }
        }
        Artifact::ApiChange(index) => {
            let body = months::body(site, *index).to_string();
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
        Artifact::ApiUpgrade(index) => {
            schedule::bytes(&schedule::upgrade_document(view, config, site.schedule, *index))
        }
        Artifact::ApiSchema(place) => schedule::bytes(&plan.schemas[*place].1),
        _ => Vec::new(),
    }
}

/// What every template is given as `site`.
pub fn global(config: &Config, catalog: &Catalog, today: Today) -> context::Site {
    let link = |text: &str, href: &str| Link { text: text.to_owned(), href: href.to_owned() };
    let mut nav = vec![
        link("Changes", paths::CHANGES),
        link("Deprecations", paths::DEPRECATIONS),
        link("Components", paths::COMPONENTS),
        link("Upgrade", paths::UPGRADE),
        link("Feeds", paths::FEEDS),
    ];
    nav.extend(catalog.pages().iter().filter(|page| page.nav).map(|page| link(&page.title, &paths::page(&page.slug))));
    let footer = vec![
        link("Deprecation schedule (JSON)", schedule::paths::SCHEDULE),
        link("Track record", paths::RECORD),
        link("API", paths::API),
        link("All feeds", paths::FEEDS),
        link("Headers for gateways", paths::GATEWAY),
    ];
    let dated = agenda::dated_components(catalog.as_of(today));
    let components = catalog.as_of(today).components().map(|(index, component)| context::SiteComponent {
        id: component.id().to_string(),
        name: component.config.name.clone(),
        path: paths::component(component.id()),
        has_calendar: dated.contains(&index),
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
