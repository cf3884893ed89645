//! A component and the day → the promises that an entry of kind `removed` may fulfil; or why it can fulfil none, before
//! anything else is asked.

use crate::base::Slug;
use crate::catalog::{Catalog, Component, Promised, View};
use crate::cli::ask;
use crate::diag::{Level, Rule};
use crate::entry::Floor;
use crate::form::nearest;
use crate::form::read::listing;
use crate::pipeline::Compiled;
use crate::shell::Failure;

/// Asks which promises of the component the removal fulfils: only those are offered that may be gone today.
pub fn ask_completes(site: &Compiled, component: &Component) -> Result<Vec<Slug>, Failure> {
    let view = site.catalog.as_of(site.today);
    let ripe: Vec<(&str, Slug)> = open(view, component)
        .filter(|promised| opens_on(promised).is_none_or(|day| day <= site.today.0))
        .map(|promised| (promised.change.entry.title.value.as_str(), promised.change.id.clone()))
        .collect();
    let words = "Which promises does this fulfil";
    match (ripe.as_slice(), may_be_unannounced(site)) {
        ([], true) => Ok(Vec::new()),
        ([], false) => Err(nothing_is_ripe(view, component)),
        (ripe, true) => ask::choose_any(words, ripe),
        (ripe, false) => ask::choose_some(words, ripe, "choose at least one: what was never deprecated is not removed"),
    }
}

/// Every id that is to be completed names a promise of the site.
pub fn check_completes(catalog: &Catalog, ids: &[Slug], component: &Component) -> Result<(), Failure> {
    let promises = |id: &&Slug| catalog.find(id.as_str()).is_some_and(|index| catalog.change(index).promise.is_some());
    let Some(unknown) = ids.iter().find(|id| !promises(id)) else { return Ok(()) };
    let own = component
        .changes
        .iter()
        .map(|index| catalog.change(*index))
        .filter(|change| change.promise.is_some() && !change.entry.draft);
    let mut known: Vec<&str> = own.map(|change| change.id.as_str()).collect();
    known.sort_unstable();
    let hint = match nearest(unknown.as_str(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("`{}` has no promise yet", component.id()),
        None => format!("the promises of `{}`: {}", component.id(), listing(known.into_iter())),
    };
    Err(Failure::new(format!("there is no promise `{unknown}`"), hint))
}

/// The promises of a component that stand: neither fulfilled nor called off, and no mere plans.
fn open<'c>(view: View<'c>, component: &'c Component) -> impl Iterator<Item = Promised<'c>> {
    let own = move |promised: &Promised<'_>| component.changes.contains(&promised.index);
    view.promises().filter(own).filter(|promised| {
        let is_plan = promised.change.entry.deprecation.as_ref().is_some_and(|promise| promise.is_estimated());
        promised.state.is_open() && !is_plan
    })
}

/// The first day on which it may be gone, if a date says so.
fn opens_on(promised: &Promised<'_>) -> Option<crate::base::Date> {
    let promise = promised.change.entry.deprecation.as_ref()?;
    let floor = promise.not_before.as_ref().and_then(|at| match &at.value {
        Floor::When(when) => Some(when.day()),
        Floor::Version(_) => None,
    });
    promise.sunset.as_ref().map(|at| at.value.day()).max(floor)
}

/// Whether the team lets things go that were never deprecated.
fn may_be_unannounced(site: &Compiled) -> bool {
    let rule = Rule::RemovedWithoutDeprecation;
    let set = site.config.levels.iter().rfind(|(known, _)| known.value == rule).map(|(_, level)| *level);
    set.unwrap_or(rule.default_level()) != Level::Deny
}

fn nothing_is_ripe(view: View<'_>, component: &Component) -> Failure {
    let next =
        open(view, component).filter_map(|promised| Some((opens_on(&promised)?, promised))).min_by_key(|next| next.0);
    let hint = match next {
        Some((day, promised)) => match promised.promise.life.sunset.on(view.today().0) {
            Some(_) => {
                format!("readers were told that `{}` stays until {day}: write its removal then", promised.change.id)
            }
            None => format!("`{}` is not gone before {day}: give it a sunset first", promised.change.id),
        },
        None => "a removal is announced first: `forewarn new --kind deprecated`".to_owned(),
    };
    Failure::new(format!("nothing of `{}` may be removed today", component.id()), hint)
}
