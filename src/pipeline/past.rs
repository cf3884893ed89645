//! The texts of a site as it was → the schedule that it would publish today: a baseline that needs no network.

use super::parsed::Parsed;
use crate::base::{Source, Today};
use crate::config::Config;
use crate::diag::{self, Diagnostic};
use crate::schedule::{self, Baseline};

/// What promises are read from.
#[derive(Debug)]
pub struct Past {
    pub config: Config,
    pub entries: Vec<Source>,
    pub releases: Option<Source>,
    /// Entries of a later day are not published yet, whenever they were written.
    pub today: Today,
}

/// The baseline that it makes. A date is first published on the day that its entry gives: there is nothing else to go by.
///
/// # Errors
/// What could not be read, sorted: a promise in it would seem never to have been made.
pub fn as_published(past: &Past) -> Result<Baseline, Vec<Diagnostic>> {
    let (catalog, mut findings) = super::read(
        &past.config,
        Parsed::anew(&past.config, &past.entries, &[]),
        super::Texts { entries: &past.entries, releases: past.releases.as_ref() },
        super::Unreadable { findings: &[], shown: &[] },
    );
    findings.retain(|finding| finding.rule.is_form());
    if !findings.is_empty() {
        diag::sort(&mut findings);
        return Err(findings);
    }
    let view = catalog.as_of(past.today);
    let schedule = schedule::schedule(view, &past.config, None);
    let ids = schedule::ids(view, &past.config, &schedule::Events::of_all(view, &past.config), None);
    Ok(Baseline::new(schedule, Some(ids)).expect("two entries of one id are a finding").made_of(&catalog))
}
