//! The fields of a promise → where their values are written, and what they are called.

use super::context::Promised;
use crate::base::{RelPath, Span};
use crate::entry::{FieldName, FieldValue};
use crate::schedule::wire;

/// The file of the settings.
pub fn book() -> RelPath {
    RelPath::new("book.toml").expect("a plain name is a path")
}

/// Where the value of a field stands; where it is missing, the header of its table.
pub fn place(promised: &Promised<'_>, field: &FieldName) -> Span {
    let promise = promised.deprecation;
    let span = match field {
        FieldName::Deprecated => {
            Some(promise.deprecated.as_ref().map_or(promised.change.entry.date.span, |at| at.span))
        }
        FieldName::ClosedToNew => promise.closed_to_new.as_ref().map(|at| at.span),
        FieldName::EndOfSupport => promise.end_of_support.as_ref().map(|at| at.span),
        FieldName::Sunset => promise.sunset.as_ref().map(|at| at.span),
        FieldName::Removal => promise.removal.as_ref().map(|at| at.span),
        FieldName::NotBefore => {
            // What took the place of the floor.
            let floor = promise.not_before.as_ref().map(|at| at.span);
            floor.or(promise.sunset.as_ref().map(|at| at.span)).or(promise.removal.as_ref().map(|at| at.span))
        }
        FieldName::Estimated => promise.estimated.as_ref().map(|estimated| estimated.span),
        FieldName::Brownout(id) => {
            promise.brownouts.iter().find(|brownout| brownout.id.value == *id).map(|brownout| brownout.start.span)
        }
    };
    span.unwrap_or(promise.span)
}

/// A field in a sentence: "`sunset`", "the start of the brownout `first`".
pub fn name(field: &FieldName) -> String {
    match field {
        FieldName::Brownout(id) => format!("the brownout `{id}`"),
        field => format!("`{field}`"),
    }
}

/// A value as TOML.
pub fn toml(value: &wire::Value) -> String {
    match value {
        wire::Value::Flag(flag) => flag.to_string(),
        wire::Value::When(when) => when.to_string(),
        wire::Value::Version(version) => format!("\"{version}\""),
    }
}

/// The same of an entry's own value.
pub fn toml_of(value: &FieldValue) -> String {
    match value {
        FieldValue::Version(version) => format!("\"{version}\""),
        other => other.to_string(),
    }
}

/// The day on which readers were first told of a published value.
pub fn first_told(promise: &wire::Deprecation, field: &FieldName) -> Option<wire::Day> {
    let first = &promise.first_published;
    match field {
        FieldName::Deprecated => first.deprecated,
        FieldName::ClosedToNew => first.closed_to_new,
        FieldName::EndOfSupport => first.end_of_support,
        FieldName::Sunset => first.sunset,
        FieldName::Removal => first.removal,
        FieldName::NotBefore => first.not_before,
        FieldName::Estimated => None,
        FieldName::Brownout(id) => {
            promise.brownouts.iter().find(|brownout| brownout.id == id.as_str())?.first_published
        }
    }
}

/// The table that records a move of a promise, as on the day on which it is judged.
pub fn revision(promised: &Promised<'_>, field: &FieldName, from: Option<&wire::Value>, change: &str) -> String {
    let mut keys = vec![format!("date = {}", promised.day)];
    keys.extend((*field != FieldName::Sunset).then(|| format!("field = \"{field}\"")));
    keys.extend(from.map(|from| format!("from = {}", toml(from))));
    keys.push(format!("change = \"{change}\""));
    keys.push("reason = \"…\"".to_owned());
    format!("`[[deprecation.revision]]` with `{}`", keys.join("`, `"))
}
