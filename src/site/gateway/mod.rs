//! Promises about HTTP routes → configuration with which a gateway says so in its answers: `Deprecation` (RFC 9745), `Sunset`
//! (RFC 8594) and `Link` (RFC 8288), for all routes and for those of a component. It never says what is estimated, over or
//! called off, and holds no state: its bytes change only when a promise does.

mod announcement;
mod apache;
mod caddy;
mod envoy;
mod fields;
mod nginx;
mod overlay;
mod pattern;

pub use announcement::Announcement;
pub use nginx::HEADERS as NGINX_HEADERS;

use announcement::{Of, announcements};

use super::Site;
use crate::catalog::ComponentIx;
use crate::config::Config;
use crate::schedule::wire;

/// The name of an overlay's file. Permanent.
pub const OVERLAY: &str = "overlay.json";

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Nginx,
    Caddy,
    Envoy,
    Apache,
}

impl Server {
    pub const ALL: [Server; 4] = [Server::Nginx, Server::Caddy, Server::Envoy, Server::Apache];

    pub fn name(self) -> &'static str {
        match self {
            Server::Nginx => "nginx",
            Server::Caddy => "Caddy",
            Server::Envoy => "Envoy",
            Server::Apache => "Apache httpd",
        }
    }

    /// Its name as an anchor.
    pub fn id(self) -> &'static str {
        match self {
            Server::Nginx => "nginx",
            Server::Caddy => "caddy",
            Server::Envoy => "envoy",
            Server::Apache => "apache",
        }
    }

    /// The name of its file. Permanent: configurations name it.
    pub fn file(self) -> &'static str {
        match self {
            Server::Nginx => "nginx.conf",
            Server::Caddy => "Caddyfile",
            Server::Envoy => "envoy.yaml",
            Server::Apache => "apache.conf",
        }
    }
}

/// What opens every file.
struct Head {
    title: String,
    page: String,
}

impl Head {
    /// Lines of comment, with one of advice.
    fn comment(&self, mark: &str, advice: &str) -> String {
        let title: String = self.title.chars().filter(|c| !c.is_control()).collect();
        format!(
            "{mark} {title}: Deprecation, Sunset and Link of HTTP routes. Made by forewarn.\n{mark} {advice}\n{mark} {}\n",
            self.page
        )
    }
}

/// What is announced of a component's routes, or of all.
pub fn announcements_of(site: &Site<'_>, component: Option<ComponentIx>) -> Vec<Announcement> {
    match component {
        None => announcements(site.schedule, site.config, Of::Platform),
        Some(index) => {
            let id = site.view.catalog().component(index).id();
            announcements(site.schedule, site.config, Of::Component(id.as_str()))
        }
    }
}

/// What a single promise announces of each of its routes, whatever others say of the same; without what differs from
/// route to route, the successor.
pub fn of_promise(promise: &wire::Deprecation, config: &Config) -> Vec<Announcement> {
    announcement::of_promise(promise, config)
}

/// The header fields of an announcement, by name, in the order in which they are sent.
pub fn header_fields(one: &Announcement) -> Vec<(&'static str, String)> {
    let sunset = one.sunset.map(|sunset| ("Sunset", fields::sunset(sunset)));
    let deprecation = ("Deprecation", fields::deprecation(one.deprecated));
    let links = (!one.links.is_empty()).then(|| ("Link", fields::links(&one.links)));
    std::iter::once(deprecation).chain(sunset).chain(links).collect()
}

/// The values of `Deprecation` and `Sunset`.
pub fn dates(one: &Announcement) -> (String, Option<String>) {
    (fields::deprecation(one.deprecated), one.sunset.map(fields::sunset))
}

/// The overlay that marks the operations of a component, or of all.
pub fn overlay(site: &Site<'_>, component: Option<ComponentIx>) -> serde_json::Value {
    overlay::file(&announcements_of(site, component), site.config, site.schedule)
}

/// The bytes of a file.
pub fn file(site: &Site<'_>, component: Option<ComponentIx>, server: Server) -> String {
    let all = announcements_of(site, component);
    let head = Head { title: site.config.title.clone(), page: site.config.base_url.join(super::paths::GATEWAY) };
    match server {
        Server::Nginx => nginx::file(&all, &head),
        Server::Caddy => caddy::file(&all, &head),
        Server::Envoy => envoy::file(&all, &head),
        Server::Apache => apache::file(&all, &head),
    }
}
