//! The functions and filters that templates have beyond the engine's own.
//!
//! Functions: `url(path)`, `absolute(path)`, `asset(name)`. Filters: `date`, `weekday`, `month`, `label`, `plural`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use minijinja::{Environment, Error, ErrorKind};

use super::Asset;
use crate::base::Date;
use crate::site::context::Site;

/// The names that [`add`] adds, for findings.
pub(super) const FUNCTIONS: &[&str] = &["url", "absolute", "asset"];
pub(super) const FILTERS: &[&str] = &["date", "weekday", "month", "label", "plural"];

pub(super) fn add(env: &mut Environment<'static>, site: &Site, assets: &[Asset]) {
    let (base_path, base_url) = (site.base_path.clone(), site.base_url.clone());
    let links: BTreeMap<String, String> = assets
        .iter()
        .filter_map(|asset| {
            Some((asset.path.strip_prefix("theme")?.to_owned(), format!("{base_path}{}", asset.link())))
        })
        .collect();
    env.add_function("url", move |path: &str| join(&base_path, path));
    env.add_function("absolute", move |path: &str| join(&base_url, path));
    env.add_function("asset", move |name: &str| asset(&links, name));
    env.add_filter("date", date);
    env.add_filter("weekday", weekday);
    env.add_filter("month", month);
    env.add_filter("label", label);
    env.add_filter("plural", plural);
}

/// `url(path)`: what to write into an attribute for a path of this site. URLs with a scheme that pages may link to, and
/// places in the same page, stay as they are; anything else becomes a path, so that no other scheme can get through.
fn join(base: &str, path: &str) -> String {
    if ["https://", "http://", "mailto:", "#"].iter().any(|start| path.starts_with(start)) {
        path.to_owned()
    } else {
        format!("{base}{}", path.trim_start_matches('/'))
    }
}

/// `asset(name)`: the link to a file of the theme's `static/`.
fn asset(links: &BTreeMap<String, String>, name: &str) -> Result<String, Error> {
    links.get(name).cloned().ok_or_else(|| {
        let names: Vec<String> = links.keys().map(|name| format!("`{name}`")).collect();
        invalid(format!("the theme has no file `{name}` in `static/`; it has {}", names.join(", ")))
    })
}

/// `day|date`: `1 Dec 2026`, or `1 Dec 2026, 09:00 UTC`.
fn date(day: &str) -> Result<String, Error> {
    if let Ok(instant) = day.parse::<Timestamp>() {
        return Ok(instant.to_zoned(TimeZone::UTC).strftime("%-d %b %Y, %H:%M UTC").to_string());
    }
    Ok(parse(day)?.strftime("%-d %b %Y").to_string())
}

/// `day|weekday`: `Tuesday`.
fn weekday(day: &str) -> Result<String, Error> {
    Ok(parse(day)?.strftime("%A").to_string())
}

/// `day|month`: `December 2026`.
fn month(day: &str) -> Result<String, Error> {
    Ok(parse(day)?.strftime("%B %Y").to_string())
}

/// The UTC day of a date or an instant.
fn parse(day: &str) -> Result<Date, Error> {
    let instant = day.parse::<Timestamp>().map(|instant| instant.to_zoned(TimeZone::UTC).date());
    instant.or_else(|_| day.parse()).map_err(|_| invalid(format!("`{day}` is not a date of the form YYYY-MM-DD")))
}

/// `name|label`: the words for people of a kind, state, field or change: `closed-to-new` → `Closed to new users`.
fn label(name: &str) -> String {
    match name {
        "closed-to-new" => "Closed to new users".to_owned(),
        "sunset" => "Sunset".to_owned(),
        "not-before" => "Not before".to_owned(),
        "http" | "grpc" | "cli" => name.to_uppercase(),
        "graphql" => "GraphQL".to_owned(),
        "env" => "Environment variable".to_owned(),
        _ => {
            let words = name.replace('-', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// `n|plural("entry", "entries")`: `1 entry`, `2 entries`.
fn plural(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count.abs() == 1 { one } else { many })
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_within_the_site_or_have_a_known_scheme() {
        assert_eq!(join("/sub/", "changes/x/"), "/sub/changes/x/");
        assert_eq!(join("/", ""), "/");
        assert_eq!(join("/", "https://x.example/"), "https://x.example/");
        assert_eq!(join("/", "javascript:alert(1)"), "/javascript:alert(1)");
        assert_eq!(join("/", "//evil.example/"), "/evil.example/");
    }

    #[test]
    fn dates_read_well() {
        assert_eq!(date("2026-12-01").unwrap(), "1 Dec 2026");
        assert_eq!(date("2026-10-06T09:00:00Z").unwrap(), "6 Oct 2026, 09:00 UTC");
        assert_eq!(weekday("2026-12-01").unwrap(), "Tuesday");
        assert_eq!(month("2026-12-01").unwrap(), "December 2026");
        assert!(date("tomorrow").is_err());
    }

    #[test]
    fn names_become_words() {
        assert_eq!(label("closed-to-new"), "Closed to new users");
        assert_eq!(label("end-of-support"), "End of support");
        assert_eq!(label(""), "");
        assert_eq!(plural(1, "entry", "entries"), "1 entry");
    }
}
