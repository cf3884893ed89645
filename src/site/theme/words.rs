//! The functions and filters that templates have beyond the engine's own.
//!
//! Functions: `url(path)`, `absolute(path)`, `asset(name)`. Filters: `date`, `weekday`, `month`, `label`, `plural`, `code`.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use minijinja::{Environment, Error, ErrorKind, Value};

use super::Asset;
use crate::base::{Date, When};
use crate::markdown::title_html;
use crate::site::context::Site;

/// A word that templates have beyond the engine's own, or that a theme understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub name: &'static str,
    /// How it is written.
    pub call: &'static str,
    /// What comes of it: Markdown without a table's bars.
    pub gives: &'static str,
}

const fn word(name: &'static str, call: &'static str, gives: &'static str) -> Word {
    Word { name, call, gives }
}

/// The functions that [`add`] adds.
pub const FUNCTIONS: &[Word] = &[
    word("url", "url(path)", "a link to a path of this site, with the base path; absolute URLs stay as they are"),
    word("absolute", "absolute(path)", "the same with the base URL"),
    word(
        "asset",
        "asset(\"style.css\")",
        "a link to a file of `static/`, with a hash of its bytes, so that caches renew; a name that is not there is an error",
    ),
];

/// The filters that [`add`] adds.
pub const FILTERS: &[Word] = &[
    word("date", "day|date", "`1 Dec 2026`, or `1 Dec 2026, 09:00 UTC`"),
    word("weekday", "day|weekday", "`Tuesday`"),
    word("month", "day|month", "`December 2026`"),
    word(
        "label",
        "name|label",
        "the words for a kind, state, field or change: `closed-to-new` → `Closed to new users`",
    ),
    word("plural", "n|plural(\"entry\", \"entries\")", "`2 entries`"),
    word("code", "text|code", "the text, escaped, with what stands between backticks as code"),
];

const DAY_LENGTH: usize = "2026-12-01".len();
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn add(env: &mut Environment<'static>, site: &Site, assets: &[Asset]) {
    let (base_path, base_url) = (site.base_path.clone(), site.base_url.clone());
    let links: BTreeMap<String, Value> = assets
        .iter()
        .filter_map(|asset| {
            Some((asset.path.strip_prefix("theme")?.to_owned(), Value::from(format!("{base_path}{}", asset.link()))))
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
    env.add_filter("code", code);
}

/// `text|code`: a line of text with its inline code; nothing for what an author left out.
fn code(text: Option<&str>) -> Value {
    Value::from_safe_string(title_html(text.unwrap_or_default()))
}

/// `url(path)`: what to write into an attribute for a path of this site. URLs with a scheme that pages may link to, and
/// places in the same page, stay as they are; anything else becomes a path, so that no other scheme can get through.
fn join(base: &str, path: &str) -> String {
    if ["https://", "http://", "mailto:", "#"].iter().any(|start| path.starts_with(start)) {
        path.to_owned()
    } else {
        [base, path.trim_start_matches('/')].concat()
    }
}

/// `asset(name)`: the link to a file of the theme's `static/`.
fn asset(links: &BTreeMap<String, Value>, name: &str) -> Result<Value, Error> {
    links.get(name).cloned().ok_or_else(|| {
        let names: Vec<String> = links.keys().map(|name| format!("`{name}`")).collect();
        invalid(format!("the theme has no file `{name}` in `static/`; it has {}", names.join(", ")))
    })
}

/// `day|date`: `1 Dec 2026`, or `1 Dec 2026, 09:00 UTC`.
fn date(day: &str) -> Result<String, Error> {
    let when = parse(day)?;
    let (date, name) = (when.day(), month_name(when.day()));
    let words = format!("{} {} {}", date.day(), &name[..3], date.year());
    match when {
        When::Day(_) => Ok(words),
        When::Instant(instant) => Ok(format!("{words}, {} UTC", instant.strftime("%H:%M"))),
    }
}

/// `day|weekday`: `Tuesday`.
fn weekday(day: &str) -> Result<&'static str, Error> {
    Ok(match parse(day)?.day().weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    })
}

/// `day|month`: `December 2026`.
fn month(day: &str) -> Result<String, Error> {
    let date = parse(day)?.day();
    Ok(format!("{} {}", month_name(date), date.year()))
}

fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// A day or an instant as the contexts write it. Pages hold many dates, so that each form is tried only where it fits.
fn parse(day: &str) -> Result<When, Error> {
    let when = if day.len() > DAY_LENGTH { day.parse().map(When::Instant) } else { day.parse().map(When::Day) };
    when.map_err(|_| invalid(format!("`{day}` is not a date of the form YYYY-MM-DD")))
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
