//! Dates and distances in words, as of a day that is handed in.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::{Date, Today, When};
use crate::catalog::State;

/// `1 Dec 2026`
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // By hand, since feeds name days so often that `strftime` shows in a profile.
    format!("{} {} {}", date.day(), MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

/// `1 Dec 2026`, or `6 Oct 2026, 09:00 UTC`.
pub fn when(when: When) -> String {
    match when {
        When::Day(date) => day(date),
        When::Instant(instant) => format!("{}, {} UTC", day(when.day()), clock(instant)),
    }
}

/// `09:00`, in UTC.
pub fn clock(instant: Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%H:%M").to_string()
}

/// `in 9 days`, `tomorrow`, `today`, `12 days ago`.
pub fn distance(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// What a list says of a promise: how long is left, or why nothing is.
pub fn outlook(state: State, sunset: Option<When>, estimated: bool, today: Today) -> String {
    let days = sunset.map(|sunset| today.days_until(sunset.day()));
    match (state, days) {
        (State::Removed, _) => "removed".to_owned(),
        (State::Cancelled, _) => "cancelled".to_owned(),
        (State::Due, Some(days)) if days < -1 => format!("due for {} days", -days),
        (State::Due, Some(-1)) => "due since yesterday".to_owned(),
        (State::Due, Some(0)) => "due today".to_owned(),
        (State::Due, _) => "due".to_owned(),
        (_, Some(days)) if estimated => format!("planned, {}", distance(days)),
        (_, Some(days)) => distance(days),
        (_, None) => "no date yet".to_owned(),
    }
}

/// `with 2.0.0, expected 9 Mar 2027`: a promise that has a version and no day. That a release is expected is no promise of
/// its day, and is said of a day that has passed too.
pub fn with_version(version: &str, expected: Option<Date>, today: Today) -> String {
    match expected {
        Some(expected) if expected < today.0 => format!("with {version}, was expected {}", day(expected)),
        Some(expected) => format!("with {version}, expected {}", day(expected)),
        None => format!("with {version}"),
    }
}

/// `1 Dec 2026 (last safe day 30 Nov 2026)`
pub fn sunset_words(sunset: When) -> String {
    match sunset.last_safe_day() {
        Some(last) => format!("{} (last safe day {})", when(sunset), day(last)),
        None => when(sunset),
    }
}

/// `1 hour`, `90 minutes`, `2 days`.
pub fn duration(start: Timestamp, end: Timestamp) -> String {
    let minutes = (end.as_second() - start.as_second()).max(0) / 60;
    let of = |count: i64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match minutes {
        0 => "less than a minute".to_owned(),
        minutes if minutes % 1440 == 0 => of(minutes / 1440, "day"),
        minutes if minutes % 60 == 0 => of(minutes / 60, "hour"),
        minutes => of(minutes, "minute"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_named_as_strftime_does() {
        for date in date(2027, 12, 31).series(jiff::Span::new().days(-1)).take(800) {
            assert_eq!(day(date), date.strftime("%-d %b %Y").to_string());
        }
    }

    #[test]
    fn an_expected_release_is_told_as_expected_whatever_day_it_is() {
        let on = |expected| with_version("2.0.0", expected, Today(date(2026, 11, 22)));
        assert_eq!(on(None), "with 2.0.0");
        assert_eq!(on(Some(date(2026, 11, 22))), "with 2.0.0, expected 22 Nov 2026");
        assert_eq!(on(Some(date(2026, 11, 21))), "with 2.0.0, was expected 21 Nov 2026");
    }

    #[test]
    fn a_promise_says_how_long_is_left() {
        let today = Today(date(2026, 11, 22));
        let on = |y, m, d| Some(When::Day(date(y, m, d)));
        assert_eq!(outlook(State::Deprecated, on(2026, 12, 1), false, today), "in 9 days");
        assert_eq!(outlook(State::Due, on(2026, 11, 3), false, today), "due for 19 days");
        assert_eq!(outlook(State::Due, on(2026, 11, 22), false, today), "due today");
        assert_eq!(outlook(State::Deprecated, None, false, today), "no date yet");
        assert_eq!(outlook(State::Removed, on(2026, 1, 1), false, today), "removed");
    }
}
