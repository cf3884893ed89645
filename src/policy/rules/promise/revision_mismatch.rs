//! promise/revision-mismatch

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::unread_revision;
use crate::base::Span;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Change, FieldName, FieldValue, Revision};
use crate::policy::context::Promised;
use crate::policy::fields::{place, toml_of};
use crate::policy::kept::kept;
use crate::policy::misquoted::{Misquoted, misquoted};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::RevisionMismatch, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Revisions contradict each other, the value that they lead to, or what readers were told before.",
    why: "The history of a promise is what its events are made of: which dates were in force, when readers were told, how often it moved. If it does not add up, feeds, calendars and the track record tell different stories.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-01
[[deprecation.revision]]
date = 2026-08-10
from = 2026-10-01
to = 2026-11-01
reason = "Billing needs one more quarter."
```
"#,
    remedy: "`date`, `from` and `reason` are enough: `to` and `change` follow from the next revision, or from the value of the field. Leave them out, or let them say the same. The first revision that readers have yet to read takes its `from` from what was published last, and is dated no earlier than the entry, or than the revision that they read last.",
    settings: "`[promise] baseline` names the schedule that was published last; without one, revisions are compared with each other alone.",
    source: "A history that is replayed must add up to the present.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let kept = kept(context);
    let judge = |promised: Promised<'_>| {
        let id = promised.change.id.as_str();
        let kept = kept.binary_search_by(|kept| kept.pair.after.id.as_str().cmp(id)).ok().map(|at| &kept[at]);
        let misquoted = kept.map(misquoted).unwrap_or_default();
        let mut findings = findings(&promised, &misquoted);
        findings.extend(unread_revision::too_soon(&promised, kept, &misquoted));
        findings.extend(misquoted.iter().map(|misquoted| unread_revision::misquoted(context, &promised, misquoted)));
        findings
    };
    context.promises().flat_map(judge).collect()
}

/// What the revisions say against each other. Of a field in which they contradict what was published, that is said first:
/// what follows from it would only repeat it.
fn findings(promised: &Promised<'_>, misquoted: &[Misquoted<'_>]) -> Vec<Diagnostic> {
    let is_sound = |revision: &&Revision| !misquoted.iter().any(|other| other.revision.has_subject_of(revision));
    let mut revisions: Vec<&Revision> = promised.deprecation.revisions.iter().filter(is_sound).collect();
    revisions.sort_by_key(|revision| revision.date);
    let mut findings = calls(promised, &revisions);
    let mut by_field: BTreeMap<&FieldName, Vec<&Revision>> = BTreeMap::new();
    for revision in revisions.into_iter().filter(|revision| !revision.is_call()) {
        by_field.entry(&revision.field).or_default().push(revision);
    }
    for (field, revisions) in by_field {
        findings.extend(chain(promised, field, &revisions));
        findings.extend(revisions.iter().filter_map(|revision| contradiction(promised, revision)));
    }
    findings
}

fn at(promised: &Promised<'_>, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Rule::RevisionMismatch, &promised.change.entry.path, span, message)
}

/// Cancelled and reinstated take turns, and the first is a cancellation.
fn calls(promised: &Promised<'_>, revisions: &[&Revision]) -> Vec<Diagnostic> {
    let mut cancelled = false;
    let mut findings = Vec::new();
    for revision in revisions.iter().filter(|revision| revision.is_call()) {
        let cancels = revision.change == Change::Cancelled;
        if cancels == cancelled {
            let message = match cancels {
                true => "the promise is cancelled twice in a row",
                false => "the promise is reinstated, and was not cancelled before",
            };
            let span = revision.written.change.unwrap_or(revision.span);
            findings.push(at(promised, span, message.to_owned()).help("take the revision out, or correct its `date`"));
        }
        cancelled = cancels;
    }
    findings
}

/// Each revision of a field ends where the next begins, and the last at the field's value.
fn chain(promised: &Promised<'_>, field: &FieldName, revisions: &[&Revision]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, revision) in revisions.iter().enumerate() {
        let Some((to, span)) = revision.to.as_ref().zip(revision.written.to) else { continue };
        let next = revisions.get(index + 1).and_then(|next| Some((next.from.as_ref()?, next.written.from?)));
        let (expected, place, said) = match (next, index + 1 == revisions.len()) {
            (Some((from, place)), _) => (from.clone(), place, "the next revision begins here"),
            (None, false) => continue,
            (None, true) => match current(promised, field) {
                Some(value) => (value, place(promised, field), "the value now"),
                None => continue,
            },
        };
        if is_same(to, &expected) {
            continue;
        }
        let expected = toml_of(&expected);
        let message = format!("the revision of `{field}` ends at {}, and what follows is {expected}", toml_of(to));
        findings.push(at(promised, span, message).label(&promised.change.entry.path, place, said).fix(
            format!("write `to = {expected}`, or leave `to` out"),
            span,
            expected.clone(),
        ));
    }
    findings
}

/// What a field says now.
fn current(promised: &Promised<'_>, field: &FieldName) -> Option<FieldValue> {
    let life = promised.life();
    match field {
        FieldName::Deprecated => life.deprecated.current().copied().map(FieldValue::When),
        FieldName::ClosedToNew => life.closed_to_new.current().copied().map(FieldValue::When),
        FieldName::EndOfSupport => life.end_of_support.current().copied().map(FieldValue::When),
        FieldName::Sunset => life.sunset.current().copied().map(FieldValue::When),
        FieldName::Removal => life.removal.current().cloned().map(FieldValue::Version),
        FieldName::NotBefore => life.not_before.current().cloned().map(|floor| match floor {
            crate::entry::Floor::When(when) => FieldValue::When(when),
            crate::entry::Floor::Version(version) => FieldValue::Version(version),
        }),
        FieldName::Estimated => life.estimated.current().copied().map(FieldValue::Flag),
        FieldName::Brownout(id) => {
            life.brownouts.iter().find(|brownout| brownout.id == *id).map(|brownout| FieldValue::When(brownout.start))
        }
    }
}

/// What a revision's `change` says against its own values.
fn contradiction(promised: &Promised<'_>, revision: &Revision) -> Option<Diagnostic> {
    let (field, change) = (&revision.field, revision.change);
    let span = revision.written.change.or(revision.written.from).unwrap_or(revision.span);
    let order = revision.from.as_ref().zip(revision.to.as_ref()).and_then(|(from, to)| order(from, to));
    let pinned = matches!(field, FieldName::Sunset | FieldName::Removal | FieldName::NotBefore);
    let message = match (change, order) {
        (Change::Extended | Change::PulledIn, _) if revision.from.is_none() => {
            format!("`{}` needs a `from`: the value of `{field}` before", change.name())
        }
        (Change::Extended, Some(Ordering::Less)) => format!("`extended`, but `{field}` comes earlier"),
        (Change::PulledIn, Some(Ordering::Greater)) => format!("`pulled-in`, but `{field}` comes later"),
        (_, Some(Ordering::Equal)) => format!("the revision of `{field}` changes nothing"),
        (Change::Dated, Some(_)) => format!("`dated` is a first value, but `{field}` had one"),
        // A floor that was a date and is a version now is neither later nor earlier.
        (Change::Corrected, _) if pinned && (order.is_some() || revision.from.is_none()) => {
            format!("`{field}` is never corrected: readers plan by it")
        }
        _ => return None,
    };
    let finding = at(promised, span, message);
    Some(match order {
        Some(Ordering::Less) => finding.help("write `change = \"pulled-in\"`, or leave `change` out"),
        Some(Ordering::Greater) => finding.help("write `change = \"extended\"`, or leave `change` out"),
        Some(Ordering::Equal) => finding.help("let `from` be the value before, or take the revision out"),
        None => finding.help("give `from`, the value before, and leave `change` out; a first value is `dated`"),
    })
}

fn is_same(a: &FieldValue, b: &FieldValue) -> bool {
    order(a, b) == Some(Ordering::Equal)
}

/// How the second value lies to the first; `None`: they cannot be compared.
fn order(from: &FieldValue, to: &FieldValue) -> Option<Ordering> {
    match (from, to) {
        (FieldValue::When(from), FieldValue::When(to)) => Some(to.instant().cmp(&from.instant())),
        (FieldValue::Version(from), FieldValue::Version(to)) => Some(to.cmp_precedence(from)),
        (FieldValue::Flag(from), FieldValue::Flag(to)) => (from == to).then_some(Ordering::Equal),
        _ => None,
    }
}
