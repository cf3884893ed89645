//! A release of a version that was planned for a later day → that day, and the promises that wait for it.

use super::Refusal;
use crate::base::{Date, Version};
use crate::catalog::{Change, Component, View};
use crate::form::read::listing;

/// A release that comes before its day.
#[derive(Debug)]
pub struct Ahead<'c> {
    version: &'c Version,
    expected: Date,
    /// The open promises that may be gone with it, newest first.
    pub promises: Vec<&'c Change>,
}

/// So many ids are read at a glance.
const FEW: usize = 5;

/// What a release on the day of the view comes before.
pub fn ahead<'c>(view: View<'c>, component: &'c Component, version: &Version) -> Option<Ahead<'c>> {
    let planned = component.releases.find(version).filter(|release| release.planned)?;
    let expected = planned.date.filter(|expected| *expected > view.today().0)?;
    let waits =
        |removal: &Version| removal.cmp_precedence(version).is_le() && component.releases.reached(removal).is_none();
    let promises = view.promises().filter(|promised| {
        let removal = promised.promise.life.removal.on(view.today().0);
        view.catalog().component(promised.change.component).id() == component.id()
            && promised.state.is_open()
            && removal.is_some_and(waits)
    });
    Some(Ahead { version: &planned.version, expected, promises: promises.map(|promised| promised.change).collect() })
}

impl Ahead<'_> {
    pub fn words(&self, component: &str, date: Date) -> Refusal {
        let days = (self.expected - date).get_days();
        let later = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
        let (version, expected) = (self.version, self.expected);
        let ids = self.promises.iter().take(FEW).map(|change| change.id.as_str());
        let more = if self.promises.len() > FEW { " and more" } else { "" };
        Refusal {
            message: format!("{component} {version} was planned for {expected}, {later} later"),
            hint: match self.promises.is_empty() {
                true => "readers were told to expect it then: say in `--notes` why it comes earlier".to_owned(),
                false => format!(
                    "what {}{more} promised may be gone with it, and readers were told to expect it then: say in `--notes` why it comes earlier",
                    listing(ids)
                ),
            },
        }
    }
}
