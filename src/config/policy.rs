//! What the platform team holds itself to. A key without a value leaves its rule off, unless a default is named.

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
    /// The page of this site that holds the policy in words, without slashes at its ends.
    pub page: Option<String>,
    /// Where book.toml says so.
    pub written: PolicyPlaces,
}

/// Where the numbers of a policy are written; `None`: it is the default.
#[derive(Clone, Copy, Debug, Default)]
pub struct PolicyPlaces {
    pub min_notice_days: Option<Span>,
    pub grace_days: Option<Span>,
    pub max_revisions: Option<Span>,
    pub brownout_notice_days: Option<Span>,
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
    pub page: Option<String>,
    pub written: PolicyPlaces,
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
            page: None,
            written: PolicyPlaces::default(),
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
            page: keys.page.or(base.page),
            written: PolicyPlaces {
                min_notice_days: keys.written.min_notice_days.or(base.written.min_notice_days),
                grace_days: keys.written.grace_days.or(base.written.grace_days),
                max_revisions: keys.written.max_revisions.or(base.written.max_revisions),
                brownout_notice_days: keys.written.brownout_notice_days.or(base.written.brownout_notice_days),
            },
        }
    }

    /// Whether a sunset or brownout may fall on a day.
    pub fn is_open(&self, day: Date) -> bool {
        !self.closed_weekdays.contains(&day.weekday())
            && !self.freeze.iter().any(|freeze| freeze.from <= day && day <= freeze.to)
    }
}
