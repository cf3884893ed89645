//! The page of the search; what it searches is made in `site/search`.

use super::head::{About, crumb, head};
use crate::site::context::SearchPage;
use crate::site::{Site, paths};

pub fn search(site: &Site<'_>) -> SearchPage {
    let about = About {
        title: "Search".to_owned(),
        description: format!("Find what changes on {}: by surface, log line, id, title or text.", site.config.title),
        path: paths::SEARCH.to_owned(),
        section: paths::SEARCH,
        breadcrumbs: Vec::new(),
        scope: None,
        json: None,
    };
    SearchPage {
        page: head(site, about),
        total: site.plan.everything().changes.len(),
        lists: vec![
            crumb("All deprecations, with what goes away", paths::DEPRECATIONS),
            crumb("All changes, newest first", paths::CHANGES),
            crumb("Components and their releases", paths::COMPONENTS),
            crumb("The schedule as JSON", crate::schedule::paths::SCHEDULE),
        ],
    }
}
