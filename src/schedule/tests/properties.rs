//! What holds of first publication whatever was written, and of any number of builds.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::base::Date;

fn day() -> impl Strategy<Value = Date> {
    (0i64..400).prop_map(|days| date(2026, 1, 1).checked_add(days.days()).unwrap())
}

fn known() -> impl Strategy<Value = Known<Date>> {
    prop_oneof![
        day().prop_map(|since| Known::Unrecorded { since }),
        Just(Known::Never),
        (day(), day()).prop_map(|(value, first)| Known::Told { value, first }),
    ]
}

fn ask(value: Date, known: Known<Date>, days: Days) -> Date {
    first_published(&value, known, days, |a, b| Some(a.cmp(b)))
}

proptest! {
    #[test]
    fn never_later_than_today_or_the_entry(
        value in day(), known in known(), today in day(), announced in day(), reinstated in proptest::option::of(day()),
    ) {
        // What is on record, and what was called, happened by today.
        let end = today.max(announced);
        let known = match known {
            Known::Told { value, first } => Known::Told { value, first: first.min(end) },
            Known::Unrecorded { since } => Known::Unrecorded { since: since.min(end) },
            Known::Never => Known::Never,
        };
        let days = Days { today, announced, reinstated: reinstated.map(|day| day.min(end)) };
        prop_assert!(ask(value, known, days) <= end);
    }

    #[test]
    fn carried_over_unless_readers_get_less_time(
        value in day(), before in day(), first in day(), today in day(), announced in day(),
    ) {
        let days = Days { today, announced, reinstated: None };
        let answer = ask(value, Known::Told { value: before, first }, days);
        prop_assert_eq!(answer, if before <= value { first } else { today.max(announced) });
    }

    #[test]
    fn asking_again_on_a_later_day_gives_the_same(
        value in day(), known in known(), today in day(), later in day(), announced in day(),
        reinstated in proptest::option::of(day()),
    ) {
        let days = Days { today, announced, reinstated };
        let first = ask(value, known, days);
        let again = Days { today: today.max(later), ..days };
        prop_assert_eq!(ask(value, Known::Told { value, first }, again), first);
    }

    /// A promise is written anew for each build, as anybody might edit it.
    #[test]
    fn builds_in_a_row(sunsets in proptest::collection::vec(proptest::option::of(day()), 1..6)) {
        let mut baseline: Option<Baseline> = None;
        let mut build = date(2026, 3, 2);
        for sunset in sunsets {
            let keys = sunset.map_or("removal = \"2.0.0\"".to_owned(), |sunset| format!("sunset = {sunset}"));
            let book = one(&keys);
            let published = book.publish(&build.to_string(), baseline.as_ref());
            let schedule = published.schedule();
            prop_assert!(schedule.updated.0 <= build);
            let promise = &schedule.deprecations[0];
            prop_assert_eq!(promise.sunset.is_some(), promise.first_published.sunset.is_some());
            prop_assert!(promise.first_published.sunset.is_none_or(|first| first.0 <= build));
            build = build.checked_add(9.days()).unwrap();
            let again = book.publish(&build.to_string(), Some(&published));
            prop_assert_eq!(again.schedule(), schedule);
            prop_assert_eq!(again.ids(), published.ids());
            baseline = Some(published);
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Baseline::parse(&bytes, Some(&bytes)).is_err());
    }
}
