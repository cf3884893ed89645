//! The settings → `index.json`, the way into the API.

use super::{SCHEMAS, parts, paths, wire};
use crate::config::Config;

/// Links to all documents. `calendar` is the path of the site's calendar, if it has one.
pub fn index(config: &Config, calendar: Option<&str>) -> wire::Index {
    let uri = |path: &str| parts::uri(config, path);
    let template = |path: String| config.base_url.join(&path);
    wire::Index {
        schema: parts::schema(config, "index"),
        id: parts::book_id(config),
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        url: wire::Uri(config.base_url.as_str().to_owned()),
        documents: wire::Documents {
            schedule: uri(paths::SCHEDULE),
            events: uri(paths::EVENTS),
            ids: uri(paths::IDS),
            changes: uri(&paths::changes_page(1)),
            components: uri(paths::COMPONENTS),
            record: uri(paths::RECORD),
            openapi: uri(paths::OPENAPI),
        },
        templates: wire::Templates {
            deprecation: template(paths::deprecation("{id}")),
            change: template(paths::change("{id}")),
            changes_page: template(paths::changes_page("{page}")),
            component: template(paths::component("{id}")),
            releases: template(paths::releases("{id}")),
            release: template(paths::release("{id}", "{version}")),
            upgrade: template(paths::upgrade("{id}")),
        },
        feeds: wire::Feeds {
            rss: uri("feed.xml"),
            atom: uri("feed.atom"),
            json: uri("feed.json"),
            calendar: calendar.map(uri),
        },
        schemas: SCHEMAS.iter().map(|name| ((*name).to_owned(), parts::schema(config, name))).collect(),
    }
}
