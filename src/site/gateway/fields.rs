//! Instants and links → the values of header fields. Every value is of a small set of characters, so that no syntax of a
//! gateway can be broken out of.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use super::announcement::{Link, Relation};

/// The value of `Deprecation`: a Date of RFC 9651 (RFC 9745, section 2.1). `@1796083200`
pub fn deprecation(since: Timestamp) -> String {
    format!("@{}", since.as_second())
}

/// The value of `Sunset`: an IMF-fixdate (RFC 8594, section 3; RFC 9110, section 5.6.7). `Tue, 01 Dec 2026 00:00:00 GMT`
pub fn sunset(from: Timestamp) -> String {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&from).unwrap_or_else(|_| {
        // A year before 1 has no such form; no promise is that old.
        "Thu, 01 Jan 1970 00:00:00 GMT".to_owned()
    })
}

/// The value of `Link`: all links in one field (RFC 8288, section 3).
pub fn links(links: &[Link]) -> String {
    links.iter().map(link).collect::<Vec<_>>().join(", ")
}

fn link(link: &Link) -> String {
    let (rel, what) = match link.rel {
        Relation::Deprecation => ("deprecation", "; type=\"text/html\""),
        Relation::Sunset => ("sunset", "; type=\"text/html\""),
        Relation::SuccessorVersion => ("successor-version", ""),
    };
    format!("<{}>; rel=\"{rel}\"{what}", target(&link.target))
}

/// A URL in which only those characters stand that no gateway gives a meaning to.
fn target(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            byte if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!&()*+,;=%".contains(&byte) => {
                safe.push(char::from(byte));
            }
            byte => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Date, When};
    use proptest::prelude::*;

    proptest! {
        /// One rule for all that we publish: a date is midnight, in every spelling.
        #[test]
        fn a_date_is_the_same_instant_in_every_field(days in 0i32..2_000_000) {
            let date: Date = jiff::civil::date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let instant = When::Day(date).instant();
            let unix: i64 = deprecation(instant)[1..].parse().unwrap();
            prop_assert_eq!(Timestamp::from_second(unix).unwrap(), instant);
            let imf = sunset(instant);
            prop_assert!(imf.ends_with(" 00:00:00 GMT") && imf.len() == "Tue, 01 Dec 2026 00:00:00 GMT".len(), "{}", imf);
            let read = jiff::fmt::rfc2822::parse(&imf).unwrap();
            prop_assert_eq!(read.timestamp(), instant);
            let json: crate::schedule::wire::Moment =
                serde_json::from_value(serde_json::json!(date.to_string())).unwrap();
            prop_assert_eq!(json.0.instant(), instant);
            let front_matter: toml::value::Datetime = date.to_string().parse().unwrap();
            prop_assert_eq!(front_matter.to_string(), json.to_string());
        }

        #[test]
        fn no_link_can_break_out_of_its_brackets(url in "\\PC{0,40}") {
            let value = links(&[Link { target: url, rel: Relation::Sunset }]);
            let inner = value.strip_prefix('<').unwrap().strip_suffix(">; rel=\"sunset\"; type=\"text/html\"").unwrap();
            let special = inner.contains(|c: char| "<>\"'\\${} \n`^|".contains(c));
            prop_assert!(!special, "{}", inner);
        }
    }

    #[test]
    fn the_fields_are_as_the_standards_write_them() {
        let at = When::Day(jiff::civil::date(2026, 12, 1)).instant();
        assert_eq!(deprecation(at), "@1796083200");
        assert_eq!(sunset(at), "Tue, 01 Dec 2026 00:00:00 GMT");
    }
}
