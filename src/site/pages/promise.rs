//! A promise in full, as its own page shows it.

use super::{component_ref, title_html};
use crate::base::{Date, When};
use crate::catalog::{Promised, ReplacementOf, SurfaceOf, Timed};
use crate::entry::{Change, FieldName, FieldValue, Floor};
use crate::schedule::{Published, wire};
use crate::site::context::{
    Brownout, BrownoutState, Cancelled, Change as Shown, Field, Header, Move, Promise, PromiseDate, Removal, Removed,
    Replacement, RouteHeaders, Surface,
};
use crate::site::{Site, gateway, paths, phrase};

/// Everything about a promise; `published` says when its dates were first told.
pub fn promise(site: &Site<'_>, promised: Promised<'_>, published: Option<&wire::Deprecation>) -> Promise {
    let today = site.view.today();
    let (life, change) = (&promised.promise.life, promised.change);
    let row = super::card::row(site, promised);
    let entry = change.entry.deprecation.as_ref();
    // Those that readers know of on this day, as they know them.
    let told = Published::of(site.view.catalog(), change, today)
        .map_or_else(Vec::new, |known| known.deprecation.brownouts.clone());
    let text = |of: fn(&crate::entry::Deprecation) -> &Option<String>| entry.and_then(|entry| of(entry).clone());
    Promise {
        state: row.state,
        urgency: row.urgency,
        estimated: row.estimated,
        sunset: row.sunset,
        last_safe_day: row.last_safe_day,
        days_left: row.days_left,
        phrase: row.phrase,
        dates: dates(site, promised, published, &told),
        removal: removal(site, promised, published),
        not_before_version: match life.not_before.on(today.0) {
            Some(Floor::Version(version)) => Some(version.to_string()),
            _ => None,
        },
        action: promised.promise.action.clone(),
        migration: row.migration,
        effort: change.entry.effort.map(|effort| effort.name().to_owned()),
        reason: text(|entry| &entry.reason),
        effect: text(|entry| &entry.effect),
        warning: text(|entry| &entry.warning),
        no_replacement: entry.and_then(|entry| entry.no_replacement.as_ref()).map(|none| none.reason.clone()),
        emergency: entry.and_then(|entry| entry.emergency.as_ref()).map(|advisory| advisory.value.clone()),
        surfaces: surfaces(site, promised),
        detect: super::detect::detect(promised),
        headers: published.map_or_else(Vec::new, |published| headers(site, published)),
        api: crate::schedule::paths::deprecation(&change.id),
        brownouts: brownouts(site, promised, &told),
        moves: moves(site, promised),
        removed: removed(site, promised),
        cancelled: cancelled(site, promised),
    }
}

/// Every date, in the order of the lifecycle, with brownouts among them.
fn dates(
    site: &Site<'_>,
    promised: Promised<'_>,
    published: Option<&wire::Deprecation>,
    brownouts: &[crate::entry::Brownout],
) -> Vec<PromiseDate> {
    let today = site.view.today();
    let life = &promised.promise.life;
    let estimated = life.is_estimated_on(today.0);
    let first = published.map(|published| &published.first_published);
    let date = |field: Field, when: When, firm: bool, first_published: Option<Date>| {
        let is_off = called_off(promised, when.day(), today.0);
        // Who was told afterwards had no notice.
        let notice = first_published.map(|first| i64::from((when.day() - first).get_days()).max(0));
        PromiseDate {
            field,
            date: when.to_string(),
            lasts: None,
            moved_from: Vec::new(),
            since: None,
            passed: when.has_come(today) && !is_off,
            firm,
            phrase: match is_off {
                true => "called off".to_owned(),
                false => phrase::distance(today.days_until(when.day())),
            },
            first_published: first_published.map(|day| day.to_string()),
            // That it is deprecated from its announcement on is no notice of none.
            notice_days: notice.filter(|days| firm && !is_off && (field != Field::Deprecated || *days > 0)),
        }
    };
    let mut dates = vec![date(Field::Announced, life.announced, true, None)];
    let fields = [
        (Field::Deprecated, &life.deprecated, first.and_then(|first| first.deprecated).map(|day| day.0)),
        (Field::ClosedToNew, &life.closed_to_new, first.and_then(|first| first.closed_to_new).map(|day| day.0)),
        (Field::EndOfSupport, &life.end_of_support, first.and_then(|first| first.end_of_support).map(|day| day.0)),
        (Field::Sunset, &life.sunset, first.and_then(|first| first.sunset).map(|day| day.0)),
    ];
    for (field, value, first) in fields {
        let Some(when) = value.on(today.0) else { continue };
        if field == Field::Sunset
            && let Some(Floor::When(floor)) = life.not_before.on(today.0)
        {
            dates.push(date(Field::NotBefore, *floor, false, None));
        }
        let (moved_from, since) = moved(value, *when, today.0);
        dates.push(PromiseDate { moved_from, since, ..date(field, *when, !estimated, first) });
    }
    if life.sunset.on(today.0).is_none()
        && let Some(Floor::When(floor)) = life.not_before.on(today.0)
    {
        dates.push(date(Field::NotBefore, *floor, false, first.and_then(|first| first.not_before).map(|day| day.0)));
    }
    for (brownout, lasts) in held_or_planned(brownouts) {
        let told = first_told(published, brownout).unwrap_or(announced(promised, brownout));
        let start = date(Field::Brownout, When::Instant(brownout.start.value), true, Some(told));
        let passed = start.passed && When::Instant(brownout.end.value).day() < today.0;
        // Wherever in the lifecycle it falls.
        let place = dates.iter().position(|step| step.date > start.date).unwrap_or(dates.len());
        dates.insert(place, PromiseDate { lasts: Some(lasts), passed, ..start });
    }
    dates
}

/// What a date was before, and since when it is what it is.
fn moved(value: &Timed<When>, now: When, today: Date) -> (Vec<String>, Option<String>) {
    let told = || value.history().filter(|moved| moved.since <= today);
    let before: Vec<String> =
        told().map(|moved| *moved.value).filter(|when| *when != now).map(|when| when.to_string()).collect();
    let since = told().last().filter(|_| !before.is_empty()).map(|moved| moved.since.to_string());
    (before, since)
}

/// The brownouts that were not called off, by start, each with how long it lasts.
fn held_or_planned(known: &[crate::entry::Brownout]) -> Vec<(&crate::entry::Brownout, String)> {
    let mut brownouts: Vec<_> = known
        .iter()
        .filter(|brownout| brownout.cancelled.is_none())
        .map(|brownout| (brownout, phrase::duration(brownout.start.value, brownout.end.value)))
        .collect();
    brownouts.sort_by_key(|(brownout, _)| brownout.start.value);
    brownouts
}

/// The day on which readers were told of a brownout.
fn announced(promised: Promised<'_>, brownout: &crate::entry::Brownout) -> Date {
    brownout.announced.as_ref().map_or(promised.change.date().day(), |day| day.value)
}

/// The day from which its notice is counted, as for every other date.
fn first_told(published: Option<&wire::Deprecation>, brownout: &crate::entry::Brownout) -> Option<Date> {
    let known = published?.brownouts.iter().find(|known| known.id == brownout.id.value.as_str())?;
    known.first_published.map(|day| day.0)
}

/// Whether a day no longer comes because its promise was called off before.
fn called_off(promised: Promised<'_>, day: Date, today: Date) -> bool {
    let last = last_cancellation(promised, today);
    last.is_some_and(|last| last.date <= day)
}

/// The revision that called it off, where it is called off.
fn last_cancellation<'c>(promised: Promised<'c>, today: Date) -> Option<&'c crate::entry::Revision> {
    let life = &promised.promise.life;
    let calls = |revision: &&crate::entry::Revision| revision.change == Change::Cancelled && revision.date <= today;
    life.revisions.iter().rfind(calls).filter(|_| life.is_cancelled_on(today))
}

fn removal(site: &Site<'_>, promised: Promised<'_>, published: Option<&wire::Deprecation>) -> Option<Removal> {
    let today = site.view.today().0;
    let version = promised.promise.life.removal.on(today)?;
    let component = site.view.catalog().component(promised.change.component);
    let known = site.view.release(component, version).is_some();
    Some(Removal {
        version: version.to_string(),
        component: component_ref(site, promised.change.component),
        path: known.then(|| paths::release(component.id(), version)),
        expected: component.releases.expected(version).map(|date| date.to_string()),
        released: component.releases.reached(version).is_some_and(|date| date <= today),
        first_published: published.and_then(|one| one.first_published.removal.as_ref()).map(|day| day.0.to_string()),
    })
}

/// What the answers of its routes say; routes that say the same are told once.
fn headers(site: &Site<'_>, published: &wire::Deprecation) -> Vec<RouteHeaders> {
    let mut headers: Vec<RouteHeaders> = Vec::new();
    for one in gateway::of_promise(published, site.config) {
        let field = |(name, value): (&str, String)| Header { name: name.to_owned(), value };
        let fields: Vec<Header> = gateway::header_fields(&one).into_iter().map(field).collect();
        match headers.iter_mut().find(|known| known.fields == fields) {
            Some(known) => known.names.extend(one.names),
            None => headers.push(RouteHeaders { names: one.names, fields }),
        }
    }
    headers
}

/// What goes away, and what to use instead.
pub fn surfaces(site: &Site<'_>, promised: Promised<'_>) -> Vec<Surface> {
    promised.promise.surfaces.iter().map(|of| surface(site, promised, of)).collect()
}

fn surface(site: &Site<'_>, promised: Promised<'_>, of: &SurfaceOf) -> Surface {
    let (replacement, nothing) = match &of.replacement {
        ReplacementOf::Unsaid => (None, None),
        ReplacementOf::Nothing { reason } => (None, Some(reason.clone())),
        ReplacementOf::Named { name, component, available_since, link, entry } => {
            let entry = entry
                .filter(|entry| site.view.shows(*entry))
                .map(|entry| paths::change(&site.view.catalog().change(entry).id));
            let replacement = Replacement {
                name: name.clone(),
                href: link.as_ref().map(ToString::to_string).or(entry),
                component: (*component != promised.change.component).then(|| component_ref(site, *component)),
                available_since: available_since.as_ref().map(|floor| match floor {
                    Floor::When(when) => when.to_string(),
                    Floor::Version(version) => version.to_string(),
                }),
            };
            (Some(replacement), None)
        }
    };
    Surface {
        kind: of.surface.kind.value.to_string(),
        name: of.surface.name.value.clone(),
        versions: of.surface.versions.as_ref().map(|range| range.value.to_string()),
        replacement,
        no_replacement: nothing,
    }
}

fn brownouts(site: &Site<'_>, promised: Promised<'_>, known: &[crate::entry::Brownout]) -> Vec<Brownout> {
    let today = site.view.today();
    let shown = |brownout: &crate::entry::Brownout| {
        let state = match &brownout.cancelled {
            Some(_) => BrownoutState::Cancelled,
            None if called_off(promised, When::Instant(brownout.start.value).day(), today.0) => {
                BrownoutState::Cancelled
            }
            None if When::Instant(brownout.end.value).day() < today.0 => BrownoutState::Held,
            None => BrownoutState::Planned,
        };
        Brownout {
            id: brownout.id.value.to_string(),
            state,
            start: brownout.start.value.to_string(),
            end: brownout.end.value.to_string(),
            duration: phrase::duration(brownout.start.value, brownout.end.value),
            announced: announced(promised, brownout).to_string(),
            effect: brownout.effect.clone(),
            cancelled: brownout
                .cancelled
                .as_ref()
                .map(|cancelled| Cancelled { date: cancelled.date.to_string(), reason: cancelled.reason.clone() }),
        }
    };
    let mut brownouts: Vec<Brownout> = known.iter().map(shown).collect();
    brownouts.sort_by(|a, b| a.start.cmp(&b.start));
    brownouts
}

fn moves(site: &Site<'_>, promised: Promised<'_>) -> Vec<Move> {
    let today = site.view.today();
    let told = promised.promise.life.revisions.iter().enumerate().filter(|(_, revision)| revision.date <= today.0);
    let value = |value: &Option<FieldValue>| value.as_ref().map(ToString::to_string);
    told.map(|(index, revision)| {
        let (field, brownout) = field(&revision.field);
        let whole = matches!(revision.change, Change::Cancelled | Change::Reinstated);
        Move {
            number: index + 1,
            date: revision.date.to_string(),
            change: change(revision.change),
            field: Some(field).filter(|_| !whole),
            brownout,
            from: value(&revision.from),
            to: value(&revision.to),
            reason: revision.reason.clone(),
            emergency: revision.emergency.clone(),
        }
    })
    .collect()
}

fn field(field: &FieldName) -> (Field, Option<String>) {
    match field {
        FieldName::Deprecated => (Field::Deprecated, None),
        FieldName::ClosedToNew => (Field::ClosedToNew, None),
        FieldName::EndOfSupport => (Field::EndOfSupport, None),
        FieldName::Sunset => (Field::Sunset, None),
        FieldName::Removal => (Field::Removal, None),
        FieldName::NotBefore => (Field::NotBefore, None),
        FieldName::Estimated => (Field::Estimated, None),
        FieldName::Brownout(id) => (Field::Brownout, Some(id.to_string())),
    }
}

fn change(change: Change) -> Shown {
    match change {
        Change::Extended => Shown::Extended,
        Change::PulledIn => Shown::PulledIn,
        Change::Dated => Shown::Dated,
        Change::Cancelled => Shown::Cancelled,
        Change::Reinstated => Shown::Reinstated,
        Change::Corrected => Shown::Corrected,
    }
}

fn removed(site: &Site<'_>, promised: Promised<'_>) -> Option<Removed> {
    let index = promised.promise.completed_by.filter(|index| site.view.shows(*index))?;
    let entry = site.view.catalog().change(index);
    Some(Removed {
        date: entry.date().day().to_string(),
        version: entry.entry.version.as_ref().map(|version| version.value.to_string()),
        entry_path: paths::change(&entry.id),
        entry_title_html: title_html(entry),
    })
}

fn cancelled(site: &Site<'_>, promised: Promised<'_>) -> Option<Cancelled> {
    let last = last_cancellation(promised, site.view.today().0)?;
    Some(Cancelled { date: last.date.to_string(), reason: last.reason.clone() })
}
