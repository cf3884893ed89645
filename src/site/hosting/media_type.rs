//! The path of a file of the site → its media type, for whoever names one per file: the preview, and a store of objects.
//! Servers that know most endings by themselves are told the rest, by the expressions of [`super::TYPES`].

use super::CATALOG_TYPE;

/// Never guessed from the bytes; what is unknown is offered as a download.
pub fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        _ if name == "api-catalog" => CATALOG_TYPE,
        _ if path == "feed.xml" || path.ends_with("/feed.xml") => "application/rss+xml; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" if is_feed(path) => "application/feed+json",
        "json" => "application/json",
        "atom" => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "opml" => "text/x-opml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" | "conf" | "caddy" | "Caddyfile" | "" => "text/plain; charset=utf-8",
        "yaml" | "yml" => "application/yaml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

/// A feed, or one of its archives, which lie in a folder of its name. No page, tag or component has a file in such a folder.
fn is_feed(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    name == "feed.json" || (!folder.starts_with("api/") && folder.split('/').any(|part| part == "feed"))
}

#[cfg(test)]
mod tests {
    use super::super::TYPES;
    use super::*;

    #[test]
    fn servers_and_stores_say_the_same_of_a_file() {
        for path in [
            "feed.xml",
            "deprecations/feed.xml",
            "feed/2026-10.atom",
            "tags/http/feed.atom",
            "feed.json",
            "components/api/feed/2026-10/2.json",
            "calendar.ics",
            "feeds/feeds.opml",
        ] {
            let anchored = |end: &str| regex::Regex::new(&format!("{end}$")).unwrap().is_match(&format!("/{path}"));
            let typed = TYPES.iter().find(|typed| anchored(typed.end)).unwrap();
            assert_eq!(of(path).split(';').next(), Some(typed.media_type), "{path}");
        }
        for path in ["api/v1/schedule.json", "api/v1/changes/feed.v2.json", "search/index.json"] {
            assert_eq!(of(path), "application/json", "{path}");
        }
    }

    #[test]
    fn a_text_says_how_it_is_encoded() {
        for path in ["index.html", "theme/style.css", "theme/home.js", "robots.txt", "gateway/site/nginx", "_headers"] {
            assert!(of(path).starts_with("text/") && of(path).ends_with("; charset=utf-8"), "{path}");
        }
        assert_eq!(of(".well-known/api-catalog"), CATALOG_TYPE);
        assert_eq!(of("changes/x/picture.unknown"), "application/octet-stream");
    }
}
