//! A component's releases: rows of releases.toml and the versions that entries carry, newest first.

use std::collections::BTreeMap;

use super::ChangeIx;
use crate::base::{Date, RelPath, Span, Today, Version};
use crate::config::ReleaseRow;
use crate::entry::Entry;

/// A component at a version.
#[derive(Clone, Debug)]
pub struct Release {
    pub version: Version,
    /// The row's date, else that of its latest entry. Of a planned release: when it is expected.
    pub date: Option<Date>,
    /// The first day on which readers could know of it: the row's date, else that of its earliest entry. An entry that
    /// joins a release later moves its date, but not what the release has made due.
    pub since: Option<Date>,
    pub planned: bool,
    pub notes: Option<String>,
    pub yanked: Option<String>,
    /// Its row of releases.toml, if it has one.
    pub row: Option<RowPlace>,
    /// The entries that carry it, newest first.
    pub changes: Vec<ChangeIx>,
}

/// Where releases.toml says what.
#[derive(Clone, Debug)]
pub struct RowPlace {
    pub path: RelPath,
    pub version: Span,
    pub date: Option<Span>,
}

impl Release {
    /// Whether it is out on a day: not planned, and dated that day or earlier.
    pub fn is_out(&self, day: Date) -> bool {
        !self.planned && self.since.is_some_and(|since| since <= day)
    }
}

/// All releases of a component, the highest version first.
#[derive(Clone, Debug, Default)]
pub struct Releases {
    all: Vec<Release>,
    /// Per release the first day on which it or a higher one was out: promises ask often, and a component may have
    /// thousands of releases.
    first_days: Vec<Option<Date>>,
}

impl Releases {
    /// Gathers the rows and the entries of one component; `changes` are newest first.
    pub fn gather(rows: &[&ReleaseRow], changes: &[(ChangeIx, &Entry)]) -> Self {
        let mut releases: BTreeMap<Version, Release> = BTreeMap::new();
        let empty = |version: &Version| Release {
            version: version.clone(),
            date: None,
            since: None,
            planned: false,
            notes: None,
            yanked: None,
            row: None,
            changes: Vec::new(),
        };
        for row in rows {
            let release = releases.entry(row.version.value.clone()).or_insert_with(|| empty(&row.version.value));
            release.date = row.date.as_ref().map(|date| date.value);
            release.since = release.date;
            release.planned = row.planned;
            release.notes = row.notes.clone();
            release.yanked = row.yanked.clone();
            release.row = Some(RowPlace {
                path: row.path.clone(),
                version: row.version.span,
                date: row.date.as_ref().map(|date| date.span),
            });
        }
        let dated: Vec<Version> = releases
            .values()
            .filter(|release| release.date.is_some() || release.planned)
            .map(|release| release.version.clone())
            .collect();
        for (index, entry) in changes {
            let Some(version) = &entry.version else { continue };
            let release = releases.entry(version.value.clone()).or_insert_with(|| empty(&version.value));
            release.changes.push(*index);
            if dated.binary_search(&version.value).is_err() {
                let day = entry.date.value.day();
                release.date = release.date.max(Some(day));
                release.since = Some(release.since.map_or(day, |since| since.min(day)));
            }
        }
        let all: Vec<Release> = releases.into_values().rev().collect();
        Releases { first_days: first_days(&all), all }
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Release> {
        self.all.iter()
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The release at a place, counted from the highest version.
    pub fn at(&self, place: usize) -> &Release {
        &self.all[place]
    }

    pub fn find(&self, version: &Version) -> Option<&Release> {
        let at = self.all.binary_search_by(|release| version.cmp(&release.version)).ok()?;
        Some(&self.all[at])
    }

    /// The highest version that is out on a day and not withdrawn.
    pub fn latest(&self, today: Today) -> Option<&Release> {
        self.all.iter().find(|release| release.is_out(today.0) && release.yanked.is_none())
    }

    /// The first day on which a release of at least this version is out. Planned and withdrawn ones do not count.
    pub fn reached(&self, version: &Version) -> Option<Date> {
        let higher = self.all.partition_point(|release| release.version.cmp_precedence(version).is_ge());
        self.first_days[higher.checked_sub(1)?]
    }

    /// Whether there is a release of this version, planned or out; build metadata does not count.
    pub fn knows(&self, version: &Version) -> bool {
        let place = self.place_below(version);
        self.all.get(place).is_some_and(|release| release.version.cmp_precedence(version).is_eq())
    }

    /// The lowest release that is higher than a version.
    pub fn above(&self, version: &Version) -> Option<&Release> {
        self.all[..self.place_below(version)].last()
    }

    /// How many releases are higher than a version.
    fn place_below(&self, version: &Version) -> usize {
        self.all.partition_point(|release| release.version.cmp_precedence(version).is_gt())
    }

    /// The day on which a planned release of exactly this version is expected.
    pub fn expected(&self, version: &Version) -> Option<Date> {
        self.find(version).filter(|release| release.planned)?.date
    }
}

fn first_days(releases: &[Release]) -> Vec<Option<Date>> {
    let counted = |release: &Release| release.since.filter(|_| !release.planned && release.yanked.is_none());
    let days = releases.iter().scan(None, |first: &mut Option<Date>, release| {
        *first = first.iter().copied().chain(counted(release)).min();
        Some(*first)
    });
    days.collect()
}
