//! Announcements → directives of nginx for a `server`, complete in themselves.
//!
//! `set` in `if` is safe where other directives are not, and runs before any location is looked for. The pattern is held
//! against the request line, which no rewrite and no error page changes. What an upstream says itself is hidden, since two
//! lines of `Deprecation` are no valid field at all (RFC 9651, section 4.2).

use std::fmt::Write;

use super::announcement::Announcement;
use super::{Head, fields, pattern};

/// The directives that set what the others say; also what a location with an `add_header` of its own must repeat.
pub const HEADERS: &str = "\
add_header Deprecation $forewarn_deprecation always;
add_header Sunset $forewarn_sunset always;
add_header Link $forewarn_link always;
proxy_hide_header Deprecation;
proxy_hide_header Sunset;
";

pub fn file(announcements: &[Announcement], head: &Head) -> String {
    let mut text = head.comment(
        "#",
        "Include it in a `server`; a location with an `add_header` of its own repeats the last five lines.",
    );
    text.push_str("set $forewarn_deprecation \"\";\nset $forewarn_sunset \"\";\nset $forewarn_link \"\";\n\n");
    // The last that fits is heard here, so the first comes last.
    for one in announcements.iter().rev() {
        let sunset = one.sunset.map(fields::sunset).unwrap_or_default();
        let (deprecation, link) = (fields::deprecation(one.deprecated), quoted(&fields::links(&one.links)));
        let _ = write!(
            text,
            "# {}: {}\nif ($request ~ \"{}\") {{\n    set $forewarn_deprecation \"{deprecation}\";\n    set $forewarn_sunset \"{sunset}\";\n    set $forewarn_link \"{link}\";\n}}\n",
            one.promises.join(", "),
            one.route,
            pattern::request_line(&one.route),
        );
    }
    text.push('\n');
    text.push_str(HEADERS);
    text
}

fn quoted(value: &str) -> String {
    value.replace('"', "\\\"")
}
