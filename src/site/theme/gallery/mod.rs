//! Made-up contexts for every template that makes a page: what a theme is tried with, beside the site's own pages.
//!
//! Each page comes as it was made up, full of everything, and twice more with less: without what may be missing, and
//! without any list. So every optional field is met with and without a value, every list with and without items, every
//! flag both ways. Never shown to readers.

mod entries;
mod lean;
mod made_up;
mod record;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::Value as Json;

use crate::site::context::schema::types;

/// Must never be seen in a page as it is.
pub const HOSTILE: &str = made_up::HOSTILE;

/// A page of the gallery.
#[derive(Debug)]
pub struct Page {
    /// Where it would be on the site.
    pub path: String,
    pub template: &'static str,
    /// The name of the context's type.
    pub takes: &'static str,
    /// The context as data, for tests of what it covers.
    pub data: Json,
    pub(super) context: Value,
}

/// The made-up site of which all this is a part.
pub fn site() -> crate::site::context::Site {
    made_up::site()
}

/// Every page, in every variant.
pub fn pages() -> Vec<Page> {
    let types = types();
    let full = full();
    let less: Vec<Page> = full.iter().flat_map(|page| lean::variants(page, &types)).collect();
    full.into_iter().chain(less).collect()
}

/// Every page as it was made up.
pub fn full() -> Vec<Page> {
    vec![
        page("", "home.html", "HomePage", made_up::home()),
        page("changes/", "changes.html", "ChangesPage", made_up::changes()),
        page("changes/deploy-api-v1/", "entry.html", "EntryPage", entries::entry_with_promise()),
        page("changes/overdue/", "entry.html", "EntryPage", entries::entry_overdue()),
        page("changes/removed/", "entry.html", "EntryPage", entries::entry_removed()),
        page("changes/called-off/", "entry.html", "EntryPage", entries::entry_called_off()),
        page("changes/plan/", "entry.html", "EntryPage", entries::entry_planned()),
        page("changes/plain/", "entry.html", "EntryPage", entries::entry_without_promise()),
        page("deprecations/", "deprecations.html", "DeprecationsPage", made_up::deprecations()),
        page("deprecations/deploy-api-v1/", "redirect.html", "RedirectPage", made_up::redirect()),
        page("components/", "components.html", "ComponentsPage", made_up::components()),
        page("components/deploy-api/", "component.html", "ComponentPage", made_up::component()),
        page("components/deploy-api/3.4.0/", "release.html", "ReleasePage", made_up::release()),
        page("tags/http/", "tag.html", "ListPage", made_up::list("tag")),
        page("owners/delivery/", "owner.html", "ListPage", made_up::list("owner")),
        page("audiences/service-teams/", "audience.html", "ListPage", made_up::list("audience")),
        page("feeds/", "feeds.html", "FeedsPage", made_up::feeds()),
        page("api/", "api.html", "ApiPage", made_up::api()),
        page("upgrade/", "upgrade.html", "UpgradePage", made_up::upgrade()),
        page("search/", "search.html", "SearchPage", made_up::search()),
        page("record/", "record.html", "RecordPage", record::page()),
        page("record/years/2026/", "record_slice.html", "RecordSlicePage", record::slice()),
        page("gateway/", "gateway.html", "GatewayPage", made_up::gateway()),
        page("pages/support-policy/", "page.html", "PlainPage", made_up::plain_page()),
        page("404.html", "404.html", "NotFoundPage", made_up::not_found()),
    ]
}

fn page<T: Serialize>(path: &str, template: &'static str, takes: &'static str, context: T) -> Page {
    let data = serde_json::to_value(&context).expect("a context is plain data");
    Page { path: path.to_owned(), template, takes, data, context: Value::from(Serde(context)) }
}
