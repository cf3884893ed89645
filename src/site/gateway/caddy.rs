//! Announcements → directives of Caddy for a site block, complete in themselves.
//!
//! `map` takes the first pattern that fits. The fields are set twice: at once, so that they stand on answers that Caddy
//! makes of errors, and again when the answer is on its way, in place of what an upstream said itself.

use std::fmt::Write;

use super::announcement::Announcement;
use super::{Head, fields, pattern};

const HEADERS: &str = "\
@forewarn_deprecation not vars {forewarn_deprecation} \"\"
header @forewarn_deprecation Deprecation {forewarn_deprecation}
header @forewarn_deprecation +Link {forewarn_link}
header @forewarn_deprecation {
\tDeprecation {forewarn_deprecation}
\tdefer
}

@forewarn_sunset not vars {forewarn_sunset} \"\"
header @forewarn_sunset Sunset {forewarn_sunset}
header @forewarn_sunset {
\tSunset {forewarn_sunset}
\tdefer
}
";

pub fn file(announcements: &[Announcement], head: &Head) -> String {
    let mut text = head.comment("#", "Import it in a site block.");
    text.push_str("map \"{http.request.orig_method} {http.request.orig_uri}\" {forewarn_deprecation} {forewarn_sunset} {forewarn_link} {\n");
    for one in announcements {
        let _ = write!(
            text,
            "\t# {}: {}\n\t\"~{}\" \"{}\" \"{}\" \"{}\"\n",
            one.promises.join(", "),
            one.route,
            pattern::method_and_target(&one.route),
            fields::deprecation(one.deprecated),
            one.sunset.map(fields::sunset).unwrap_or_default(),
            fields::links(&one.links).replace('"', "\\\""),
        );
    }
    text.push_str("\tdefault \"\" \"\" \"\"\n}\n\n");
    text.push_str(HEADERS);
    text
}
