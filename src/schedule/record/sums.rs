//! What became of promises → how many: in all, of a component, of a year. A count is defined by the days on which a promise
//! belongs to it, so that a sum over years and the promises behind a number follow from the same words.

use super::{End, Fact};
use crate::base::Date;
use crate::catalog::ComponentIx;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// Firm promises, on the day on which they were announced.
    Promised,
    Kept,
    Early,
    /// Moved later: one promise however often, a move each time.
    Extended,
    PulledIn,
    Cancelled,
    /// The end has come, and it is not gone. Depends on the day.
    Overdue,
    /// The end is yet to come, on the day of the announcement. Depends on the day, and is the rest of all others.
    Open,
}

impl Count {
    pub const ALL: [Count; 8] = [
        Count::Promised,
        Count::Kept,
        Count::Early,
        Count::Extended,
        Count::PulledIn,
        Count::Cancelled,
        Count::Overdue,
        Count::Open,
    ];

    /// The days on which a promise belongs to this count.
    pub fn days(self, fact: &Fact<'_>) -> Vec<Date> {
        match (self, fact.end) {
            (Count::Promised, _) => vec![fact.announced],
            (Count::Kept, End::Kept(day)) | (Count::Early, End::Early(day)) => vec![day],
            (Count::Cancelled, End::Cancelled(day)) => vec![day],
            (Count::Extended, _) => fact.extended.clone(),
            (Count::PulledIn, _) => fact.pulled_in.clone(),
            (Count::Overdue, _) => fact.due_since.into_iter().collect(),
            (Count::Open, End::Open) if fact.due_since.is_none() => vec![fact.announced],
            _ => Vec::new(),
        }
    }
}

/// Whose promises are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slice {
    Everything,
    Component(ComponentIx),
    /// What happened in a year.
    Year(i16),
}

impl Slice {
    /// The days of a count that fall into this slice.
    pub fn days(self, count: Count, fact: &Fact<'_>) -> Vec<Date> {
        let mut days = match self {
            Slice::Component(component) if fact.component() != component => return Vec::new(),
            _ => count.days(fact),
        };
        if let Slice::Year(year) = self {
            days.retain(|day| day.year() == year);
        }
        days
    }
}

/// How many promises, and how many moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub promised: usize,
    pub kept: usize,
    pub early: usize,
    pub extended: usize,
    /// Moves later; at least as many as promises that were extended.
    pub extensions: usize,
    pub pulled_in: usize,
    pub pull_ins: usize,
    pub cancelled: usize,
    pub overdue: usize,
    pub open: usize,
    /// Of the promises that were made in this slice: half gave at least as much.
    pub median_notice_days: Option<i64>,
}

impl Sums {
    pub fn of(facts: &[Fact<'_>], slice: Slice) -> Self {
        let mut sums = Sums::default();
        let mut notices = Vec::new();
        for fact in facts {
            let days = |count| slice.days(count, fact).len();
            let once = |count| usize::from(days(count) > 0);
            sums.promised += once(Count::Promised);
            sums.kept += once(Count::Kept);
            sums.early += once(Count::Early);
            sums.extended += once(Count::Extended);
            sums.extensions += days(Count::Extended);
            sums.pulled_in += once(Count::PulledIn);
            sums.pull_ins += days(Count::PulledIn);
            sums.cancelled += once(Count::Cancelled);
            sums.overdue += once(Count::Overdue);
            sums.open += once(Count::Open);
            if once(Count::Promised) > 0 {
                notices.extend(fact.notice_days);
            }
        }
        sums.median_notice_days = median(notices);
        sums
    }

    /// How many promises a count has.
    pub fn count(&self, count: Count) -> usize {
        match count {
            Count::Promised => self.promised,
            Count::Kept => self.kept,
            Count::Early => self.early,
            Count::Extended => self.extended,
            Count::PulledIn => self.pulled_in,
            Count::Cancelled => self.cancelled,
            Count::Overdue => self.overdue,
            Count::Open => self.open,
        }
    }

    pub fn is_empty(&self) -> bool {
        Count::ALL.iter().all(|count| self.count(*count) == 0)
    }
}

/// The years in which anything happened, the oldest first.
pub fn years(facts: &[Fact<'_>]) -> Vec<i16> {
    let days = facts.iter().flat_map(|fact| Count::ALL.iter().flat_map(|count| count.days(fact)));
    let mut years: Vec<i16> = days.map(|day| day.year()).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The middle one; of an even number the lower of the two, so that half gave at least as much.
fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}
