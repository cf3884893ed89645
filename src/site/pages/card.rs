//! Entries and promises where they stand in lists.

use super::{component_ref, owner, tag_links, title_html, title_plain, version_link};
use crate::base::{Date, When};
use crate::catalog::{Change, ChangeIx, Promised, ReplacementOf};
use crate::entry::{Kind, Link as EntryLink};
use crate::schedule::paths::plain_page;
use crate::site::context::{Badge, Card, Kind as Shown, KindGroup, Link, MonthGroup, PromiseRow, RowSurface};
use crate::site::timeline::Drawn;
use crate::site::{Site, paths, phrase};

pub fn kind(kind: Kind) -> Shown {
    match kind {
        Kind::Added => Shown::Added,
        Kind::Changed => Shown::Changed,
        Kind::Deprecated => Shown::Deprecated,
        Kind::Removed => Shown::Removed,
        Kind::Fixed => Shown::Fixed,
        Kind::Security => Shown::Security,
    }
}

pub fn card(site: &Site<'_>, index: ChangeIx, change: &Change) -> Card {
    Card {
        id: change.id.to_string(),
        path: paths::change(&change.id),
        title: title_plain(change),
        title_html: title_html(change),
        kind: kind(change.entry.kind.value),
        component: component_ref(site, change.component),
        components: components(site, change),
        owner: owner_link(site, change),
        audiences: audiences(change),
        version: version_link(site, change),
        date: change.date().day().to_string(),
        summary: change.summary().to_owned(),
        breaking: change.entry.breaking,
        promise: site.view.promised(index, change).map(|promised| badge(site, promised)),
        tags: tag_links(change),
    }
}

/// The ids of all components that an entry concerns.
fn components(site: &Site<'_>, change: &Change) -> Vec<String> {
    let all = std::iter::once(&change.component).chain(&change.also);
    all.map(|index| site.view.catalog().component(*index).id().to_string()).collect()
}

fn owner_link(site: &Site<'_>, change: &Change) -> Option<Link> {
    let owner = owner(site, change.owner.as_ref()?)?;
    Some(Link { text: owner.name, href: owner.path })
}

fn audiences(change: &Change) -> Vec<String> {
    change.entry.audiences.iter().map(|audience| audience.value.to_string()).collect()
}

/// What a promise says today, apart from its words.
struct Standing {
    sunset: Option<When>,
    removal: Option<String>,
    /// When the release of that version is expected.
    expected: Option<Date>,
    estimated: bool,
}

fn standing(site: &Site<'_>, promised: Promised<'_>) -> Standing {
    let today = site.view.today().0;
    let life = &promised.promise.life;
    Standing {
        sunset: life.sunset.on(today).copied(),
        removal: life.removal.on(today).map(ToString::to_string),
        expected: site.view.expected(promised),
        estimated: life.is_estimated_on(today),
    }
}

fn badge(site: &Site<'_>, promised: Promised<'_>) -> Badge {
    let (standing, today) = (standing(site, promised), site.view.today());
    Badge {
        state: phrase::state(promised.state),
        urgency: phrase::urgency(promised.state, standing.sunset, standing.estimated, today),
        sunset: standing.sunset.map(|sunset| sunset.to_string()),
        days_left: standing.sunset.map(|sunset| today.days_until(sunset.day())),
        phrase: outlook(promised, &standing, today),
        removal: standing.removal,
        estimated: standing.estimated,
    }
}

/// As [`phrase::outlook`], and by version where there is no day.
fn outlook(promised: Promised<'_>, standing: &Standing, today: crate::base::Today) -> String {
    match (&standing.removal, standing.sunset) {
        (Some(version), None) if promised.state.is_open() => match promised.state {
            crate::catalog::State::Due => format!("due since {version}"),
            _ => phrase::with_version(version, standing.expected, today),
        },
        _ => phrase::outlook(promised.state, standing.sunset, standing.estimated, today),
    }
}

/// A promise in a list of promises.
pub fn row(site: &Site<'_>, promised: Promised<'_>) -> PromiseRow {
    let (standing, today, change) = (standing(site, promised), site.view.today(), promised.change);
    PromiseRow {
        id: change.id.to_string(),
        path: paths::change(&change.id),
        title: title_plain(change),
        title_html: title_html(change),
        kind: kind(change.entry.kind.value),
        breaking: change.entry.breaking,
        component: component_ref(site, change.component),
        components: components(site, change),
        owner: owner_link(site, change),
        audiences: audiences(change),
        tags: change.entry.tags.iter().map(|tag| tag.value.to_string()).collect(),
        state: phrase::state(promised.state),
        urgency: phrase::urgency(promised.state, standing.sunset, standing.estimated, today),
        announced: change.date().day().to_string(),
        sunset: standing.sunset.map(|sunset| sunset.to_string()),
        last_safe_day: standing.sunset.and_then(When::last_safe_day).map(|day| day.to_string()),
        days_left: standing.sunset.map(|sunset| today.days_until(sunset.day())),
        phrase: outlook(promised, &standing, today),
        removal: standing.removal,
        expected: standing.expected.map(|day| day.to_string()),
        estimated: standing.estimated,
        moves: promised.promise.life.revisions.iter().filter(|revision| revision.date <= today.0).count(),
        action: promised.promise.action.clone().unwrap_or_default(),
        migration: migration(change),
        surfaces: promised.promise.surfaces.iter().map(row_surface).collect(),
        instead: instead(promised),
    }
}

fn instead(promised: Promised<'_>) -> Vec<String> {
    let action = promised.promise.action.as_deref().unwrap_or_default();
    let mut named = Vec::new();
    for name in promised.promise.surfaces.iter().filter_map(|surface| row_surface(surface).replacement) {
        if !named.contains(&name) && !names(action, &name) {
            named.push(name);
        }
    }
    named
}

/// Whether a text names something, and not only something that begins or ends so: `GET /v2/abc` is not `GET /v2/a`.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let goes_on = |rest: &str| {
            let rest = rest.strip_prefix(['.', '-', '/', ':']).unwrap_or(rest);
            rest.starts_with(|c: char| c.is_alphanumeric() || "_{".contains(c))
        };
        !before.ends_with(|c: char| c.is_alphanumeric() || "_./-".contains(c)) && !goes_on(after)
    })
}

fn row_surface(surface: &crate::catalog::SurfaceOf) -> RowSurface {
    RowSurface {
        kind: surface.surface.kind.value.to_string(),
        name: surface.surface.name.value.clone(),
        replacement: match &surface.replacement {
            ReplacementOf::Named { name, .. } => Some(name.clone()),
            _ => None,
        },
    }
}

/// Where the way out is described, if the entry says so.
pub fn migration(change: &Change) -> Option<Link> {
    match change.entry.migration.as_ref().map(|migration| &migration.value) {
        Some(EntryLink::Web(url)) => Some(Link { text: "Migration guide".to_owned(), href: url.to_string() }),
        Some(EntryLink::Page(page)) => Some(Link { text: "Migration guide".to_owned(), href: plain_page(page) }),
        None => None,
    }
}

/// A promise in the timeline.
pub fn drawn(site: &Site<'_>, promised: Promised<'_>) -> Drawn {
    let (standing, today, life) = (standing(site, promised), site.view.today(), &promised.promise.life);
    let day = |when: Option<&When>| when.map(|when| when.day());
    let moved_from = life.sunset.history().filter(|moved| moved.until.is_some_and(|until| until <= today.0));
    Drawn {
        name: title_plain(promised.change),
        path: paths::change(&promised.change.id),
        component: site.view.catalog().component(promised.change.component).config.name.clone(),
        components: components(site, promised.change),
        owner: owner_link(site, promised.change).map(|owner| owner.text),
        state: phrase::state(promised.state),
        urgency: phrase::urgency(promised.state, standing.sunset, standing.estimated, today),
        estimated: standing.estimated,
        announced: promised.change.date().day(),
        closed_to_new: day(life.closed_to_new.on(today.0)),
        end_of_support: day(life.end_of_support.on(today.0)),
        sunset: standing.sunset.map(When::day),
        removal: standing.removal,
        expected: standing.expected,
        moved_from: moved_from
            .map(|moved| moved.value.day())
            .filter(|day| Some(*day) != standing.sunset.map(When::day))
            .collect(),
        brownouts: life
            .brownouts
            .iter()
            .filter(|brownout| brownout.cancelled.is_none())
            .map(|brownout| brownout.start.day())
            .collect(),
    }
}

/// Entries by kind, what may hurt first.
pub fn by_kind<'c>(site: &Site<'_>, changes: impl Iterator<Item = (ChangeIx, &'c Change)>) -> Vec<KindGroup> {
    let mut groups: Vec<(Kind, Vec<Card>)> = Kind::ALL.iter().map(|kind| (*kind, Vec::new())).collect();
    for (index, change) in changes {
        if let Some((_, entries)) = groups.iter_mut().find(|(kind, _)| *kind == change.entry.kind.value) {
            entries.push(card(site, index, change));
        }
    }
    groups
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(group, entries)| KindGroup { kind: kind(group), entries })
        .collect()
}

/// Entries by month, newest first.
pub fn by_month<'c>(site: &Site<'_>, changes: impl Iterator<Item = (ChangeIx, &'c Change)>) -> Vec<MonthGroup> {
    let mut months: Vec<MonthGroup> = Vec::new();
    for (index, change) in changes {
        let month = change.date().day().first_of_month().to_string();
        let card = card(site, index, change);
        match months.last_mut().filter(|last| last.month == month) {
            Some(last) => last.entries.push(card),
            None => months.push(MonthGroup { month, entries: vec![card] }),
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_alone() {
        for (text, is_named) in [
            ("Use GET /v2/a instead of GET /v1/a.", true),
            ("Call `GET /v2/a`.", true),
            ("Call GET /v2/abc now.", false),
            ("Call GET /v2/a/{id} now.", false),
            ("TARGET /v2/a", false),
            ("", false),
        ] {
            assert_eq!(names(text, "GET /v2/a"), is_named, "{text}");
        }
    }
}
