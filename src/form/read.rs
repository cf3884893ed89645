//! Readers of single values. Each returns what it could read, or reports why it could not, with the remedy.

use globset::Glob;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, TimeZone};
use serde_json::{Map, Value as Json};
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;
use url::Url;

use super::{Field, Form, Need};
use crate::base::{Date, Requirement, Slug, Span, Version, When, is_forbidden, parse_requirement, parse_version};
use crate::diag::{Diagnostic, Rule};

/// Reports a value of another type than `expected`; `remedy` is given the finding and what the author wrote.
pub fn wrong_type(
    form: &mut Form<'_>,
    field: &Field<'_, '_>,
    expected: &str,
    remedy: impl FnOnce(Diagnostic, &str) -> Diagnostic,
) {
    let message = format!("`{}` is {expected}, not {}", field.key, type_name(field.value));
    let finding = form.finding(Rule::WrongType, field.span, message);
    let finding = remedy(finding, form.written(field.span));
    form.report(finding);
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Any text without control characters that is not empty.
pub fn text(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let DeValue::String(value) = field.value else {
        wrong_type(form, field, "text", |finding, written| match field.value {
            DeValue::Table(_) | DeValue::Array(_) => finding.help("write it in double quotes"),
            _ => finding.fix("put it in double quotes", field.span, format!("\"{written}\"")),
        });
        return None;
    };
    if let Some(c) = value.chars().find(|c| is_forbidden(*c)) {
        let finding = forbidden_character(form, field, c);
        form.report(finding);
        return None;
    }
    if value.trim().is_empty() {
        let message = format!("`{}` is empty", field.key);
        let remedy = match field.need {
            Need::Required => "write the text",
            Need::Optional => "write the text, or delete the key",
        };
        form.report(form.finding(Rule::MissingKey, field.span, message).help(remedy));
        return None;
    }
    Some(value.trim().to_owned())
}

/// Points at the character itself, unless an escape makes it.
fn forbidden_character(form: &Form<'_>, field: &Field<'_, '_>, c: char) -> Diagnostic {
    let why = match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "it shows readers another text than the one that is there",
        '\u{FEFF}' => "it is invisible, and readers' programs stumble over it",
        _ => "feeds cannot carry it",
    };
    let message = format!("`{}` holds the character U+{:04X}", field.key, u32::from(c));
    let finding = |span: Span| form.finding(Rule::ControlCharacter, span, message).note(why);
    match form.written(field.span).find(c) {
        Some(at) => {
            let span = Span::new(at, at + c.len_utf8()).shift(field.span.start);
            finding(span).fix("delete it", span, "")
        }
        None => finding(field.span).help("delete the escape that makes it"),
    }
}

/// Text on one line; line ends and runs of spaces become one space.
pub fn line(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let value = text(form, field)?;
    Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `true` or `false`.
pub fn flag(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<bool> {
    match field.value {
        DeValue::Boolean(value) => Some(*value),
        DeValue::String(value) if matches!(value.as_ref(), "true" | "false") => {
            wrong_type(form, field, "true or false", |finding, _| {
                finding.fix("drop the quotes", field.span, value.to_string())
            });
            Some(value == "true")
        }
        _ => {
            wrong_type(form, field, "true or false", |finding, _| finding.help("write `true` or `false`"));
            None
        }
    }
}

/// A whole number from 0 to 4,294,967,295.
pub fn count(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<u32> {
    let value = match field.value {
        DeValue::Integer(integer) => u32::from_str_radix(integer.as_str(), integer.radix()).ok(),
        _ => None,
    };
    if value.is_none() {
        wrong_type(form, field, "a whole number of at least 0", |finding, _| finding.help("write digits only: `90`"));
    }
    value
}

/// An id of `[a-z0-9-]`.
pub fn slug(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Slug> {
    let value = text(form, field)?;
    let slug = Slug::new(&value).ok();
    if slug.is_none() {
        let finding = form.finding(Rule::InvalidId, field.span, format!("`{value}` is no valid id"));
        let finding = finding
            .note(format!("an id is a part of URLs and feeds: one to {} of the characters a-z, 0-9 and -", Slug::MAX));
        let finding = match suggest_slug(&value) {
            Some(near) => finding.fix("write it so", field.span, format!("\"{near}\"")),
            None => finding.help("use only a-z, 0-9 and -"),
        };
        form.report(finding);
    }
    slug
}

/// The id of an entry itself. What was meant is carried on, so that those who refer to it are not found wrong.
pub fn own_id(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Slug> {
    let meant = match field.value {
        DeValue::String(text) => suggest_slug(text).and_then(|near| Slug::new(&near).ok()),
        _ => None,
    };
    slug(form, field).or(meant)
}

/// The nearest valid id: lower case, other characters as `-`.
pub fn suggest_slug(text: &str) -> Option<String> {
    let dashed: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let near = dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Slug::new(&near).is_ok().then_some(near)
}

/// A version of SemVer 2.0.0.
pub fn version(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Version> {
    if matches!(field.value, DeValue::Float(_) | DeValue::Integer(_)) {
        let written = form.written(field.span);
        let meant = parse_version(written).err().and_then(|error| error.suggestion);
        wrong_type(form, field, "a version in quotes", |finding, _| match &meant {
            Some(meant) => finding.fix("a version is text of three numbers", field.span, format!("\"{meant}\"")),
            None => finding.help("write it as text of three numbers: `\"1.2.0\"`"),
        });
        return meant.and_then(|meant| meant.parse().ok());
    }
    let value = text(form, field)?;
    match parse_version(&value) {
        Ok(version) => Some(version),
        Err(error) => {
            let finding =
                form.finding(Rule::InvalidVersion, field.span, format!("`{value}` is no version")).note(error.reason);
            let finding = match &error.suggestion {
                Some(meant) => finding.fix("write it so", field.span, format!("\"{meant}\"")),
                None => finding.help("write a version of SemVer 2.0.0, such as \"3.4.0\""),
            };
            form.report(finding);
            // What was meant is carried on, so that findings that depend on it come out in the same run.
            error.suggestion.and_then(|meant| meant.parse().ok())
        }
    }
}

/// A range of versions: `>=3.0.0, <3.4.1`.
pub fn requirement(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Requirement> {
    let value = text(form, field)?;
    match parse_requirement(&value) {
        Ok(range) => Some(range),
        Err(error) => {
            let finding = form.finding(Rule::InvalidVersion, field.span, format!("`{value}` is no range of versions"));
            form.report(
                finding.note(error.reason).help("write comparisons joined by commas, such as \">=3.0.0, <3.4.1\""),
            );
            None
        }
    }
}

/// A date, or a date-time with offset.
pub fn when(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<When> {
    match field.value {
        DeValue::Datetime(datetime) => datetime_when(form, field, datetime),
        DeValue::String(text) => quoted_when(form, field, text),
        DeValue::Boolean(_) => {
            wrong_type(form, field, "a date", |finding, _| {
                finding
                    .note("the state of a deprecation is derived from its dates and never written")
                    .help(format!("write the day, `{} = YYYY-MM-DD`, or delete the line", field.key))
            });
            None
        }
        _ => {
            wrong_type(form, field, "a date", |finding, _| finding.help("write it as `YYYY-MM-DD`, without quotes"));
            None
        }
    }
}

/// A plain date without a time.
pub fn day(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Date> {
    match when(form, field)? {
        When::Day(date) => Some(date),
        When::Instant(instant) => {
            let date = instant.to_zoned(TimeZone::UTC).date();
            let message = format!("`{}` is a day, without a time", field.key);
            let finding = form.finding(Rule::WrongType, field.span, message);
            form.report(finding.fix("leave out the time", field.span, date.to_string()));
            Some(date)
        }
    }
}

/// A date-time with offset.
pub fn instant(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Timestamp> {
    match when(form, field)? {
        When::Instant(instant) => Some(instant),
        When::Day(date) => {
            let finding =
                form.finding(Rule::InvalidDate, field.span, format!("`{}` needs a time and an offset", field.key));
            form.report(finding.fix("say when, in UTC", field.span, format!("{date}T09:00:00Z")));
            None
        }
    }
}

fn datetime_when(form: &mut Form<'_>, field: &Field<'_, '_>, datetime: &Datetime) -> Option<When> {
    let Some(date) = datetime.date else {
        let finding = form.finding(Rule::InvalidDate, field.span, format!("`{}` is a time without a day", field.key));
        form.report(finding.help("write the day too: `2026-12-01T09:00:00Z`"));
        return None;
    };
    let Ok(day) = civil::Date::new(date.year.cast_signed(), date.month.cast_signed(), date.day.cast_signed()) else {
        let finding = form.finding(Rule::InvalidDate, field.span, format!("`{}` is no date", form.written(field.span)));
        form.report(finding.help("write a day that exists, as `YYYY-MM-DD`"));
        return None;
    };
    let Some(time) = datetime.time else { return Some(When::Day(day)) };
    let second = i64::from(time.second.unwrap_or(0));
    let clock = civil::Time::new(time.hour.cast_signed(), time.minute.cast_signed(), second.min(59) as i8, 0).ok()?;
    let minutes = match datetime.offset {
        Some(toml::value::Offset::Z) => 0,
        Some(toml::value::Offset::Custom { minutes }) => i32::from(minutes),
        None => {
            let finding =
                form.finding(Rule::InvalidDate, field.span, format!("`{}` has a time but no offset", field.key));
            let fixed = format!("{}Z", form.written(field.span));
            form.report(finding.note("without an offset the same text means another instant in each country").fix(
                "say which clock it is; Z is UTC",
                field.span,
                fixed,
            ));
            0
        }
    };
    let zone = TimeZone::fixed(tz::Offset::from_seconds(minutes * 60).ok()?);
    let instant = day.to_datetime(clock).to_zoned(zone).ok()?.timestamp();
    Some(When::Instant(instant))
}

fn quoted_when(form: &mut Form<'_>, field: &Field<'_, '_>, text: &str) -> Option<When> {
    match text.parse::<Datetime>() {
        Ok(datetime) => {
            let no_offset = datetime.date.is_some() && datetime.time.is_some() && datetime.offset.is_none();
            let (remedy, meant) = match no_offset {
                true => ("drop the quotes, and say which clock it is; Z is UTC", format!("{text}Z")),
                false => ("drop the quotes", text.to_owned()),
            };
            let datetime = meant.parse().unwrap_or(datetime);
            wrong_type(form, field, "a date", |finding, _| finding.fix(remedy, field.span, meant));
            datetime_when(form, field, &datetime)
        }
        Err(_) => {
            let finding = form.finding(Rule::InvalidDate, field.span, format!("`{text}` is no date"));
            form.report(finding.help("write a day that exists, as `YYYY-MM-DD`, without quotes"));
            None
        }
    }
}

/// One of a fixed set of words.
pub fn one_of<'w, T: Copy>(words: &'w [(&'static str, T)]) -> impl Fn(&mut Form<'_>, &Field<'_, '_>) -> Option<T> + 'w {
    move |form, field| {
        let value = text(form, field)?;
        let meaning = |name: &str| words.iter().find(|(word, _)| *word == name).map(|(_, meaning)| *meaning);
        let found = meaning(&value);
        if found.is_none() {
            let finding = form.finding(Rule::WrongType, field.span, format!("`{}` cannot be `{value}`", field.key));
            let names = || words.iter().map(|(word, _)| *word);
            let finding = finding.note(format!("it is one of {}", listing(names())));
            let finding = match super::nearest(&value, names()) {
                Some(near) => finding.fix(format!("did you mean `{near}`?"), field.span, format!("\"{near}\"")),
                None => finding.help("write one of these"),
            };
            form.report(finding);
            // What was meant is carried on, so that nothing that depends on it is found wrong.
            return super::nearest(&value, names()).and_then(meaning);
        }
        found
    }
}

/// A link that may stand on a page: http, https or mailto.
pub fn link(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<Url> {
    let value = line(form, field)?;
    match Url::parse(&value) {
        Ok(url) if matches!(url.scheme(), "https" | "http" | "mailto") => Some(url),
        Ok(url) => {
            let finding = form.finding(
                Rule::WrongType,
                field.span,
                format!("`{}` cannot be a link of the scheme `{}:`", field.key, url.scheme()),
            );
            form.report(finding.help("write a link that begins with `https://` or `mailto:`"));
            None
        }
        Err(_) => {
            let finding =
                form.finding(Rule::WrongType, field.span, format!("`{}` is a link, but `{value}` is none", field.key));
            let finding = if value.contains('@') && !value.contains('/') {
                finding.fix("an address of e-mail needs its scheme", field.span, format!("\"mailto:{value}\""))
            } else {
                finding.help("write the whole link, from `https://` on")
            };
            form.report(finding);
            None
        }
    }
}

/// A pattern of paths, such as `services/deploy/**`.
pub fn glob(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<String> {
    let value = line(form, field)?;
    match Glob::new(&value) {
        Ok(_) => Some(value),
        Err(error) => {
            let finding = form.finding(Rule::WrongType, field.span, format!("`{value}` is no pattern of paths"));
            form.report(finding.note(error.kind().to_string()).help("write it as in .gitignore: `services/deploy/**`"));
            None
        }
    }
}

/// "`a`, `b` and `c`"
pub fn listing<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A TOML table as JSON, for tables that are handed on as they are.
pub fn json_table(table: &DeTable<'_>) -> Map<String, Json> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
}

fn json(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => Json::from(text.chars().filter(|c| !is_forbidden(*c)).collect::<String>()),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).map_or(Json::Null, Json::from)
        }
        DeValue::Float(float) => float.as_str().parse::<f64>().map_or(Json::Null, Json::from),
        DeValue::Boolean(flag) => Json::from(*flag),
        DeValue::Datetime(datetime) => Json::from(datetime.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => Json::Object(json_table(table)),
    }
}
