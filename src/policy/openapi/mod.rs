//! Descriptions of APIs beside the promises about their routes: what the rules of the family `openapi` compare.

mod description;
mod yaml;

pub use description::{Description, Operation};
pub use yaml::Malformed;

use jiff::Timestamp;

use super::Context;
use crate::base::{Slug, Source};
use crate::entry::Route;
use crate::schedule::routes::{RouteOf, routes};

/// A description that was handed in.
#[derive(Clone, Debug)]
pub struct Described {
    pub source: Source,
    /// The component that it describes; `None`: promises of any may be in it.
    pub component: Option<Slug>,
    pub description: Result<Description, Malformed>,
}

impl Described {
    /// Reads a description; what is wrong with it is a rule's to say.
    pub fn new(source: Source, component: Option<Slug>) -> Self {
        let description = description::read(&source.text);
        Described { source, component, description }
    }

    fn is_of(&self, component: &str) -> bool {
        self.component.as_ref().is_none_or(|id| id.as_str() == component)
    }
}

/// An operation with what stands announced of it.
#[derive(Debug)]
pub struct Announced<'a> {
    pub file: &'a Described,
    pub operation: &'a Operation,
    /// The promises about it; none: nothing is announced.
    pub promises: Vec<RouteOf<'a>>,
}

impl Announced<'_> {
    /// Since when it is deprecated: the earliest date.
    pub fn deprecated(&self) -> Option<Timestamp> {
        self.promises.iter().map(RouteOf::deprecated).min()
    }

    /// From when it may be gone: the earliest date.
    pub fn sunset(&self) -> Option<Timestamp> {
        self.promises.iter().filter_map(RouteOf::sunset).min()
    }
}

/// All operations of all descriptions, with what is announced of them.
pub fn operations<'a>(context: &Context<'a>) -> Vec<Announced<'a>> {
    let announced: Vec<(RouteOf<'a>, Route)> =
        routes(context.schedule).filter_map(|of| Some((of, of.route().ok()?))).collect();
    let mut all = Vec::new();
    for file in context.openapi {
        let Ok(description) = &file.description else { continue };
        for operation in &description.operations {
            let own = [operation.route(""), description.prefix.as_ref().and_then(|prefix| operation.route(prefix))];
            let speaks = |(of, route): &&(RouteOf<'a>, Route)| {
                file.is_of(&of.promise.component) && own.iter().flatten().any(|own| route.covers(own))
            };
            let promises = announced.iter().filter(speaks).map(|(of, _)| *of).collect();
            all.push(Announced { file, operation, promises });
        }
    }
    all
}

/// The descriptions in which a component's operations may be; none if one of them could not be read, or has paths elsewhere.
pub fn files_of<'a>(context: &Context<'a>, component: &str) -> Vec<(&'a Described, &'a Description)> {
    let of = |file: &'a Described| file.description.as_ref().ok().map(|description| (file, description));
    let files: Option<Vec<_>> = context.openapi.iter().filter(|file| file.is_of(component)).map(of).collect();
    files.unwrap_or_default()
}
