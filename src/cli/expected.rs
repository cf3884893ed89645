//! Upgrade documents that somebody published → when the releases are expected that promises wait for.
//!
//! The schedule does not say it. A schedule may stand alone, without these documents beside it: then nothing is known, and
//! that is no failure.

use std::collections::{BTreeMap, BTreeSet};

use super::published;
use crate::base::{Date, Today};
use crate::schedule::wire;

/// The releases of the components that promises wait for, by component.
#[derive(Debug, Default)]
pub struct Expected(BTreeMap<String, Vec<wire::UpgradeRelease>>);

impl Expected {
    /// Asks the API at a place for the components of the promises that have a removal version.
    pub fn of<'p>(place: &str, promises: impl Iterator<Item = &'p wire::Deprecation>) -> Self {
        let waiting: BTreeSet<&str> =
            promises.filter(|promise| promise.removal.is_some()).map(|promise| promise.component.as_str()).collect();
        let releases =
            |component: &str| Some((component.to_owned(), published::upgrade(place, component).ok()?.releases));
        Expected(waiting.into_iter().filter_map(releases).collect())
    }

    /// The day on which the removal version of a promise is planned; none once it, or a later one, is out.
    pub fn day(&self, promise: &wire::Deprecation, today: Today) -> Option<Date> {
        let (releases, version) = (self.0.get(&promise.component)?, promise.removal.as_ref()?);
        let is_out = |release: &wire::UpgradeRelease| {
            let has_come = release.date.is_some_and(|day| day.0 <= today.0);
            has_come && !release.planned && release.yanked.is_none() && release.version.cmp_precedence(version).is_ge()
        };
        let planned = releases.iter().find(|release| release.planned && release.version == *version)?;
        planned.date.map(|day| day.0).filter(|_| !releases.iter().any(is_out))
    }
}
