//! The tables `[[deprecation.revision]]` → [`Revision`]s, with what their author may leave out.

use std::cmp::Ordering;

use toml::de::DeValue;

use super::{Change, FieldName, FieldValue, Revision, Written};
use crate::base::{At, Date, Slug, Span, When, parse_version};
use crate::diag::Rule;
use crate::form::{self, Field, Form, Keys, read};

/// A revision as written.
#[derive(Debug)]
pub struct RawRevision {
    date: Date,
    pub field: At<FieldName>,
    from: Option<FieldValue>,
    to: Option<FieldValue>,
    change: Option<Change>,
    reason: String,
    emergency: Option<String>,
    span: Span,
    written: Written,
}

pub fn revision(keys: &mut Keys<'_, '_>) -> Option<RawRevision> {
    let span = keys.span();
    let date = keys.require("date", "date = 2026-08-10", read::day);
    let field = keys.take("field", field_name).unwrap_or_else(|| At::new(FieldName::Sunset, span));
    let change = keys.take("change", read::one_of(Change::NAMES));
    let value = |form: &mut Form<'_>, place: &Field<'_, '_>| field_value(form, place, &field.value);
    let from = keys.take("from", value);
    let to = keys.take("to", value);
    let reason = keys.require("reason", "reason = \"Billing needs one more quarter.\"", read::line);
    let emergency = keys.take("emergency", read::line);
    let written = Written {
        date: date.as_ref().map(|at| at.span),
        from: from.as_ref().map(|at| at.span),
        to: to.as_ref().map(|at| at.span),
        change: change.as_ref().map(|at| at.span),
        emergency: emergency.as_ref().map(|at| at.span),
    };
    let change = change.map(|change| change.value);
    if matches!(change, Some(Change::Cancelled | Change::Reinstated)) {
        for key in ["from", "to", "field"] {
            let Some(span) = keys.key_span(key) else { continue };
            let finding = keys.form().finding(
                Rule::MisplacedTable,
                span,
                format!("`{key}` has no meaning when a promise is cancelled or reinstated"),
            );
            keys.form().report(finding.help(format!("take `{key}` out; the dates stay in the file as history")));
        }
    }
    Some(RawRevision {
        date: date?.value,
        field,
        from: from.map(|from| from.value),
        to: to.map(|to| to.value),
        change,
        reason: reason?.value,
        emergency: emergency.map(|advisory| advisory.value),
        span,
        written,
    })
}

fn field_name(form: &mut Form<'_>, field: &Field<'_, '_>) -> Option<FieldName> {
    let text = read::line(form, field)?;
    if let Some((_, known)) = FieldName::FIXED.iter().find(|(name, _)| *name == text) {
        return Some(known.clone());
    }
    if let Some(id) = text.strip_prefix("brownout:").and_then(|id| Slug::new(id).ok()) {
        return Some(FieldName::Brownout(id));
    }
    let names = || FieldName::FIXED.iter().map(|(name, _)| *name);
    let finding = form.finding(Rule::WrongType, field.span, format!("a promise has no field `{text}`"));
    form.report(match form::nearest(&text, names()) {
        Some(near) => finding.fix(format!("did you mean `{near}`?"), field.span, format!("\"{near}\"")),
        None => finding.help(format!("write one of {}, or `brownout:<id>`", read::listing(names()))),
    });
    None
}

/// A value of the type that the revised field has.
fn field_value(form: &mut Form<'_>, place: &Field<'_, '_>, field: &FieldName) -> Option<FieldValue> {
    match field {
        FieldName::Removal => read::version(form, place).map(FieldValue::Version),
        FieldName::Estimated => read::flag(form, place).map(FieldValue::Flag),
        FieldName::Brownout(_) => read::instant(form, place).map(|instant| FieldValue::When(When::Instant(instant))),
        FieldName::NotBefore => match place.value {
            DeValue::String(text) if parse_version(text).is_ok() => read::version(form, place).map(FieldValue::Version),
            _ => read::when(form, place).map(FieldValue::When),
        },
        _ => read::when(form, place).map(FieldValue::When),
    }
}

/// Fills in what may be left out: `to` is the next `from` of the field, or its current value; `change` follows from the two.
pub fn resolve(raw: Vec<RawRevision>, current: impl Fn(&FieldName) -> Option<FieldValue>) -> Vec<Revision> {
    // The next is the next by date; of one day, the next in the file.
    let next_from = |index: usize| -> Option<FieldValue> {
        let this = (raw[index].date, index);
        let same_field = raw.iter().enumerate().filter(|(_, other)| other.field.value == raw[index].field.value);
        let later = same_field.filter(|(at, other)| (other.date, *at) > this && other.from.is_some());
        later.min_by_key(|(at, other)| (other.date, *at)).and_then(|(_, next)| next.from.clone())
    };
    let resolve = |(index, revision): (usize, &RawRevision)| {
        let whole = matches!(revision.change, Some(Change::Cancelled | Change::Reinstated));
        let given = revision.to.clone().or_else(|| next_from(index)).or_else(|| current(&revision.field.value));
        let to = if whole { None } else { given };
        Revision {
            date: revision.date,
            field: revision.field.value.clone(),
            change: revision.change.unwrap_or_else(|| compare(revision.from.as_ref(), to.as_ref())),
            from: if whole { None } else { revision.from.clone() },
            to,
            reason: revision.reason.clone(),
            emergency: revision.emergency.clone(),
            span: revision.span,
            written: revision.written,
        }
    };
    raw.iter().enumerate().map(resolve).collect()
}

/// What a change from one value to another is called.
fn compare(from: Option<&FieldValue>, to: Option<&FieldValue>) -> Change {
    let order = match (from, to) {
        (None, _) | (Some(FieldValue::Flag(true)), Some(FieldValue::Flag(false))) => return Change::Dated,
        (Some(FieldValue::When(from)), Some(FieldValue::When(to))) => to.cmp(from),
        (Some(FieldValue::Version(from)), Some(FieldValue::Version(to))) => to.cmp_precedence(from),
        _ => Ordering::Equal,
    };
    match order {
        Ordering::Greater => Change::Extended,
        Ordering::Less => Change::PulledIn,
        Ordering::Equal => Change::Corrected,
    }
}
