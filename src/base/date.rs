//! Days and instants. A day is a UTC day; a date without a time means 00:00:00Z of that day.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A day of the proleptic Gregorian calendar, in UTC.
pub type Date = jiff::civil::Date;

/// The day for which everything is computed. It is handed in, never read from a clock here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Today(pub Date);

/// Text that is not a date in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a date of the form YYYY-MM-DD")
    }
}

impl std::error::Error for InvalidDate {}

impl Today {
    /// Whole days from today to a day; negative if it has passed.
    pub fn days_until(self, day: Date) -> i64 {
        i64::from((day - self.0).get_days())
    }
}

impl FromStr for Today {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let date: Date = text.parse().map_err(|_| InvalidDate)?;
        if text.len() == "YYYY-MM-DD".len() && date.to_string() == text { Ok(Today(date)) } else { Err(InvalidDate) }
    }
}

/// Why a text of the form `YYYY-MM-DD` is no day: `February 2027 has 28 days`.
pub fn why_no_day(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse::<u8>().ok()?);
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month}"));
    }
    let first = Date::new(year, month, 1).ok()?;
    let days = first.days_in_month();
    let exists = (1..=days.unsigned_abs()).contains(&day);
    (!exists).then(|| format!("{} has {days} days", first.strftime("%B %Y")))
}

/// A point in time as its author gave it: a whole day, or an instant (RFC 3339 date-time with offset).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    Day(Date),
    Instant(Timestamp),
}

impl When {
    /// The UTC day on which it falls.
    pub fn day(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Instant(instant) => instant.to_zoned(TimeZone::UTC).date(),
        }
    }

    /// The instant at which it has come; a plain day begins at 00:00:00Z.
    pub fn instant(self) -> Timestamp {
        match self {
            When::Day(date) => midnight(date),
            When::Instant(instant) => instant,
        }
    }

    /// The day before a sunset: the last one on which it works for certain. `None` where a sunset has a time of day.
    pub fn last_safe_day(self) -> Option<Date> {
        match self {
            When::Day(date) => date.yesterday().ok(),
            When::Instant(_) => None,
        }
    }

    /// Whether it has come on `today`: a date has come on its own day.
    pub fn has_come(self, today: Today) -> bool {
        self.day() <= today.0
    }
}

/// 00:00:00Z of a day. Dates at the far end of the calendar saturate.
fn midnight(date: Date) -> Timestamp {
    date.to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |when: &When| matches!(when, When::Instant(_));
        self.instant().cmp(&other.instant()).then(rank(self).cmp(&rank(other)))
    }
}

/// RFC 3339: `2026-12-01`, or `2026-12-01T09:00:00Z`.
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(date) => date.fmt(out),
            When::Instant(instant) => instant.fmt(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_instant_falls_on_its_utc_day() {
        let when = When::Instant("2026-12-01T00:30:00+02:00".parse().unwrap());
        assert_eq!(when.day(), date(2026, 11, 30));
        assert_eq!(when.to_string(), "2026-11-30T22:30:00Z");
    }

    #[test]
    fn today_takes_only_the_iso_form() {
        assert!("20261201".parse::<Today>().is_err());
        assert!("-009999-01-01".parse::<Today>().is_err());
        assert_eq!("2026-12-01".parse::<Today>(), Ok(Today(date(2026, 12, 1))));
    }

    #[test]
    fn the_last_safe_day_is_the_day_before() {
        assert_eq!(When::Day(date(2026, 12, 1)).last_safe_day(), Some(date(2026, 11, 30)));
        assert_eq!(Today(date(2026, 11, 22)).days_until(date(2026, 12, 1)), 9);
    }

    #[test]
    fn a_date_has_come_on_its_own_day() {
        let today = Today(date(2026, 12, 1));
        assert!(When::Day(date(2026, 12, 1)).has_come(today));
        assert!(!When::Day(date(2026, 12, 2)).has_come(today));
    }
}
