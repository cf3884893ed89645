//! Announcements → directives of Apache httpd for a server or a virtual host.
//!
//! One chain of `<If>`: the first that fits is the right one. `always` sets the fields on errors too; what a proxied service
//! says itself stands in the other table, and is taken out of it, since both would be sent.

use std::fmt::Write;

use super::announcement::Announcement;
use super::{Head, fields, pattern};

pub fn file(announcements: &[Announcement], head: &Head) -> String {
    let mut text = head.comment("#", "Include it in a <VirtualHost>. It needs mod_headers.");
    for (place, one) in announcements.iter().enumerate() {
        let section = if place == 0 { "If" } else { "ElseIf" };
        let _ = write!(
            text,
            "# {}: {}\n<{section} \"%{{THE_REQUEST}} =~ m#{}#\">\n",
            one.promises.join(", "),
            one.route,
            pattern::request_line(&one.route),
        );
        push_field(&mut text, "Deprecation", &fields::deprecation(one.deprecated));
        if let Some(sunset) = one.sunset {
            push_field(&mut text, "Sunset", &fields::sunset(sunset));
        }
        let links = fields::links(&one.links);
        let _ = write!(text, "    Header always add Link \"{}\"\n</{section}>\n", value(&links));
    }
    text
}

fn push_field(text: &mut String, name: &str, field: &str) {
    let _ = write!(text, "    Header onsuccess unset {name}\n    Header always set {name} \"{}\"\n", value(field));
}

/// A `%` begins a variable there.
fn value(field: &str) -> String {
    field.replace('%', "%%").replace('"', "\\\"")
}
