//! Policy + the day on which a promise is first published → the dates that it may name.

use super::Refusal;
use crate::base::{Date, When};
use crate::config::Policy;

/// How far to look for an open day: nobody freezes a platform for longer.
const HORIZON_DAYS: usize = 3660;

/// A sunset that an author wants, and the day on which readers first learn of it.
#[derive(Clone, Copy, Debug)]
pub struct Sunset {
    pub wanted: When,
    pub published: Date,
}

/// The first open day that gives the minimum notice; `None` if no day is open.
pub fn earliest(policy: &Policy, published: Date) -> Option<Date> {
    open_day(policy, after(published, policy.min_notice_days)?)
}

/// The earliest day with the grace that review needs.
pub fn propose(policy: &Policy, published: Date) -> Option<Date> {
    open_day(policy, after(published, policy.min_notice_days.saturating_add(policy.grace_days))?)
}

/// A date that somebody wants, what it is the date of, and the day on which readers first learn of it.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// As it stands before the date in a sentence: "the sunset".
    pub what: &'a str,
    pub wanted: When,
    pub told: Date,
}

/// Whether a sunset gives the notice that the policy wants and falls on an open day; if not, the refusal names the
/// earliest date that would do.
pub fn judge(policy: &Policy, sunset: Sunset) -> Result<(), Refusal> {
    let given = Given { what: "the sunset", wanted: sunset.wanted, told: sunset.published };
    check_notice(policy, given, policy.min_notice_days)?;
    check_open(policy, given, policy.min_notice_days)
}

/// Whether a date gives so many days of notice.
pub fn check_notice(policy: &Policy, given: Given<'_>, minimum: u32) -> Result<(), Refusal> {
    let Given { what, wanted, told } = given;
    let notice = (wanted.day() - told).get_days();
    if i64::from(notice) >= i64::from(minimum) {
        return Ok(());
    }
    let message = match notice {
        ..0 => format!("{what} {wanted} lies before {told}, when readers first learn of it"),
        _ => format!("{what} {wanted} gives {} of notice; the policy asks for {minimum}", days(notice.unsigned_abs())),
    };
    let earliest = after(told, minimum).and_then(|day| open_day(policy, day));
    Err(Refusal::new(message, named(&format!("earliest date with {} notice:", days_of(minimum)), earliest)))
}

/// Whether a date falls on an open day; `minimum` days of notice are needed too, which may allow an earlier one.
pub fn check_open(policy: &Policy, given: Given<'_>, minimum: u32) -> Result<(), Refusal> {
    let Given { what, wanted, told } = given;
    let day = wanted.day();
    if policy.is_open(day) {
        return Ok(());
    }
    let freeze = policy.freeze.iter().find(|freeze| freeze.from <= day && day <= freeze.to);
    let why = match freeze {
        Some(freeze) if freeze.reason.is_empty() => format!("in the freeze from {} to {}", freeze.from, freeze.to),
        Some(freeze) => format!("in the freeze from {} to {} ({})", freeze.from, freeze.to, freeze.reason),
        None => format!("on a {}, which the policy keeps closed", weekday(day)),
    };
    let mut hint = named("the next open day is", open_day(policy, day));
    let earliest = after(told, minimum).and_then(|day| open_day(policy, day));
    if let Some(earliest) = earliest.filter(|earliest| minimum > 0 && *earliest < day) {
        hint.push_str(&format!("; the earliest allowed date is {earliest}"));
    }
    Err(Refusal::new(format!("{what} {wanted} falls {why}"), hint))
}

fn after(day: Date, days: u32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn open_day(policy: &Policy, from: Date) -> Option<Date> {
    from.series(jiff::Span::new().days(1)).take(HORIZON_DAYS).find(|day| policy.is_open(*day))
}

fn named(words: &str, day: Option<Date>) -> String {
    match day {
        Some(day) => format!("{words} {day}"),
        None => "the policy leaves no day open: see `closed-weekdays` and `freeze` in book.toml".to_owned(),
    }
}

fn days(count: u32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// In front of "notice".
fn days_of(count: u32) -> String {
    if count == 1 { "1 day's".to_owned() } else { format!("{count} days'") }
}

fn weekday(day: Date) -> String {
    day.strftime("%A").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Freeze;
    use jiff::civil::{Weekday, date};

    fn policy() -> Policy {
        let freeze =
            Freeze { from: date(2027, 3, 8), to: date(2027, 3, 9), reason: "fair".into(), span: Default::default() };
        Policy { closed_weekdays: vec![Weekday::Saturday, Weekday::Sunday], freeze: vec![freeze], ..Policy::default() }
    }

    fn judged(wanted: Date) -> Result<(), (String, String)> {
        let sunset = Sunset { wanted: When::Day(wanted), published: date(2026, 11, 22) };
        judge(&policy(), sunset).map_err(|refusal| (refusal.message, refusal.hint))
    }

    #[test]
    fn proposals_leave_notice_and_grace_and_fall_on_open_days() {
        // 90 days: Saturday 2027-02-20. 104 days: Saturday 2027-03-06, then the weekend and a freeze of two days.
        assert_eq!(earliest(&policy(), date(2026, 11, 22)), Some(date(2027, 2, 22)));
        assert_eq!(propose(&policy(), date(2026, 11, 22)), Some(date(2027, 3, 10)));
    }

    #[test]
    fn a_policy_without_an_open_day_proposes_none() {
        use Weekday::*;
        let closed = vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
        assert_eq!(propose(&Policy { closed_weekdays: closed, ..Policy::default() }, date(2026, 11, 22)), None);
        let endless = Policy { min_notice_days: u32::MAX, ..Policy::default() };
        assert_eq!(earliest(&endless, date(2026, 11, 22)), None);
    }

    #[test]
    fn a_refusal_names_the_earliest_date() {
        let earliest = "earliest date with 90 days' notice: 2027-02-22".to_owned();
        let message = "the sunset 2027-02-19 gives 89 days of notice; the policy asks for 90".to_owned();
        assert_eq!(judged(date(2027, 2, 19)), Err((message, earliest.clone())));
        let message = "the sunset 2026-01-01 lies before 2026-11-22, when readers first learn of it".to_owned();
        assert_eq!(judged(date(2026, 1, 1)), Err((message, earliest)));
    }

    #[test]
    fn a_closed_day_is_told_from_a_freeze() {
        let message = "the sunset 2027-02-20 falls on a Saturday, which the policy keeps closed".to_owned();
        assert_eq!(judged(date(2027, 2, 20)), Err((message, "the next open day is 2027-02-22".into())));
        let (message, hint) = judged(date(2027, 3, 8)).unwrap_err();
        assert_eq!(message, "the sunset 2027-03-08 falls in the freeze from 2027-03-08 to 2027-03-09 (fair)");
        assert_eq!(hint, "the next open day is 2027-03-10; the earliest allowed date is 2027-02-22");
        assert_eq!(judged(date(2027, 2, 22)), Ok(()));
    }
}
