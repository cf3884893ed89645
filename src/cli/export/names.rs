//! Names that a user typed → what they name, or what there is instead.

use crate::base::{Slug, Version, parse_version};
use crate::catalog::{Component, ComponentIx, Release, View};
use crate::form::nearest;
use crate::form::read::listing;
use crate::shell::Failure;

pub fn component<'c>(view: View<'c>, id: &str) -> Result<(ComponentIx, &'c Component), Failure> {
    let known = view.catalog().components().iter().map(|component| component.id().as_str());
    view.catalog().component_named(id).ok_or_else(|| unknown("component", id, known))
}

pub fn owner(view: View<'_>, id: &str) -> Result<Slug, Failure> {
    let owners = view.catalog().owners();
    let found = owners.iter().find(|owner| owner.id.value.as_str() == id);
    let known = owners.iter().map(|owner| owner.id.value.as_str());
    found.map(|owner| owner.id.value.clone()).ok_or_else(|| unknown("owner", id, known))
}

pub fn release<'c>(view: View<'c>, component: &'c Component, text: &str) -> Result<&'c Release, Failure> {
    let known: Vec<String> = view.releases(component).map(|release| release.version.to_string()).collect();
    let version: Option<Version> = parse_version(text.strip_prefix('v').unwrap_or(text)).ok();
    let found = version.and_then(|version| view.release(component, &version));
    found.ok_or_else(|| {
        let hint = hint(text, known.iter().map(String::as_str));
        Failure::new(format!("`{}` has no release `{text}`", component.id()), hint)
    })
}

/// More names than these are no hint.
const LISTED: usize = 12;

fn unknown<'n>(what: &str, wanted: &str, known: impl Iterator<Item = &'n str> + Clone) -> Failure {
    Failure::new(format!("there is no {what} `{wanted}`"), hint(wanted, known))
}

fn hint<'n>(wanted: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    let count = known.clone().count();
    match nearest(wanted, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if count == 0 => "there is none yet".to_owned(),
        None if count > LISTED => format!("there is {}, and {} more", listing(known.take(LISTED)), count - LISTED),
        None => format!("there is {}", listing(known)),
    }
}
