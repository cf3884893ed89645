//! The documents of a site → one of each kind as an example, cut short: of lists, the first elements. They are made of
//! the oldest promise, the oldest entry and the first component, so that an example changes with what it shows, and not
//! with every new entry. What the site does not have, or what is large even so, has no example.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Events, parts, paths, schema, wire};
use crate::catalog::{Change, Component, ComponentIx, View};
use crate::config::Config;

/// Everything that the documents of the API are made of.
#[derive(Clone, Copy, Debug)]
pub struct Api<'a> {
    pub view: View<'a>,
    pub config: &'a Config,
    pub schedule: &'a wire::Schedule,
    pub ids: &'a wire::Ids,
    /// The path of the calendar of everything, if there is one.
    pub calendar: Option<&'static str>,
}

/// A document, and the parameters of its path.
#[derive(Debug)]
pub struct Example {
    pub value: Json,
    pub parameters: BTreeMap<&'static str, Json>,
}

/// What the examples of one site are made of.
pub struct Examples<'a> {
    api: Api<'a>,
    /// The oldest.
    change: Option<&'a Change>,
    promise: Option<&'a wire::Deprecation>,
    /// The first with a release, else the first.
    component: Option<(ComponentIx, &'a Component)>,
}

/// The most elements of a list.
const ELEMENTS: usize = 2;
/// The largest example, in bytes.
const BYTES: usize = 16 << 10;

impl<'a> Examples<'a> {
    pub fn of(api: Api<'a>) -> Self {
        let view = api.view;
        let oldest = view.changes().rev().find(|(_, change)| change.promise.is_some());
        let promise = oldest.and_then(|(_, change)| api.schedule.find(change.id.as_str()));
        let has_release = |component: &Component| view.releases(component).next().is_some();
        let component = view.components().find(|(_, component)| has_release(component));
        Examples {
            api,
            change: view.changes().next_back().map(|(_, change)| change),
            promise,
            component: component.or_else(|| view.components().next()),
        }
    }

    /// The example of the documents of this name.
    pub fn of_document(&self, name: &str) -> Option<Example> {
        let Api { view, config, schedule, calendar, .. } = self.api;
        match name {
            "index" => plain(&super::index(config, calendar)),
            "schedule" => plain(&self.schedule()),
            "deprecation" => {
                let id = &self.promise?.id;
                example(&super::deprecation(config, schedule, id)?, [("id", id.as_str().into())])
            }
            "events" => plain(&self.events()),
            "record" => plain(&self.record()),
            "ids" => plain(&self.ids()),
            "change" => {
                let change = self.change?;
                let text = super::change(view, config, change, String::new());
                example(&text, [("id", change.id.as_str().into())])
            }
            "changes" => example(&self.changes(), [("page", 1.into())]),
            "components" => plain(&super::components(view, config)),
            "component" | "releases" | "release" | "upgrade" => self.of_component(name),
            "openapi" => Some(Example { value: openapi(config), parameters: BTreeMap::new() }),
            "schema" => Some(outline(&schema("components", &config.base_url)?)),
            _ => None,
        }
    }

    fn of_component(&self, name: &str) -> Option<Example> {
        let Api { view, config, schedule, .. } = self.api;
        let (index, component) = self.component?;
        let id = ("id", Json::from(component.id().as_str()));
        match name {
            "component" => example(&super::component(view, config, component), [id]),
            "releases" => example(&super::releases(view, config, component), [id]),
            "upgrade" => example(&super::upgrade_document(view, config, schedule, index), [id]),
            _ => {
                let lowest = view.releases(component).next_back()?;
                let version = ("version", lowest.version.to_string().into());
                example(&super::release(view, config, component, lowest), [id, version])
            }
        }
    }

    /// As if there were no other promise, on the day on which it came.
    fn schedule(&self) -> wire::Schedule {
        let wire::Schedule { schema, id, updated, .. } = self.api.schedule;
        wire::Schedule {
            schema: schema.clone(),
            id: id.clone(),
            updated: self.promise.map_or(*updated, |promise| wire::Day(promise.announced.0.day())),
            deprecations: self.promise.into_iter().cloned().collect(),
        }
    }

    /// The first events of the promise.
    fn events(&self) -> wire::Events {
        let Api { view, config, .. } = self.api;
        let id = self.promise.map(|promise| promise.id.as_str());
        let own = view.promises().filter(|promised| Some(promised.change.id.as_str()) == id);
        wire::Events {
            schema: parts::schema(config, "events"),
            id: parts::book_id(config),
            events: Events::of(view, config, own).iter().take(ELEMENTS).collect(),
        }
    }

    /// As if there were no other promise.
    fn record(&self) -> wire::Record {
        let Api { view, config, schedule, .. } = self.api;
        let mut facts = super::record::facts(view, schedule);
        facts.truncate(1);
        super::record::record(view, config, &facts)
    }

    /// The first of each kind; there may be hundreds of thousands.
    fn ids(&self) -> wire::Ids {
        let wire::Ids { schema, id, ids } = self.api.ids;
        let first = |names: &BTreeSet<String>| names.iter().take(ELEMENTS).cloned().collect();
        let ids = wire::IdsByKind {
            entries: first(&ids.entries),
            deprecations: first(&ids.deprecations),
            components: first(&ids.components),
            releases: first(&ids.releases),
            tags: first(&ids.tags),
            owners: first(&ids.owners),
            audiences: first(&ids.audiences),
            feed_items: first(&ids.feed_items),
        };
        wire::Ids { schema: schema.clone(), id: id.clone(), ids }
    }

    /// As if there were no other change.
    fn changes(&self) -> wire::ChangesPage {
        let Api { view, config, .. } = self.api;
        let changes: Vec<_> = self.change.map(|change| super::change::item(view, config, change)).into_iter().collect();
        let schema = parts::schema(config, "changes");
        wire::ChangesPage { schema, page: 1, pages: 1, total: changes.len(), prev: None, next: None, changes }
    }
}

fn plain(document: &impl Serialize) -> Option<Example> {
    example(document, [])
}

fn example<const N: usize>(document: &impl Serialize, parameters: [(&'static str, Json); N]) -> Option<Example> {
    let mut value = serde_json::to_value(document).ok()?;
    shorten(&mut value);
    let is_small = value.to_string().len() <= BYTES;
    is_small.then(|| Example { value, parameters: parameters.into_iter().collect() })
}

/// Drops all but the first elements of every list.
fn shorten(value: &mut Json) {
    match value {
        Json::Array(elements) => {
            elements.truncate(ELEMENTS);
            elements.iter_mut().for_each(shorten);
        }
        Json::Object(members) => members.values_mut().for_each(shorten),
        _ => {}
    }
}

/// A schema without its parts: references in an example would be taken for references of the description.
fn outline(schema: &Json) -> Example {
    let keys = ["$schema", "$id", "title", "description", "type"].into_iter();
    let value = keys.filter_map(|key| Some((key.to_owned(), schema.get(key)?.clone()))).collect();
    Example { value: Json::Object(value), parameters: [("name", "components".into())].into() }
}

/// An outline: a description cannot hold itself.
fn openapi(config: &Config) -> Json {
    json!({
        "openapi": "3.1.0",
        "info": { "title": config.title, "version": "1" },
        "servers": [{ "url": config.base_url.as_str().trim_end_matches('/') }],
        "paths": { format!("/{}", paths::INDEX): {} },
    })
}
