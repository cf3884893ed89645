//! Announcements → an OpenAPI Overlay 1.0 that marks their operations: `deprecated: true`, and the dates as extensions, since
//! OpenAPI has no field for them.
//!
//! An action names one path exactly, as the surface does. Patterns over several segments (`**`, `*`) cannot be said in an
//! overlay and are left out. That each action finds its operation, `check --openapi` proves: tools pass over those that do not.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::announcement::{Announcement, Relation};
use crate::config::Config;
use crate::entry::Method;
use crate::schedule::routes::names_one_path;
use crate::schedule::wire;

/// The methods of an OpenAPI 3 path item.
const METHODS: &str = "'get','put','post','delete','options','head','patch','trace'";

pub fn file(announcements: &[Announcement], config: &Config, schedule: &wire::Schedule) -> Json {
    json!({
        "overlay": "1.0.0",
        "info": { "title": format!("Deprecations of {}", config.title), "version": schedule.updated.to_string() },
        "actions": actions(announcements),
    })
}

fn actions(announcements: &[Announcement]) -> Vec<Json> {
    let of_names = announcements.iter().flat_map(|one| one.names.iter().map(move |name| (one, name)));
    let mut actions: Vec<(String, Json)> = of_names
        .filter(|(_, name)| names_one_path(name))
        .filter_map(|(one, name)| Some((name.clone(), action(one, name.split_once(' ')?.1))))
        .collect();
    actions.sort_by(|(a, _), (b, _)| a.cmp(b));
    actions.into_iter().map(|(_, action)| action).collect()
}

fn action(one: &Announcement, path: &str) -> Json {
    let operation = match &one.route.method {
        Method::Any => format!("[{METHODS}]"),
        Method::Named(name) => format!(".{}", name.to_ascii_lowercase()),
    };
    let target = |rel: Relation| one.links.iter().find(|link| link.rel == rel).map(|link| link.target.as_str());
    let mut update = json!({
        "deprecated": true,
        "x-deprecation": moment(one.deprecated),
        "x-forewarn": {
            "promises": one.promises,
            "url": target(Relation::Deprecation),
            "successor": target(Relation::SuccessorVersion),
        },
    });
    if let Some(sunset) = one.sunset {
        update["x-sunset"] = moment(sunset).into();
    }
    json!({
        "target": format!("$.paths['{}']{operation}", path.replace('\\', "\\\\").replace('\'', "\\'")),
        "description": format!("Marks {} {path} as deprecated", one.route.method),
        "update": update,
    })
}

/// As in the API: a date where it is midnight in UTC.
fn moment(at: Timestamp) -> String {
    let text = at.to_string();
    text.strip_suffix("T00:00:00Z").map_or(text.clone(), str::to_owned)
}
