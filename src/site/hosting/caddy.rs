//! The table of [`super`] → directives for the site block that serves the site's folder.

use std::fmt::Write;

use super::{ALWAYS, CATALOG, CATALOG_TYPE, LONG, SHORT, TYPES, Typed, catalog};
use crate::config::BaseUrl;

pub fn file(base: &BaseUrl) -> String {
    let path = base.path();
    let mut text = String::from("# Import it in the site block that serves this folder. Made by forewarn.\nheader {\n");
    for (name, value) in ALWAYS {
        let _ = writeln!(text, "\t{name} \"{value}\"");
    }
    let _ = write!(
        text,
        "}}\n\nheader {{\n\t?Cache-Control \"{SHORT}\"\n}}\n\
         @forewarn_hashed {{\n\tpath {path}theme/*\n\tquery v=*\n}}\n\
         header @forewarn_hashed Cache-Control \"{LONG}\"\n\n"
    );
    for (place, Typed { end, media_type, .. }) in TYPES.iter().enumerate() {
        let _ = write!(
            text,
            "@forewarn_type{place} {{\n\tpath_regexp {end}$\n}}\n\
             header @forewarn_type{place} {{\n\tContent-Type \"{media_type}; charset=utf-8\"\n\tdefer\n}}\n"
        );
    }
    let _ = write!(
        text,
        "@forewarn_catalog {{\n\tpath {path}{CATALOG}\n}}\n\
         header @forewarn_catalog {{\n\tContent-Type `{CATALOG_TYPE}`\n\tdefer\n}}\n\
         header @forewarn_catalog +Link `<{}>; rel=\"api-catalog\"`\n\n\
         @forewarn_files {{\n\tpath */Caddyfile *.conf {path}gateway/site/*\n}}\n\
         header @forewarn_files {{\n\tContent-Type \"text/plain; charset=utf-8\"\n\tdefer\n}}\n\n\
         handle_errors {{\n\trewrite * {path}404.html\n\tfile_server\n}}\n",
        catalog(base),
    );
    text
}
