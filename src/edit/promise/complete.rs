//! A promise whose day has come → the entry that says it is kept.

use super::find::Found;
use crate::base::{Slug, Version};
use crate::catalog::{Release, ReplacementOf, State, SurfaceOf};
use crate::edit::{Draft, Refusal, draft};
use crate::entry::Kind;

/// What the author says of a removal; the rest follows from the promise.
#[derive(Clone, Debug)]
pub struct Removal {
    pub version: Option<Version>,
    pub title: Option<String>,
}

/// The entry of kind `removed`; `id` makes an id that is free of its title.
///
/// # Errors
/// If the promise was called off, or may not be kept yet.
pub fn removal(found: &Found<'_>, said: &Removal, id: impl Fn(&str) -> Option<Slug>) -> Result<Draft, Refusal> {
    found.must_stand()?;
    let version = version(found, said)?;
    check_due(found, version.as_ref())?;
    let title = said.title.clone().unwrap_or_else(|| title(&found.promise.surfaces));
    let id = id(&title).ok_or_else(|| {
        Refusal::new("no id can be made of component and title", "say another title with `--title TEXT`")
    })?;
    Ok(Draft {
        id,
        date: None,
        kind: Kind::Removed,
        component: None,
        version,
        breaking: true,
        tags: found.change.entry.tags.iter().map(|tag| tag.value.clone()).collect(),
        audiences: found.change.entry.audiences.iter().map(|audience| audience.value.clone()).collect(),
        action: found.change.entry.action.as_ref().map(|action| action.value.clone()),
        effort: None,
        owner: found.change.entry.owner.as_ref().map(|owner| owner.value.clone()),
        completes: vec![found.change.id.clone()],
        advisories: Vec::new(),
        promise: None,
        body: Some(body(found)),
        title,
    })
}

/// The version that carries the removal: as said, or as promised if there is such a release.
fn version(found: &Found<'_>, said: &Removal) -> Result<Option<Version>, Refusal> {
    let promised = found.deprecation.removal.as_ref().map(|at| &at.value);
    let (Some(promised), id) = (promised, &found.change.id) else { return Ok(said.version.clone()) };
    let reached = found.component.releases.reached(promised).is_some_and(|day| day <= found.date);
    // A release that is still to come carries nothing yet: nobody was left without the surface.
    let carries = said.version.as_ref().unwrap_or(promised);
    let to_come = found.component.releases.find(carries).filter(|release| !release.is_out(found.date));
    if let Some(release) = to_come.filter(|_| !reached || said.version.is_some()) {
        return Err(planned(found, release));
    }
    match &said.version {
        Some(version) if version.cmp_precedence(promised).is_lt() => Err(Refusal::new(
            format!("{version} is lower than {promised}, in which `{id}` may be gone"),
            format!("keep it until {promised}; `forewarn promise pull-in {id}` lowers the version in the open"),
        )),
        Some(version) => Ok(Some(version.clone())),
        None if found.component.releases.find(promised).is_some_and(|release| release.is_out(found.date)) => {
            Ok(Some(promised.clone()))
        }
        // A later release may have come without the promised one.
        None => {
            if reached {
                Ok(None)
            } else {
                Err(unreleased(found, promised))
            }
        }
    }
}

fn planned(found: &Found<'_>, release: &Release) -> Refusal {
    let (id, component, version) = (&found.change.id, found.component.id(), &release.version);
    let expected = release.date.map(|date| format!(" for {date}")).unwrap_or_default();
    Refusal::new(
        format!("`{id}` may be gone in {version}, which is planned{expected} and not released on {}", found.date),
        format!(
            "once it is out, `forewarn release {component} {version}` says so, and then this; `forewarn promise pull-in {id}` lowers the version in the open"
        ),
    )
}

fn unreleased(found: &Found<'_>, promised: &Version) -> Refusal {
    Refusal::new(
        format!("`{}` may be gone in {promised}, which is not released", found.change.id),
        format!("say the version that carries the removal with `--version`: {promised} or later"),
    )
}

/// A promise may be kept once its sunset and its version have come.
fn check_due(found: &Found<'_>, version: Option<&Version>) -> Result<(), Refusal> {
    let (promise, id, date) = (found.deprecation, &found.change.id, found.date);
    if promise.is_estimated() {
        let hint = "make it firm first: take `estimated` out, with a revision of `change = \"dated\"`";
        return Err(Refusal::new(format!("`{id}` is a plan, and not yet a promise"), hint));
    }
    if found.promise.life.state_on(date, &found.component.releases) == State::Due {
        return Ok(());
    }
    if let Some(sunset) = promise.sunset.as_ref().map(|at| at.value).filter(|sunset| sunset.day() > date) {
        return Err(Refusal::new(
            format!("`{id}` works until its sunset, {sunset}, which is after {date}"),
            format!("complete it on that day; `forewarn promise pull-in {id}` moves it earlier in the open"),
        ));
    }
    match (&promise.removal, version) {
        // The entry itself is what the release carries.
        (Some(_), Some(_)) => Ok(()),
        (Some(removal), None) => Err(unreleased(found, &removal.value)),
        (None, _) => Err(Refusal::new(
            format!("`{id}` has neither a sunset nor a removal version"),
            "promise one first: readers must know when it goes before it does",
        )),
    }
}

/// "`GET /v1/x` was removed"
fn title(surfaces: &[SurfaceOf]) -> String {
    let names: Vec<String> = surfaces.iter().map(|surface| draft::code(&surface.surface.name.value)).collect();
    match names.as_slice() {
        [] => "It was removed".to_owned(),
        [one] => format!("{one} was removed"),
        [one, two] => format!("{one} and {two} were removed"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more were removed", rest.len()),
    }
}

/// What to use comes first: lists show the first paragraph.
fn body(found: &Found<'_>) -> String {
    let mut text = String::new();
    for surface in &found.promise.surfaces {
        let name = draft::code(&surface.surface.name.value);
        match &surface.replacement {
            ReplacementOf::Named { name: replacement, .. } => {
                text.push_str(&format!("Use {} instead of {name}.\n\n", draft::code(replacement)));
            }
            ReplacementOf::Unsaid | ReplacementOf::Nothing { .. } => {}
        }
    }
    let (title, id) = (draft::link_text(&found.change.entry.title.value), &found.change.id);
    text + &format!("As announced in [{title}](entry:{id}).\n")
}
