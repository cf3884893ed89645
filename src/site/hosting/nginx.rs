//! The table of [`super`] → directives for the `server` that has the site's folder as its root.

use std::fmt::Write;

use super::{ALWAYS, CATALOG, CATALOG_TYPE, LONG, SHORT, TYPES, Typed, catalog};
use crate::config::BaseUrl;

pub fn file(base: &BaseUrl) -> String {
    let path = base.path();
    let mut text = String::from("# Include it in the `server` that has this folder as its root. Made by forewarn.\n");
    let _ = writeln!(text, "error_page 404 {path}404.html;\ncharset utf-8;\n");
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "add_header {name} \"{value}\" always;");
    }
    let _ = write!(
        text,
        "\nset $forewarn_cache \"{SHORT}\";\nif ($request_uri ~ \"^{}theme/[^?]*[?]v=[0-9a-f]+$\") {{ set $forewarn_cache \"{LONG}\"; }}\n\
         add_header Cache-Control $forewarn_cache;\n\
         \nset $forewarn_catalog \"\";\nif ($request_uri ~ \"^{}{}(?:[?]|$)\") {{ set $forewarn_catalog '<{}>; rel=\"api-catalog\"'; }}\n\
         add_header Link $forewarn_catalog always;\n\n",
        literal(path),
        literal(path),
        literal(CATALOG),
        catalog(base),
    );
    for Typed { end, media_type, .. } in TYPES {
        let _ = writeln!(
            text,
            "location ~ \"{end}$\" {{ types {{ }} default_type {media_type}; charset_types {media_type}; }}"
        );
    }
    let _ = writeln!(text, "location = {path}{CATALOG} {{ types {{ }} default_type '{CATALOG_TYPE}'; }}");
    let _ = writeln!(
        text,
        "location {path}gateway/ {{ types {{ text/html html; application/json json; application/yaml yaml; }} default_type text/plain; }}"
    );
    text
}

fn literal(path: &str) -> String {
    regex::escape(path)
}
