//! The life of a promise → how it ended, and how much notice it gave.

use crate::base::{Date, Version};
use crate::catalog::{Lifecycle, Releases};

/// How a promise ended, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It stands.
    Open,
    /// Gone on the promised day or later, and not before the promised version; readers had been told before.
    Kept(Date),
    /// Gone before its day or version, without a firm one, without a day of notice, or although it had been called off.
    Early(Date),
    /// Called off, and not reinstated.
    Cancelled(Date),
}

/// What an end is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub life: &'a Lifecycle,
    /// Of the promise's component.
    pub releases: &'a Releases,
    /// The version of the entry that says it is gone.
    pub gone_in: Option<&'a Version>,
    /// When readers were first told of its end.
    pub told: Option<Date>,
}

impl<'k> Known<'k> {
    pub fn end(self, today: Date) -> End {
        match self.life.removed.map(|removed| removed.day()).filter(|removed| *removed <= today) {
            Some(removed) if self.was_kept(removed) => End::Kept(removed),
            Some(removed) => End::Early(removed),
            None if self.life.is_cancelled_on(today) => {
                let calls = self.life.calls.iter().filter(|(day, cancelled)| *cancelled && *day <= today);
                calls.map(|(day, _)| *day).max().map_or(End::Open, End::Cancelled)
            }
            None => End::Open,
        }
    }

    fn was_kept(self, removed: Date) -> bool {
        is_firm(self.life, removed)
            && !self.life.is_cancelled_on(removed)
            && self.before_sunset(removed).is_none()
            && self.before_version(removed).is_none()
            && self.told.is_some_and(|told| told < removed)
    }

    /// The sunset that had not come on the day on which it was gone.
    pub fn before_sunset(self, removed: Date) -> Option<Date> {
        self.life.sunset.on(removed).map(|sunset| sunset.day()).filter(|sunset| *sunset > removed)
    }

    /// The version that had not come on the day on which it was gone. A release that is only planned carries nothing yet.
    pub fn before_version(self, removed: Date) -> Option<&'k Version> {
        let is_planned = |version: &Version| self.releases.find(version).is_some_and(|release| release.planned);
        self.life.removal.on(removed).filter(|promised| {
            let gone_with = self.gone_in.is_some_and(|gone_in| gone_in >= *promised && !is_planned(gone_in));
            !gone_with && self.releases.reached(promised).is_none_or(|reached| reached > removed)
        })
    }
}

/// Whether a promise says when it ends, and means it.
pub fn is_firm(life: &Lifecycle, day: Date) -> bool {
    let says_when = life.sunset.on(day).is_some() || life.removal.on(day).is_some();
    says_when && !life.is_estimated_on(day)
}

/// Days from when readers were told of the end to the end: to the sunset, or to the day on which it was gone if that came
/// first, or if there was a version only. `None` where no end is known, or none will come.
pub fn notice_days(life: &Lifecycle, end: End, told: Date, today: Date) -> Option<i64> {
    let (sunset, gone) = match end {
        End::Cancelled(_) => return None,
        End::Open => (life.sunset.on(today), None),
        End::Kept(gone) | End::Early(gone) => (life.sunset.on(gone), Some(gone)),
    };
    let until = [sunset.map(|sunset| sunset.day()), gone].into_iter().flatten().min()?;
    Some(i64::from((until - told).get_days()).max(0))
}

/// The day on which sunset and removal, where given, had both come.
pub fn due_since(life: &Lifecycle, releases: &Releases, today: Date) -> Option<Date> {
    let sunset = life.sunset.on(today).map(|sunset| sunset.day());
    let reached = life.removal.on(today).and_then(|removal| releases.reached(removal));
    sunset.max(reached)
}
