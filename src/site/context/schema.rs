//! The types of the contexts → their JSON Schemas, as the doc comments of types and fields tell them: what the reference
//! of themes is written from, and what made-up data is held against. Never seen by templates.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value as Json};

use super::{
    ApiPage, ChangesPage, ComponentPage, ComponentsPage, DeprecationsPage, EntryPage, FeedsPage, GatewayPage, HomePage,
    ListPage, NotFoundPage, PlainPage, RecordPage, RecordSlicePage, RedirectPage, ReleasePage, SearchPage, Site,
    UpgradePage,
};

/// Every type that a template can meet, by name.
#[derive(Debug)]
pub struct Types {
    all: BTreeMap<String, Json>,
}

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape<'a> {
    /// Fields by name, and their schemas.
    Fields(&'a Map<String, Json>),
    /// One of some words, or a value without any structure.
    Words,
}

/// All types. A kind of page is added here.
pub fn types() -> Types {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let pages: &[fn(&mut SchemaGenerator)] = &[
        add::<Site>,
        add::<HomePage>,
        add::<ChangesPage>,
        add::<EntryPage>,
        add::<DeprecationsPage>,
        add::<ComponentsPage>,
        add::<ComponentPage>,
        add::<ReleasePage>,
        add::<ListPage>,
        add::<FeedsPage>,
        add::<ApiPage>,
        add::<RecordPage>,
        add::<RecordSlicePage>,
        add::<SearchPage>,
        add::<UpgradePage>,
        add::<GatewayPage>,
        add::<PlainPage>,
        add::<NotFoundPage>,
        add::<RedirectPage>,
    ];
    for page in pages {
        page(&mut generator);
    }
    let all = generator.take_definitions(true);
    Types { all: all.into_iter().collect() }
}

fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

impl Types {
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.all.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.all.iter().map(|(name, schema)| (name.as_str(), schema))
    }

    /// The schema that a schema refers to, also where it may be null; any other is itself.
    pub fn resolve<'a>(&'a self, schema: &'a Json) -> &'a Json {
        if let Some(named) = referred(schema).and_then(|name| self.get(name)) {
            return named;
        }
        let choices = schema["anyOf"].as_array().into_iter().flatten();
        let mut named = choices.filter_map(|choice| self.get(referred(choice)?));
        named.next().unwrap_or(schema)
    }
}

/// The name of the type that a schema refers to.
pub fn referred(schema: &Json) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// Whether a value of this schema may be null.
pub fn may_be_null(schema: &Json) -> bool {
    let of_type = |kind: &Json| kind == "null" || kind.as_array().is_some_and(|kinds| kinds.contains(&"null".into()));
    of_type(&schema["type"]) || schema["anyOf"].as_array().is_some_and(|choices| choices.iter().any(may_be_null))
}

/// The words of an enum, each with what it means; empty for any other schema.
pub fn words(schema: &Json) -> Vec<(&str, &str)> {
    let plain = schema["enum"].as_array().into_iter().flatten().filter_map(Json::as_str).map(|word| (word, ""));
    let told = schema["oneOf"].as_array().into_iter().flatten().flat_map(|choice| {
        let about = choice["description"].as_str().unwrap_or_default();
        let own = choice["const"].as_str().map(|word| (word, about));
        own.into_iter().chain(words(choice))
    });
    plain.chain(told).collect()
}

/// What a type is.
pub fn shape(schema: &Json) -> Shape<'_> {
    schema["properties"].as_object().map_or(Shape::Words, Shape::Fields)
}
