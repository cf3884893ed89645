//! The unreleased entries of a component → those that a release gathers, and those that wait for the next one: who reads
//! releases learns of a deprecation by the one that carries it, so that its end belongs into a later one.

use super::Refusal;
use crate::base::Version;
use crate::catalog::{Catalog, Change, ChangeIx};
use crate::config::Config;
use crate::diag::{Level, Rule};

/// A removal that stays unreleased.
#[derive(Clone, Copy, Debug)]
pub struct Held<'c> {
    pub change: &'c Change,
    /// What it completes, and the same release would be the first to tell of.
    pub promise: &'c Change,
}

/// `carried` are the entries that have the version already.
pub fn hold_back<'c>(
    catalog: &'c Catalog,
    config: &Config,
    unreleased: Vec<(ChangeIx, &'c Change)>,
    carried: &[ChangeIx],
) -> (Vec<&'c Change>, Vec<Held<'c>>) {
    let is_told = |index: &ChangeIx| carried.contains(index) || unreleased.iter().any(|(other, _)| other == index);
    let (mut gathered, mut held) = (Vec::new(), Vec::new());
    for (_, change) in &unreleased {
        let first_told = change.completes.iter().copied().find(is_told).filter(|_| is_denied(config, change));
        match first_told {
            Some(index) => held.push(Held { change, promise: catalog.change(index) }),
            None => gathered.push(*change),
        }
    }
    (gathered, held)
}

/// Whether nobody has said that one release may do both.
fn is_denied(config: &Config, change: &Change) -> bool {
    let rule = Rule::RemovalNotAfterDeprecation;
    let allowed = change.entry.allow.iter().any(|allow| allow.rule.value == rule);
    let level = config.levels.iter().rfind(|(known, _)| known.value == rule).map(|(_, level)| *level);
    !allowed && level.unwrap_or(rule.default_level()) == Level::Deny
}

impl Held<'_> {
    pub fn words(&self, version: &Version) -> Refusal {
        let (id, promise) = (&self.change.id, &self.promise.id);
        Refusal {
            message: format!(
                "`{id}` stays unreleased: it completes `{promise}`, and {version} is the first release to tell of that"
            ),
            hint: format!(
                "the next release that may remove something gathers it; if {version} is without it already, add to `{}` an `[[allow]]` with `rule = \"{}\"` and the reason",
                self.change.entry.path,
                Rule::RemovalNotAfterDeprecation
            ),
        }
    }
}
