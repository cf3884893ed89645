//! The ranges that items name → which releases each holds, so that a client of the document needs no ranges of its own.
//! [`slice`](super::slice) reads the ranges themselves: the document may be somebody else's.

use std::collections::BTreeSet;

use crate::base::{Requirement, Version, parse_requirement};
use crate::schedule::wire::{UpgradeItem, UpgradeRange, UpgradeRelease, UpgradeRun};

/// Every range once, sorted by its text. A text that is no range is left out: it speaks of nothing.
pub(super) fn ranges(releases: &[UpgradeRelease], items: &[UpgradeItem]) -> Vec<UpgradeRange> {
    let of_surfaces = items.iter().flat_map(|item| &item.surfaces).filter_map(|surface| surface.versions.as_deref());
    let affected = items.iter().filter_map(|item| item.affected.as_deref());
    let texts: BTreeSet<&str> = of_surfaces.chain(affected).collect();
    let range = |text: &str| {
        let requirement = parse_requirement(text).ok()?;
        Some(UpgradeRange { range: text.to_owned(), holds: runs(releases, &requirement) })
    };
    texts.into_iter().filter_map(range).collect()
}

fn runs(releases: &[UpgradeRelease], range: &Requirement) -> Vec<UpgradeRun> {
    let alike = releases.chunk_by(|a, b| holds(range, &a.version) == holds(range, &b.version));
    let run = |run: &[UpgradeRelease]| match run {
        [first, ..] if holds(range, &first.version) => {
            let last = run.last().unwrap_or(first);
            Some(UpgradeRun { first: first.version.clone(), last: last.version.clone() })
        }
        _ => None,
    };
    alike.filter_map(run).collect()
}

/// Whether a range holds a version, or, of a pre-release, its release: `<2.0.0` holds 1.9.0-rc.1, and so does `>=1.9.0`.
pub(super) fn holds(range: &Requirement, version: &Version) -> bool {
    let release = Version::new(version.major, version.minor, version.patch);
    range.matches(version) || range.matches(&release)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_runs_of_releases_and_pre_releases_with_their_release() {
        let release =
            |text: &&str| UpgradeRelease { version: text.parse().unwrap(), date: None, planned: false, yanked: None };
        let releases: Vec<_> = ["1.0.0", "1.9.0-rc.1", "1.9.0", "2.0.0-rc.1", "2.0.0"].iter().map(release).collect();
        let told = |range: &str| {
            let runs = runs(&releases, &parse_requirement(range).unwrap());
            runs.iter().map(|run| format!("{}..{}", run.first, run.last)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("<2.0.0"), "1.0.0..1.9.0");
        assert_eq!(told(">=1.9.0"), "1.9.0-rc.1..2.0.0");
        assert_eq!(told("=2.0.0-rc.1"), "2.0.0-rc.1..2.0.0-rc.1");
        assert_eq!(told(">=3"), "");
    }
}
