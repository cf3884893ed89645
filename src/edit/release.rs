//! A component, a version and a day → the entries that the release gathers, or why it cannot be.

use super::ahead::{Ahead, ahead};
use super::held::{Held, hold_back};
use super::{Advice, Refusal, advise};
use crate::base::{Date, Today, Version};
use crate::catalog::{Catalog, Change, ChangeIx, Component, Release, View};
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
    /// How many entries carry the version already.
    pub carried: usize,
    /// The last release that is no pre-release.
    pub previous: Option<&'c Release>,
    /// Set if the version says too little.
    pub advice: Option<Advice>,
    /// Set if entries are left out that may have been meant.
    pub passed: Option<Passed<'c>>,
}

/// Entries without a version that no release gathers: they came after their component's last release, and are dated before it.
#[derive(Debug)]
pub struct Passed<'c> {
    pub last: &'c Release,
    pub day: Date,
    /// Newest first.
    pub entries: Vec<&'c Change>,
}

/// How many files are named; the rest is counted.
const NAMED: usize = 5;

impl Passed<'_> {
    /// `1 entry without a version is dated before 1.0.0, out on 2026-11-24: …`
    pub fn message(&self) -> String {
        let paths = || self.entries.iter().map(|change| change.entry.path.as_str());
        let paths = match self.entries.len().saturating_sub(NAMED) {
            0 => listing(paths()),
            more => format!("{} and {more} more", listing(paths().take(NAMED)).replace(" and ", ", ")),
        };
        let (count, are) = match self.entries.len() {
            1 => ("1 entry".to_owned(), "is"),
            count => (format!("{count} entries"), "are"),
        };
        format!("{count} without a version {are} dated before {}, out on {}: {paths}", self.last.version, self.day)
    }

    /// The two ways into a release.
    pub fn hint(&self, version: &Version) -> String {
        format!(
            "what came with {version} needs `version = \"{version}\"`, or a `date` of {} or later; what belongs to no release stays as it is",
            self.day
        )
    }
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
    let Gathered { unreleased, passed } = gather(view, component, wanted);
    let carried = component.releases.find(wanted.version).map_or(&[][..], |release| &release.changes);
    let (entries, held) = hold_back(catalog, config, unreleased, carried);
    if entries.is_empty() && carried.is_empty() && wanted.empty == Empty::Refused {
        return Err(match passed {
            Some(passed) => Refusal::new(
                format!("`{}` has no unreleased entries; {}", component.id(), passed.message()),
                passed.hint(wanted.version),
            ),
            None => nothing(catalog, component, wanted, today),
        });
    }
    let previous = component.releases.iter().find(|release| is_behind(release, wanted));
    let needs = config.policy_of(component.id()).removal_needs;
    let told = entries.iter().copied().chain(carried.iter().map(|index| catalog.change(*index)));
    let advice = previous.and_then(|previous| advise(&previous.version, wanted.version, needs, told));
    let ahead = ahead(view, component, wanted.version);
    Ok(Plan { component, entries, held, ahead, carried: carried.len(), previous, advice, passed })
}

/// What a release gathers, and what it may have been meant to.
struct Gathered<'c> {
    unreleased: Vec<(ChangeIx, &'c Change)>,
    passed: Option<Passed<'c>>,
}

/// Entries without a version since the last release but the wanted one, which entries alone may have begun. Passed by are those
/// of the time between the last two: what is older was so before, and stays beside releases.
fn gather<'c>(view: View<'c>, component: &'c Component, wanted: Wanted<'_>) -> Gathered<'c> {
    let mut out: Vec<(Date, &Release)> = component
        .releases
        .iter()
        .filter(|release| release.is_out(wanted.date) && release.version != *wanted.version)
        .filter_map(|release| Some((release.date?, release)))
        .collect();
    out.sort_by_key(|(day, _)| *day);
    let last = out.pop();
    let from = out.pop().map(|(day, _)| day);
    let unversioned = view.unreleased(component).chain(view.beside_releases(component));
    let (unreleased, older): (Vec<_>, Vec<_>) =
        unversioned.partition(|(_, change)| last.is_none_or(|(day, _)| day <= change.date().day()));
    let late = |change: &&Change| from.is_none_or(|from| from <= change.date().day());
    let older: Vec<_> = older.into_iter().map(|(_, change)| change).filter(late).collect();
    let passed = last.filter(|_| !older.is_empty()).map(|(day, last)| Passed { last, day, entries: older });
    Gathered { unreleased, passed }
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
    let same = component.releases.iter().filter(settled).find(|out| out.version.cmp_precedence(version).is_eq());
    if let Some(same) = same.filter(|same| !may_be_completed(catalog, component, same, wanted)) {
        return Err(is_out(catalog, component, same));
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

/// Whether a release that only entries tell of may have its row: on the day that they gave it, or, where no promise has fallen
/// due with it, on any.
fn may_be_completed(catalog: &Catalog, component: &Component, release: &Release, wanted: Wanted<'_>) -> bool {
    let has_row = release.row.as_ref().is_some_and(|row| row.date.is_some());
    if has_row || release.version != *wanted.version {
        return false;
    }
    release.since == Some(wanted.date) || due_with(catalog, component, release).is_none()
}

/// A promise whose removal came with a release, and no earlier.
fn due_with<'c>(catalog: &'c Catalog, component: &'c Component, release: &Release) -> Option<&'c Change> {
    component.changes.iter().map(|index| catalog.change(*index)).find(|change| {
        let promise = change.entry.deprecation.as_ref();
        let removal = promise.and_then(|promise| promise.removal.as_ref());
        removal.is_some_and(|removal| {
            removal.value.cmp_precedence(&release.version).is_le()
                && component.releases.reached(&removal.value) == release.since
        })
    })
}

/// Why a version cannot be released again.
fn is_out(catalog: &Catalog, component: &Component, same: &Release) -> Refusal {
    let day = same.since.or(same.date);
    let on = day.map(|day| format!(", on {day}")).unwrap_or_default();
    let hint = match (same.changes.first(), &same.row) {
        (Some(index), None) => {
            let path = &catalog.change(*index).entry.path;
            let due = due_with(catalog, component, same).map(|change| format!(", and `{}` is due with it", change.id));
            let complete = day.map(|day| format!("; `--date {day}` writes its row")).unwrap_or_default();
            format!(
                "`{path}` carries it{}{complete}. If it is not out yet, delete its `version` there first",
                due.unwrap_or_default()
            )
        }
        (Some(index), Some(_)) => {
            format!("`{}` carries it; choose the next version", catalog.change(*index).entry.path)
        }
        (None, _) => "it is in releases.toml; choose the next version".to_owned(),
    };
    Refusal::new(format!("`{}` {} is released already{on}", component.id(), same.version), hint)
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
