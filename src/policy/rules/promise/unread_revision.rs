//! A revision that readers have yet to read, against what they were told before → the findings of `revision-mismatch`.

use crate::base::Date;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{FieldName, Revision};
use crate::policy::fields::{name, toml, toml_of};
use crate::policy::kept::Kept;
use crate::policy::misquoted::{How, Misquoted};
use crate::policy::{Context, Promised};
use crate::schedule::compare::is_told;
use crate::schedule::wire::Value;

/// Revisions of a day before the entry's own: nothing was promised then that could move. One that was published cannot be
/// mended any more.
pub fn too_soon(promised: &Promised<'_>, kept: Option<&Kept<'_>>, misquoted: &[Misquoted<'_>]) -> Vec<Diagnostic> {
    let announced = promised.change.date().day();
    let mendable = |revision: &&Revision| kept.is_none_or(|kept| kept.pair.is_new(revision));
    let early = promised.deprecation.revisions.iter().filter(|revision| revision.date < announced).filter(mendable);
    // Behind a published revision, its date is a finding already.
    let early = early.filter(|revision| {
        !misquoted.iter().any(|other| other.revision.span == revision.span && matches!(other.how, How::Behind(_)))
    });
    let findings = early.map(|revision| {
        let message = format!("the revision is dated {}, before the promise was announced", revision.date);
        let place = &promised.change.entry.date;
        redate(promised, revision, message).label(promised.path(), place.span, format!("announced on {announced}"))
    });
    findings.collect()
}

pub fn misquoted(context: &Context<'_>, promised: &Promised<'_>, misquoted: &Misquoted<'_>) -> Diagnostic {
    let revision = misquoted.revision;
    match &misquoted.how {
        How::Behind(newest) => behind(promised, revision, *newest),
        How::OtherFrom(told) => other_from(context, promised, revision, told.as_ref()),
        How::NotFirst(told) => not_first(context, promised, revision, told),
    }
}

fn behind(promised: &Promised<'_>, revision: &Revision, newest: Date) -> Diagnostic {
    let what = match revision.is_call() {
        true => "the one".to_owned(),
        false => format!("the one of {}", name(&revision.field)),
    };
    let message = format!("the revision is dated {}, before {what} that readers have, of {newest}", revision.date);
    redate(promised, revision, message)
}

/// The day on which readers will be told is the one that is missing.
fn redate(promised: &Promised<'_>, revision: &Revision, message: String) -> Diagnostic {
    let finding = promised
        .finding(Rule::RevisionMismatch, revision.written.date.unwrap_or(revision.span), message)
        .note("a revision is dated on the day on which readers are told of it");
    let day = promised.day;
    match revision.written.date {
        Some(span) => finding.fix(format!("write `date = {day}`"), span, day.to_string()),
        None => finding.help(format!("write `date = {day}`")),
    }
}

fn other_from(context: &Context<'_>, promised: &Promised<'_>, revision: &Revision, told: Option<&Value>) -> Diagnostic {
    let from = revision.from.as_ref().map(toml_of).unwrap_or_default();
    let span = revision.written.from.unwrap_or(revision.span);
    let message = match told {
        Some(told) => format!("`from` is {from}, but readers were told {}", toml(told)),
        None => format!("`from` is {from}, but readers were told nothing of {}", name(&revision.field)),
    };
    let finding = published(context, promised.finding(Rule::RevisionMismatch, span, message));
    let Some(told) = told else {
        return finding.help(match revision.field {
            FieldName::Brownout(_) => "take the revision out: `start` is free until it is published",
            _ => "take `from` out, and write `change = \"dated\"`: it is a first value",
        });
    };
    if revision.to.as_ref().is_some_and(|to| is_told(to, told)) {
        return finding.help(format!("take the revision out: {} stays what readers were told", name(&revision.field)));
    }
    finding.fix(format!("write `from = {}`", toml(told)), span, toml(told))
}

fn not_first(context: &Context<'_>, promised: &Promised<'_>, revision: &Revision, told: &Value) -> Diagnostic {
    let span = revision.written.change.unwrap_or(revision.span);
    let (message, help) = match told {
        Value::Flag(_) => (
            "the revision makes the promise firm, and readers were told that it is".to_owned(),
            "take the revision out".to_owned(),
        ),
        told => (
            format!("the revision gives {} a first value, but readers were told {}", name(&revision.field), toml(told)),
            format!("write `from = {}`, and leave `change` out", toml(told)),
        ),
    };
    published(context, promised.finding(Rule::RevisionMismatch, span, message)).help(help)
}

fn published(context: &Context<'_>, finding: Diagnostic) -> Diagnostic {
    match context.baseline {
        Some(baseline) => {
            finding.note(format!("by the schedule that was published last, of {}", baseline.schedule().updated))
        }
        None => finding,
    }
}
