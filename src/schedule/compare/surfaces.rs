//! A published promise and the next → surfaces that joined it or grew, and replacements that were taken back.

use std::collections::BTreeMap;

use super::Pair;
use crate::base::{Requirement, Version};
use crate::schedule::wire;

/// What happened to a surface, by its place in the next promise.
#[derive(Clone, Debug, PartialEq)]
pub enum SurfaceChange<'a> {
    Added {
        place: usize,
    },
    /// It covers versions that it did not; `None`: all of them.
    Widened {
        place: usize,
        from: Option<&'a str>,
        to: Option<&'a str>,
    },
    /// Something took its place, and now nothing does.
    Withdrawn {
        place: usize,
        replacement: &'a str,
    },
}

/// Surfaces are matched by kind and name. A plan, and what is over, has nothing to keep.
pub fn surface_changes<'a>(pair: Pair<'a>) -> Vec<SurfaceChange<'a>> {
    let before = pair.before;
    if before.estimated || before.removed.is_some() || before.cancelled.is_some() {
        return Vec::new();
    }
    let known: BTreeMap<(&str, &str), &wire::Surface> =
        before.surfaces.iter().map(|surface| ((surface.kind.as_str(), surface.name.as_str()), surface)).collect();
    let changes = pair.after.surfaces.iter().enumerate().flat_map(|(place, surface)| {
        match known.get(&(surface.kind.as_str(), surface.name.as_str())) {
            Some(known) => [widened(place, known, surface), withdrawn(place, known, surface)],
            None => [Some(SurfaceChange::Added { place }), None],
        }
    });
    changes.flatten().collect()
}

fn widened<'a>(place: usize, before: &'a wire::Surface, after: &'a wire::Surface) -> Option<SurfaceChange<'a>> {
    let (from, to) = (before.versions.as_deref(), after.versions.as_deref());
    covers_more(from?, to).then_some(SurfaceChange::Widened { place, from, to })
}

fn withdrawn<'a>(place: usize, before: &'a wire::Surface, after: &wire::Surface) -> Option<SurfaceChange<'a>> {
    let replacement = before.replacement.as_ref()?;
    after.replacement.is_none().then_some(SurfaceChange::Withdrawn { place, replacement: &replacement.name })
}

/// Whether a range holds a version that another does not. Ranges change at their bounds only, so these are tried, and
/// their neighbours.
fn covers_more(before: &str, after: Option<&str>) -> bool {
    let Ok(before) = before.parse::<Requirement>() else { return false };
    let Some(after) = after else { return true };
    let Ok(after) = after.parse::<Requirement>() else { return false };
    let mut bounds: Vec<Version> = before.comparators.iter().chain(&after.comparators).flat_map(around).collect();
    bounds.push(Version::new(0, 0, 0));
    bounds.push(Version::new(u64::MAX, 0, 0));
    bounds.iter().any(|version| after.matches(version) && !before.matches(version))
}

fn around(bound: &semver::Comparator) -> Vec<Version> {
    let (major, minor, patch) = (bound.major, bound.minor.unwrap_or(0), bound.patch.unwrap_or(0));
    let at = Version::new(major, minor, patch);
    let mut versions = vec![
        Version::new(major, minor, patch.saturating_add(1)),
        Version::new(major, minor.saturating_add(1), 0),
        Version::new(major.saturating_add(1), 0, 0),
        Version { pre: bound.pre.clone(), ..at.clone() },
    ];
    // Just below: 1.2.3 → 1.2.2, 1.2.0 → 1.1.max, 1.0.0 → 0.max.max.
    versions.extend(match (major, minor, patch) {
        (0, 0, 0) => None,
        (major, 0, 0) => Some(Version::new(major - 1, u64::MAX, u64::MAX)),
        (major, minor, 0) => Some(Version::new(major, minor - 1, u64::MAX)),
        (major, minor, patch) => Some(Version::new(major, minor, patch - 1)),
    });
    versions.push(at);
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_grows_when_it_holds_a_version_more() {
        for (before, after) in
            [("<2.0.0", Some("<2.0.1")), ("<2.0.0", None), ("^1.2", Some("^1.1")), ("=1.2.3", Some("*"))]
        {
            assert!(covers_more(before, after), "{before} {after:?}");
        }
        for (before, after) in [("<2.0.0", "<1.5.0"), ("*", ">=3"), ("<2.0.0", "<2"), ("^1", ">=1.2, <2")] {
            assert!(!covers_more(before, Some(after)), "{before} {after}");
        }
    }
}
