//! A component, a version and a day → the entries that the release gathers, or why it cannot be.

use super::ahead::{Ahead, ahead};
use super::held::{Held, hold_back};
use super::{Advice, Refusal, advise};
use crate::base::{Date, Today, Version};
use crate::catalog::{Catalog, Change, Component, Release};
use crate::config::Config;
use crate::form::nearest;
use crate::form::read::listing;

/// The release that somebody wants to make.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub component: &'a str,
    pub version: &'a Version,
    pub date: Date,
    /// Whether it may be one that no entry tells of.
    pub empty: Empty,
}

/// What a release without entries is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    Allowed,
    Refused,
}

/// What a release does.
#[derive(Debug)]
pub struct Plan<'c> {
    pub component: &'c Component,
    /// The published entries without a version that it gathers, newest first.
    pub entries: Vec<&'c Change>,
    /// Those that stay unreleased, since it cannot be the first to tell of a promise and its end.
    pub held: Vec<Held<'c>>,
    /// Set if it was planned for a later day.
    pub ahead: Option<Ahead<'c>>,
    /// The last release that is no pre-release.
    pub previous: Option<&'c Release>,
    /// Set if the version says too little.
    pub advice: Option<Advice>,
}

/// Gathers what belongs to a release.
///
/// # Errors
/// If there is no such component, the version is out already or lower than one that is, the day is yet to come, or there is nothing to release.
pub fn plan<'c>(catalog: &'c Catalog, config: &Config, today: Today, wanted: Wanted<'_>) -> Result<Plan<'c>, Refusal> {
    let component = component(catalog, wanted.component)?;
    check_date(wanted, today)?;
    check_version(catalog, component, wanted)?;
    let view = catalog.as_of(Today(wanted.date));
    let carried = component.releases.find(wanted.version).map_or(&[][..], |release| &release.changes);
    let (entries, held) = hold_back(catalog, config, view.unreleased(component).collect(), carried);
    if entries.is_empty() && carried.is_empty() && wanted.empty == Empty::Refused {
        return Err(nothing(catalog, component, wanted, today));
    }
    let previous = component.releases.iter().find(|release| is_behind(release, wanted));
    let needs = config.policy_of(component.id()).removal_needs;
    let told = entries.iter().copied().chain(carried.iter().map(|index| catalog.change(*index)));
    let advice = previous.and_then(|previous| advise(&previous.version, wanted.version, needs, told));
    Ok(Plan { component, entries, held, ahead: ahead(view, component, wanted.version), previous, advice })
}

fn component<'c>(catalog: &'c Catalog, wanted: &str) -> Result<&'c Component, Refusal> {
    if let Some((_, component)) = catalog.component_named(wanted) {
        return Ok(component);
    }
    let names = || catalog.components().iter().map(|component| component.id().as_str());
    let hint = match nearest(wanted, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", listing(names())),
    };
    Err(Refusal::new(format!("there is no component `{wanted}`"), hint))
}

fn check_date(wanted: Wanted<'_>, today: Today) -> Result<(), Refusal> {
    if wanted.date <= today.0 {
        return Ok(());
    }
    Err(Refusal::new(
        format!("a release of {} is yet to come", wanted.date),
        "release it on its day; until then, a `[[release]]` with `planned = true` in releases.toml announces it",
    ))
}

fn check_version(catalog: &Catalog, component: &Component, wanted: Wanted<'_>) -> Result<(), Refusal> {
    let (id, version) = (component.id(), wanted.version);
    // A row without a date is one that waits for it.
    let settled = |release: &&Release| !release.planned && release.date.is_some();
    if let Some(same) =
        component.releases.iter().filter(settled).find(|out| out.version.cmp_precedence(version).is_eq())
    {
        let date = same.date.map(|date| format!(", on {date}")).unwrap_or_default();
        let hint = match same.changes.first() {
            Some(index) => format!("`{}` carries it; choose the next version", catalog.change(*index).entry.path),
            None => "it is in releases.toml; choose the next version".to_owned(),
        };
        return Err(Refusal::new(format!("`{id}` {} is released already{date}", same.version), hint));
    }
    let latest = component.releases.iter().find(|release| settled(release));
    match latest.filter(|latest| latest.version > *version) {
        Some(latest) => Err(Refusal::new(
            format!("{version} is lower than the latest release of `{id}`, {}", latest.version),
            "a release gathers everything unreleased; for a backport, write `version` into its entries and the row into releases.toml by hand",
        )),
        None => Ok(()),
    }
}

fn nothing(catalog: &Catalog, component: &Component, wanted: Wanted<'_>, today: Today) -> Refusal {
    let id = component.id();
    let later = catalog.as_of(today).unreleased(component).count();
    let hint = if later > 0 && wanted.date < today.0 {
        format!("the unreleased entries are dated after {}; choose a later `--date`", wanted.date)
    } else {
        "write an entry with `forewarn new`, or say what the release is with `--notes TEXT` or `--allow-empty`"
            .to_owned()
    };
    Refusal::new(format!("`{id}` has no unreleased entries"), hint)
}

fn is_behind(release: &Release, wanted: Wanted<'_>) -> bool {
    release.is_out(wanted.date) && release.version.pre.is_empty() && release.version < *wanted.version
}
