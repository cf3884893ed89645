//! Dates → the instants and the spellings that feeds want.

use jiff::{SignedDuration, Timestamp};

use crate::base::When;

/// When an item of a feed is dated. An instant stays itself; a plain day is 00:00:00Z plus up to an hour, fixed by the
/// item's id. Items of one day so have times of their own (RFC 4287, section 3.3, and Slack's feed app want that),
/// and no other item can move them.
pub fn item_instant(when: When, item_id: &str) -> Timestamp {
    match when {
        When::Instant(instant) => instant,
        When::Day(_) => {
            let start = when.instant();
            start.checked_add(SignedDuration::from_secs(seconds(item_id))).unwrap_or(start)
        }
    }
}

/// 0 to 3599: the 64-bit FNV-1a hash of the id's UTF-8 bytes, modulo 3600. Permanent, since a date that changes
/// makes readers show an item again. FNV-1a because anybody can recompute it from these two numbers.
fn seconds(item_id: &str) -> i64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let hash = item_id.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    (hash % 3600) as i64
}

/// RFC 822 as RSS and OPML use it: four-digit year, two-digit day, numeric zone.
pub fn rfc822(instant: Timestamp) -> String {
    // jiff's own RFC 2822 form writes a day as `2` and UTC as `-0000`, which some feed readers refuse.
    instant.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn on_the_second(id: &str) -> String {
        item_instant(When::Day(date(2026, 3, 2)), id).to_string()
    }

    #[test]
    fn a_day_gets_a_time_that_is_fixed_by_the_id_for_ever() {
        assert_eq!((seconds(""), seconds("a"), seconds("foobar")), (437, 1996, 168));
        assert_eq!(on_the_second("tag:example.com,2026:paved-road:deploy-api-v1"), "2026-03-02T00:42:21Z");
        assert_eq!(on_the_second("tag:example.com,2026:paved-road:deploy-api-v1:revision-1"), "2026-03-02T00:08:42Z");
    }

    #[test]
    fn an_instant_stays_itself() {
        let instant: Timestamp = "2026-03-02T15:04:05Z".parse().unwrap();
        assert_eq!(item_instant(When::Instant(instant), "a"), instant);
    }

    #[test]
    fn the_last_day_of_the_calendar_has_items_too() {
        let day = date(9999, 12, 31);
        assert_eq!(item_instant(When::Day(day), "a").to_zoned(jiff::tz::TimeZone::UTC).date().year(), 9999);
    }

    #[test]
    fn rfc_822_has_two_digit_days_and_a_numeric_zone() {
        let instant: Timestamp = "2026-03-02T05:04:09.9Z".parse().unwrap();
        assert_eq!(rfc822(instant), "Mon, 02 Mar 2026 05:04:09 +0000");
    }
}
