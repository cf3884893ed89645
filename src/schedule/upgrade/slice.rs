//! An upgrade document + two of its versions → what the move means. The rule is that of [`wire::UpgradeDocument`], whose
//! numbers stand here. It trusts nothing: the document may be somebody else's.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::{Requirement, Version, When, parse_requirement, parse_version};
use crate::form::nearest;
use crate::schedule::wire::{Moment, Surface, Upgrade, UpgradeDocument, UpgradeItem, UpgradePromise, UpgradeRelease};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoUpgrade {
    /// Not SemVer 2.0.0, and why.
    NoVersion { text: String, reason: String, near: Option<Version> },
    /// Not a version of the component; some that are.
    Unknown { version: Version, component: String, near: Vec<Version> },
    /// The move goes down.
    Backwards { from: Version, to: Version },
}

impl fmt::Display for NoUpgrade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoUpgrade::NoVersion { text, reason, .. } => write!(out, "`{text}` is no version: {reason}"),
            NoUpgrade::Unknown { version, component, .. } => write!(out, "`{component}` has no release {version}"),
            NoUpgrade::Backwards { from, to } => write!(out, "{to} is lower than {from}"),
        }
    }
}

impl NoUpgrade {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            NoUpgrade::NoVersion { near: Some(near), .. } => format!("did you mean `{near}`?"),
            NoUpgrade::NoVersion { near: None, .. } => "write a version such as `1.2.0`".to_owned(),
            NoUpgrade::Unknown { near, .. } if near.is_empty() => "the component has no releases yet".to_owned(),
            NoUpgrade::Unknown { near, .. } => {
                let near: Vec<String> = near.iter().map(|version| format!("`{version}`")).collect();
                format!("did you mean {}?", near.join(" or "))
            }
            NoUpgrade::Backwards { from, to } => format!("name the lower version first: `{to} {from}`"),
        }
    }
}

/// What moving from one version to another means.
pub fn slice(document: &UpgradeDocument, from: &str, to: &str) -> Result<Upgrade, NoUpgrade> {
    let (from, to) = (release(document, from)?, release(document, to)?);
    if from.version.cmp_precedence(&to.version).is_gt() {
        return Err(NoUpgrade::Backwards { from: from.version.clone(), to: to.version.clone() });
    }
    let slice = Move::new(document, from, to);
    let mut lists: BTreeMap<List, Vec<UpgradeItem>> = BTreeMap::new();
    for item in &document.items {
        if let Some(list) = slice.list(item) {
            lists.entry(list).or_default().push(slice.as_met(item, list));
        }
    }
    let mut of = |list| lists.remove(&list).unwrap_or_default();
    let between = document.releases.iter().filter(|release| slice.side_of_version(&release.version) == Side::Within);
    Ok(Upgrade {
        component: document.component.clone(),
        component_name: document.component_name.clone(),
        from: from.clone(),
        to: to.clone(),
        releases: between.cloned().collect(),
        removed: of(List::Removed),
        breaking: of(List::Breaking),
        security: of(List::Security),
        still_affected: of(List::StillAffected),
        action: of(List::Action),
        deprecated: of(List::Deprecated),
        standing: of(List::Standing),
        left_behind: of(List::LeftBehind),
    })
}

/// The release that a text names; one that differs in its build metadata only is the same.
fn release<'a>(document: &'a UpgradeDocument, text: &str) -> Result<&'a UpgradeRelease, NoUpgrade> {
    let known = |version: &Version| {
        let exact = document.releases.iter().find(|release| release.version == *version);
        exact.or_else(|| document.releases.iter().find(|known| known.version.cmp_precedence(version).is_eq()))
    };
    let version = parse_version(text).map_err(|error| NoUpgrade::NoVersion {
        text: text.to_owned(),
        reason: error.reason,
        near: error.suggestion.and_then(|near| near.parse().ok()).filter(|near| known(near).is_some()),
    })?;
    known(&version).ok_or_else(|| NoUpgrade::Unknown {
        near: near(document, &version),
        component: document.component.clone(),
        version,
    })
}

/// The versions that may have been meant: one written alike, and those next to it, the lowest first.
fn near(document: &UpgradeDocument, version: &Version) -> Vec<Version> {
    let texts: Vec<String> = document.releases.iter().map(|release| release.version.to_string()).collect();
    let alike = nearest(&version.to_string(), texts.iter().map(String::as_str)).and_then(|text| text.parse().ok());
    let versions = || document.releases.iter().map(|release| &release.version);
    let below = versions().filter(|known| known.cmp_precedence(version).is_lt()).max();
    let above = versions().filter(|known| known.cmp_precedence(version).is_gt()).min();
    let all: BTreeSet<Version> = alike.into_iter().chain(below.cloned()).chain(above.cloned()).collect();
    all.into_iter().collect()
}

/// The lists of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Removed,
    Breaking,
    Security,
    StillAffected,
    Action,
    Deprecated,
    Standing,
    LeftBehind,
}

/// Where something lies, seen from the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Within,
    After,
}

/// What becomes of a promise on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// `to` no longer has its surfaces, or need not.
    Ends,
    Stands,
    /// Its surfaces are met at `from`, and not at `to`.
    LeftBehind,
    /// It says nothing to whoever moves here.
    Silent,
}

struct Move<'a> {
    from: &'a UpgradeRelease,
    to: &'a UpgradeRelease,
    ids: BTreeSet<&'a str>,
    /// The ranges of surfaces that speak of this component's versions.
    ranges: BTreeMap<&'a str, Requirement>,
}

impl<'a> Move<'a> {
    fn new(document: &'a UpgradeDocument, from: &'a UpgradeRelease, to: &'a UpgradeRelease) -> Self {
        let texts: BTreeSet<&str> = document
            .items
            .iter()
            .flat_map(|item| &item.surfaces)
            .filter_map(|surface| surface.versions.as_deref())
            .collect();
        let ranges = texts.into_iter().filter_map(|text| Some((text, parse_requirement(text).ok()?)));
        let speaks = |range: &Requirement| document.releases.iter().any(|release| holds(range, &release.version));
        Move {
            from,
            to,
            ids: document.items.iter().map(|item| item.id.as_str()).collect(),
            ranges: ranges.filter(|(_, range)| speaks(range)).collect(),
        }
    }

    /// Rules 5, 6 and 7.
    fn list(&self, item: &UpgradeItem) -> Option<List> {
        if self.still_affects(item) {
            return Some(List::StillAffected);
        }
        match self.side(item.version.as_ref(), item.date) {
            Side::Before => match self.fate(item) {
                Fate::Ends => Some(List::Removed),
                Fate::Stands => Some(List::Standing),
                Fate::LeftBehind => Some(List::LeftBehind),
                Fate::Silent => None,
            },
            Side::Within => self.list_within(item),
            Side::After => None,
        }
    }

    /// Rule 6.
    fn list_within(&self, item: &UpgradeItem) -> Option<List> {
        let fate = self.fate(item);
        if item.kind == "removed" || fate == Fate::Ends {
            Some(List::Removed)
        } else if item.breaking {
            Some(List::Breaking)
        } else if item.kind == "security" {
            Some(List::Security)
        } else if fate == Fate::Stands {
            Some(List::Deprecated)
        } else if fate == Fate::LeftBehind {
            Some(List::LeftBehind)
        } else {
            (item.promise.is_none() && item.action.is_some()).then_some(List::Action)
        }
    }

    /// Rule 5.
    fn still_affects(&self, item: &UpgradeItem) -> bool {
        let is_fixed = item.version.as_ref().is_some_and(|fixed| fixed.cmp_precedence(&self.to.version).is_le());
        let range = item.affected.as_deref().and_then(|range| parse_requirement(range).ok());
        item.kind == "security" && !is_fixed && range.is_some_and(|range| holds(&range, &self.to.version))
    }

    /// Rule 1.
    fn side(&self, version: Option<&Version>, date: Moment) -> Side {
        match version {
            Some(version) => self.side_of_version(version),
            None => self.side_of_day(date.0),
        }
    }

    fn side_of_version(&self, version: &Version) -> Side {
        if version.cmp_precedence(&self.from.version) != Ordering::Greater {
            Side::Before
        } else if version.cmp_precedence(&self.to.version) != Ordering::Greater {
            Side::Within
        } else {
            Side::After
        }
    }

    fn side_of_day(&self, when: When) -> Side {
        let day = when.day();
        if self.from.planned || self.from.date.is_some_and(|from| day < from.0) {
            return Side::Before;
        }
        // A plan's day is not known: all that is known by now comes before it.
        match self.to.date.filter(|_| !self.to.planned) {
            Some(to) if to.0 <= day => Side::After,
            _ => Side::Within,
        }
    }

    /// Rule 4.
    fn fate(&self, item: &UpgradeItem) -> Fate {
        let Some(promise) = item.promise.as_ref().filter(|promise| promise.cancelled.is_none()) else {
            return Fate::Silent;
        };
        let is_met = |at| item.surfaces.is_empty() || item.surfaces.iter().any(|surface| self.is_met(surface, at));
        let (at_from, at_to) = (is_met(&self.from.version), is_met(&self.to.version));
        match self.end(promise) {
            Side::Before => Fate::Silent,
            Side::Within if self.has_own_removal(promise) || !at_from => Fate::Silent,
            Side::Within => Fate::Ends,
            Side::After if at_to => Fate::Stands,
            Side::After if at_from => Fate::LeftBehind,
            Side::After => Fate::Silent,
        }
    }

    /// Rule 2.
    fn end(&self, promise: &UpgradePromise) -> Side {
        match (&promise.removed, &promise.removal) {
            (Some(removed), _) => self.side(removed.version.as_ref(), removed.date),
            (None, Some(removal)) if !promise.estimated => match self.side_of_version(removal) {
                Side::Within => Side::Within,
                Side::Before | Side::After => Side::After,
            },
            _ => Side::After,
        }
    }

    /// Whether the entry that says it is gone is an item of its own.
    fn has_own_removal(&self, promise: &UpgradePromise) -> bool {
        promise.removed.as_ref().is_some_and(|removed| self.ids.contains(removed.entry.as_str()))
    }

    /// Rule 3.
    fn is_met(&self, surface: &Surface, at: &Version) -> bool {
        let range = surface.versions.as_deref().and_then(|text| self.ranges.get(text));
        range.is_none_or(|range| holds(range, at))
    }

    /// The item with the surfaces that matter: of what stays, those met at `to`; of what goes, those met at `from`.
    fn as_met(&self, item: &UpgradeItem, list: List) -> UpgradeItem {
        let at = match list {
            List::Standing | List::Deprecated => &self.to.version,
            List::LeftBehind => &self.from.version,
            List::Removed if item.promise.is_some() => &self.from.version,
            _ => return item.clone(),
        };
        let met = item.surfaces.iter().filter(|surface| self.is_met(surface, at));
        UpgradeItem { surfaces: met.cloned().collect(), ..item.clone() }
    }
}

/// Whether a range holds a version, or, of a pre-release, its release: `<2.0.0` holds 1.9.0-rc.1, and so does `>=1.9.0`.
fn holds(range: &Requirement, version: &Version) -> bool {
    let release = Version::new(version.major, version.minor, version.patch);
    range.matches(version) || range.matches(&release)
}
