//! What is announced of HTTP routes → the page that says how a gateway tells it.

use super::head::{About, head};
use crate::catalog::ComponentIx;
use crate::schedule::routes::{components_with_routes, names_one_path};
use crate::site::context::{Announced, GatewayPage, GatewayServer, Link};
use crate::site::gateway::{self, Server};
use crate::site::hosting::Host;
use crate::site::{Site, paths};

/// Routes on the page; the files have all.
const LISTED: usize = 200;

pub fn page(site: &Site<'_>) -> GatewayPage {
    let components = components_with_routes(site.view, |_| true);
    let announcements = gateway::announcements_of(site, None);
    let marked = components_with_routes(site.view, names_one_path);
    let overlay_of = |index: &ComponentIx| of_component(site, *index, gateway::OVERLAY);
    let of_all = (!components.is_empty()).then_some(());
    let server = |server: Server| GatewayServer {
        id: server.id().to_owned(),
        name: server.name().to_owned(),
        file: of_all.map(|()| Link { text: server.file().to_owned(), href: paths::gateway_file(None, server.file()) }),
        components: components.iter().map(|index| of_component(site, *index, server.file())).collect(),
    };
    GatewayPage {
        page: head(
            site,
            About {
                title: "Headers for gateways".to_owned(),
                description: "How a gateway says in each answer that a route is deprecated, and until when it works."
                    .to_owned(),
                path: paths::GATEWAY.to_owned(),
                section: "",
                breadcrumbs: Vec::new(),
                scope: None,
                json: None,
            },
        ),
        routes: announcements.iter().take(LISTED).map(|one| announced(site, one)).collect(),
        more: announcements.len().saturating_sub(LISTED),
        servers: Server::ALL.map(server).into(),
        overlay: (!marked.is_empty())
            .then(|| Link { text: gateway::OVERLAY.to_owned(), href: paths::gateway_file(None, gateway::OVERLAY) }),
        overlays: marked.iter().map(overlay_of).collect(),
        hosting: Host::ALL.map(|host| Link { text: host.name().to_owned(), href: host.path().to_owned() }).into(),
        nginx_headers: gateway::NGINX_HEADERS.to_owned(),
    }
}

fn of_component(site: &Site<'_>, index: ComponentIx, file: &str) -> Link {
    let component = site.view.catalog().component(index);
    Link { text: component.config.name.clone(), href: paths::gateway_file(Some(component.id()), file) }
}

fn announced(site: &Site<'_>, one: &gateway::Announcement) -> Announced {
    let link = |id: &String| {
        let promise = site.schedule.find(id)?;
        Some(Link { text: promise.title.clone(), href: format!("changes/{id}/") })
    };
    let (deprecation, sunset) = gateway::dates(one);
    Announced {
        names: one.names.clone(),
        deprecation,
        sunset,
        promises: one.promises.iter().filter_map(link).collect(),
    }
}
