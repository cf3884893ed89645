//! What the platform team holds itself to. A key without a value leaves its rule off, unless a default is named.

use std::collections::BTreeMap;

use jiff::civil::Weekday;

use crate::base::{Date, Span};

/// Policy as it holds for a component.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Days between the first publication of a date and that date; default 90.
    pub min_notice_days: u32,
    /// How much later than the minimum `new` proposes dates, so that review does not eat the notice; default 14.
    pub grace_days: u32,
    /// Which versions may remove something; default major.
    pub removal_needs: RemovalNeeds,
    /// Weekdays without sunsets and brownouts.
    pub closed_weekdays: Vec<Weekday>,
    pub freeze: Vec<Freeze>,
    /// How often a promise may move.
    pub max_revisions: Option<u32>,
    /// Days between the announcement of a brownout and its start; default 14.
    pub brownout_notice_days: u32,
    /// Whether every promise with a sunset needs a brownout; default false.
    pub brownout_required: bool,
    /// The page of this site that holds the policy in words, without slashes at its ends.
    pub page: Option<String>,
    /// Where book.toml says so: the keys that are written, by name.
    pub written: BTreeMap<&'static str, Span>,
}

/// Which versions may remove something. In 0.x a minor counts as a major.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemovalNeeds {
    Major,
    Minor,
    Any,
}

/// Days without sunsets, both included.
#[derive(Clone, Debug)]
pub struct Freeze {
    pub from: Date,
    pub to: Date,
    pub reason: String,
    pub span: Span,
}

/// The keys of `[policy]` or `[policy.component.<id>]` as written.
#[derive(Clone, Debug, Default)]
pub struct PolicyKeys {
    pub min_notice_days: Option<u32>,
    pub grace_days: Option<u32>,
    pub removal_needs: Option<RemovalNeeds>,
    pub closed_weekdays: Option<Vec<Weekday>>,
    pub freeze: Option<Vec<Freeze>>,
    pub max_revisions: Option<u32>,
    pub brownout_notice_days: Option<u32>,
    pub brownout_required: Option<bool>,
    pub page: Option<String>,
    pub written: BTreeMap<&'static str, Span>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            min_notice_days: 90,
            grace_days: 14,
            removal_needs: RemovalNeeds::Major,
            closed_weekdays: Vec::new(),
            freeze: Vec::new(),
            max_revisions: None,
            brownout_notice_days: 14,
            brownout_required: false,
            page: None,
            written: BTreeMap::new(),
        }
    }
}

impl Policy {
    /// This policy with the keys of another table over it.
    #[must_use]
    pub fn with(&self, keys: PolicyKeys) -> Self {
        let base = self.clone();
        Policy {
            min_notice_days: keys.min_notice_days.unwrap_or(base.min_notice_days),
            grace_days: keys.grace_days.unwrap_or(base.grace_days),
            removal_needs: keys.removal_needs.unwrap_or(base.removal_needs),
            closed_weekdays: keys.closed_weekdays.unwrap_or(base.closed_weekdays),
            freeze: keys.freeze.unwrap_or(base.freeze),
            max_revisions: keys.max_revisions.or(base.max_revisions),
            brownout_notice_days: keys.brownout_notice_days.unwrap_or(base.brownout_notice_days),
            brownout_required: keys.brownout_required.unwrap_or(base.brownout_required),
            page: keys.page.or(base.page),
            written: base.written.into_iter().chain(keys.written).collect(),
        }
    }

    /// Whether a sunset or brownout may fall on a day.
    pub fn is_open(&self, day: Date) -> bool {
        !self.closed_weekdays.contains(&day.weekday()) && self.freeze_on(day).is_none()
    }

    /// The freeze that a day falls into.
    pub fn freeze_on(&self, day: Date) -> Option<&Freeze> {
        self.freeze.iter().find(|freeze| freeze.from <= day && day <= freeze.to)
    }

    /// The first day from `day` on that is open. `None`: there is none within the calendar, or every weekday is closed.
    pub fn open_from(&self, day: Date) -> Option<Date> {
        let mut day = day;
        // Enough for a week of closed weekdays before, between and after all freezes.
        for _ in 0..7 * (self.freeze.len() + 1) + self.freeze.len() {
            match self.freeze_on(day) {
                Some(freeze) => day = freeze.to.tomorrow().ok()?,
                None if self.is_open(day) => return Some(day),
                None => day = day.tomorrow().ok()?,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn policy() -> Policy {
        let freeze = |from, to| Freeze { from, to, reason: String::new(), span: Span::default() };
        Policy {
            closed_weekdays: vec![Weekday::Saturday, Weekday::Sunday],
            freeze: vec![freeze(date(2027, 1, 4), date(2027, 1, 8)), freeze(date(2026, 12, 15), date(2027, 1, 1))],
            ..Policy::default()
        }
    }

    #[test]
    fn the_next_open_day_lies_behind_freezes_and_weekends() {
        assert_eq!(policy().open_from(date(2026, 12, 14)), Some(date(2026, 12, 14)));
        assert_eq!(policy().open_from(date(2026, 12, 15)), Some(date(2027, 1, 11)));
    }

    #[test]
    fn where_every_weekday_is_closed_no_day_is_open() {
        let all = (1..=7).map(|day| Weekday::from_monday_one_offset(day).unwrap());
        let policy = Policy { closed_weekdays: all.collect(), ..policy() };
        assert_eq!(policy.open_from(date(2026, 3, 2)), None);
    }
}
