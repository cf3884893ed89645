//! An entry of a calendar in words: what, until when, what to do, whom to ask. Complete without opening the site, since
//! many clients show no links but those in the text.

use super::standing::Status;
use super::{Dated, What};
use crate::base::When;
use crate::catalog::ReplacementOf;
use crate::entry::{Brownout, Change, FieldName, Revision};
use crate::markdown::title_plain;
use crate::schedule::migration_guide;
use crate::site::{Site, paths, phrase};
use crate::words::{deadline, sentence, window};

/// So many surfaces are named; the page has all of them.
const SURFACES: usize = 8;

/// What lists of events show.
pub fn summary(dated: &Dated<'_>) -> String {
    let title = title_plain(&dated.change.entry.title.value);
    let at = dated.standing.at;
    let what = match (dated.what, dated.standing.status) {
        (What::Sunset, Status::CalledOff) => "Sunset cancelled".to_owned(),
        (What::Sunset, Status::Removed) if removed_before(dated, at) => "Removed already".to_owned(),
        (What::Sunset, _) => match at {
            When::Day(_) => "Sunset".to_owned(),
            When::Instant(instant) => format!("Sunset at {} UTC", phrase::clock(instant)),
        },
        (What::Brownout(_), Status::Planned) => "Brownout".to_owned(),
        (What::Brownout(_), Status::CalledOff | Status::Removed) => "Brownout cancelled".to_owned(),
    };
    format!("{what}: {title}")
}

/// `30 days to go`
pub fn ahead(days: u32) -> String {
    match days {
        0 => "Today".to_owned(),
        1 => "1 day to go".to_owned(),
        days => format!("{days} days to go"),
    }
}

/// A sentence a line.
pub fn description(site: &Site<'_>, dated: &Dated<'_>) -> String {
    let mut lines = match dated.what {
        What::Sunset => of_sunset(site, dated),
        What::Brownout(brownout) => of_brownout(site, dated, brownout),
    };
    if dated.standing.status == Status::Planned {
        lines.extend(dated.change.entry.action.as_ref().map(|action| sentence(action.value.clone())));
        lines.extend(replacements(dated));
        lines.extend(migration_guide(site.config, dated.change).map(|guide| format!("How to move: {}", guide.0)));
    }
    lines.extend(contact(site, dated));
    lines.push(format!("More: {}", site.config.base_url.join(&paths::change(&dated.change.id))));
    lines.iter().map(|line| title_plain(line)).collect::<Vec<_>>().join("\n")
}

fn of_sunset(site: &Site<'_>, dated: &Dated<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    match dated.standing.status {
        Status::Planned => {
            lines.extend(deadline(dated.published.promise, site.view.today().0).map(sentence));
            let effect = dated.published.deprecation.effect.as_ref();
            lines.extend(effect.map(|effect| sentence(format!("Afterwards: {effect}"))));
            lines.extend(last(dated, |revision| revision.field == FieldName::Sunset && !revision.is_call()).map(moved));
        }
        Status::CalledOff => lines.push(called_off(dated)),
        Status::Removed => lines.extend(removed(site, dated)),
    }
    lines
}

fn of_brownout(site: &Site<'_>, dated: &Dated<'_>, brownout: &Brownout) -> Vec<String> {
    let mut lines = match (dated.standing.status, &brownout.cancelled) {
        (Status::Planned, _) => vec![sentence(format!("A planned, short failure: {}", window(brownout)))],
        (_, Some(cancelled)) => {
            vec![sentence(format!("Cancelled on {}: {}", phrase::day(cancelled.date), cancelled.reason))]
        }
        (Status::CalledOff, None) => vec![called_off(dated)],
        (Status::Removed, None) => removed(site, dated).into_iter().collect(),
    };
    if dated.standing.status == Status::Planned {
        lines.extend(brownout.effect.as_ref().map(|effect| sentence(format!("You will see: {effect}"))));
        lines.extend(deadline(dated.published.promise, site.view.today().0).map(sentence));
    }
    lines
}

/// The last revision of a kind; of one day's, the last as written.
fn last<'p>(dated: &Dated<'p>, wanted: impl Fn(&&Revision) -> bool) -> Option<&'p Revision> {
    dated.published.deprecation.revisions.iter().filter(wanted).max_by_key(|revision| revision.date)
}

fn moved(revision: &Revision) -> String {
    let on = phrase::day(revision.date);
    let from = match &revision.from {
        Some(crate::entry::FieldValue::When(when)) => format!("Moved from {} on {on}", phrase::when(*when)),
        _ => format!("Dated on {on}"),
    };
    sentence(format!("{from}: {}", revision.reason))
}

fn called_off(dated: &Dated<'_>) -> String {
    match last(dated, |revision| revision.change == Change::Cancelled) {
        Some(call) if dated.published.cancelled().is_some() => {
            sentence(format!("Cancelled on {}: {}", phrase::day(call.date), call.reason))
        }
        // A date that became a plan again.
        _ => "This date no longer holds.".to_owned(),
    }
}

fn removed(site: &Site<'_>, dated: &Dated<'_>) -> Option<String> {
    let by = site.view.catalog().change(dated.published.completed_by?);
    let version = by.entry.version.as_ref().map(|version| format!(", with version {}", version.value));
    Some(format!("Removed on {}{}.", phrase::day(by.date().day()), version.unwrap_or_default()))
}

fn removed_before(dated: &Dated<'_>, at: When) -> bool {
    dated.published.promise.life.removed.is_some_and(|removed| removed.day() < at.day())
}

/// What to use instead, a line for each surface: the default of an action has all of them in one line.
fn replacements(dated: &Dated<'_>) -> Vec<String> {
    let surfaces = &dated.published.promise.surfaces;
    let line = |of: &crate::catalog::SurfaceOf| {
        let name = &of.surface.name.value;
        match &of.replacement {
            ReplacementOf::Named { name: other, .. } => format!("Use {other} instead of {name}."),
            ReplacementOf::Nothing { reason } => sentence(format!("{name}: nothing takes its place: {reason}")),
            ReplacementOf::Unsaid => format!("It concerns {name}."),
        }
    };
    let mut lines: Vec<String> = surfaces.iter().take(SURFACES).map(line).collect();
    if surfaces.len() > SURFACES {
        lines.push(format!("… and {} more.", surfaces.len() - SURFACES));
    }
    lines
}

fn contact(site: &Site<'_>, dated: &Dated<'_>) -> Option<String> {
    let owner = site.config.owner(dated.change.owner.as_ref()?)?;
    Some(match &owner.contact {
        Some(contact) => format!("Ask {}: {contact}", owner.name),
        None => format!("Ask {}.", owner.name),
    })
}
