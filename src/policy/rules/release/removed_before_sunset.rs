//! release/removed-before-sunset

use crate::base::{At, Span, Version, When};
use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Floor;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovedBeforeSunset, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A surface is removed before the day, or before the version, that was promised.",
    why: "The sunset, or the version, is what readers put into their own plans. Whoever trusted it is broken, and they did nothing wrong.",
    example: r#"
```toml
# of the promise
sunset = 2026-12-01
# of the entry that completes it
date = 2026-11-20
kind = "removed"
```
"#,
    remedy: "Date the removal on the sunset or later, and let the promised version or a later one carry it; without a `version` it is gone on its day, so that a release of the promised version must be out by then. A planned release carries nothing before its day. If it cannot wait, pull the date in first, in the open: a `[[deprecation.revision]]` with its reason and, where notice is cut short, the advisory in `emergency`.",
    settings: "`sunset`, `removal` and `not-before` of the promise; all that are given must have come.",
    source: "RFC 8594: the sunset is the time from which a resource is expected to become unresponsive, so until then it responds.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let removals = context.changes().flat_map(|(_, change)| change.completes.iter().map(move |index| (change, *index)));
    removals
        .filter_map(|(change, index)| {
            let promised = context.promised(index, context.catalog.change(index))?;
            // A plan, or a promise called off, is a matter of release/removed-without-deprecation.
            let day = change.date().day();
            if promised.life().is_cancelled_on(day) || promised.life().is_estimated_on(day) {
                return None;
            }
            too_early(change, &promised)
        })
        .collect()
}

fn too_early(change: &Change, promised: &Promised<'_>) -> Option<Diagnostic> {
    let deprecation = promised.deprecation;
    let by_date = |when: When, span: Span, what: &str| {
        let early = is_before(change.date(), when);
        early.then(|| before_day(change, promised, At::new(when, span), what))
    };
    let sunset = deprecation.sunset.as_ref().and_then(|at| by_date(at.value, at.span, "the sunset"));
    let floor = deprecation.not_before.as_ref().and_then(|at| match &at.value {
        Floor::When(when) => by_date(*when, at.span, "its `not-before`"),
        Floor::Version(_) => None,
    });
    sunset.or(floor).or_else(|| before_version(change, promised))
}

/// Within a day only what has an hour on both sides can be early.
fn is_before(removed: When, promised: When) -> bool {
    match (removed, promised) {
        (When::Instant(removed), When::Instant(promised)) => removed < promised,
        _ => removed.day() < promised.day(),
    }
}

fn before_day(change: &Change, promised: &Promised<'_>, until: At<When>, what: &str) -> Diagnostic {
    let (id, removed, until_day) = (&promised.change.id, change.date(), until.value);
    let message = format!("`{id}` is removed on {removed}, before {what} {until_day}");
    Diagnostic::new(Rule::RemovedBeforeSunset, &change.entry.path, change.entry.date.span, message)
        .label(promised.path(), until.span, "promised to stay until here")
        .help(format!("date the removal {until_day} or later"))
        .help("if it cannot wait, pull the date in first: a `[[deprecation.revision]]` with the reason and, in an emergency, the advisory")
}

/// The version that was promised, against the one that carries the removal; without one, against what is out by then.
fn before_version(change: &Change, promised: &Promised<'_>) -> Option<Diagnostic> {
    let until = until_version(promised)?;
    match &change.entry.version {
        Some(version) if version.value.cmp_precedence(until.value).is_ge() => planned(change, promised, version, until),
        Some(version) if leads_to(&version.value, until.value) => None,
        Some(version) => Some(lower(change, promised, version, until)),
        None => unreleased(change, promised, until),
    }
}

/// The version that something stays until.
#[derive(Clone, Copy)]
struct Until<'a> {
    value: &'a Version,
    span: Span,
    field: &'static str,
}

impl Until<'_> {
    fn pull_in(self) -> String {
        format!(
            "if it cannot wait, lower the version first: a `[[deprecation.revision]]` with `field = \"{}\"` and the reason",
            self.field
        )
    }
}

fn until_version<'a>(promised: &Promised<'a>) -> Option<Until<'a>> {
    let deprecation = promised.deprecation;
    let floor = deprecation.not_before.as_ref().and_then(|at| match &at.value {
        Floor::Version(value) => Some(Until { value, span: at.span, field: "not-before" }),
        Floor::When(_) => None,
    });
    deprecation.removal.as_ref().map(|at| Until { value: &at.value, span: at.span, field: "removal" }).or(floor)
}

fn lower(change: &Change, promised: &Promised<'_>, version: &At<Version>, until: Until<'_>) -> Diagnostic {
    let message =
        format!("`{}` is removed in {}, and was promised until {}", promised.change.id, version.value, until.value);
    let finding = Diagnostic::new(Rule::RemovedBeforeSunset, &change.entry.path, version.span, message);
    finding
        .label(promised.path(), until.span, "promised to stay until here")
        .help(format!("remove it in {} or higher", until.value))
        .help(until.pull_in())
}

/// A release that is only planned carries nothing yet: until its day, readers have what was promised to stay.
fn planned(change: &Change, promised: &Promised<'_>, version: &At<Version>, until: Until<'_>) -> Option<Diagnostic> {
    let release = promised.component.releases.find(&version.value).filter(|release| release.planned)?;
    let day = change.date().day();
    if release.date.is_some_and(|expected| expected <= day) {
        return None;
    }
    let when = release.date.map(|expected| format!(" for {expected}")).unwrap_or_default();
    let message = format!(
        "`{}` is removed on {day}, and {}, which carries it, is planned{when}",
        promised.change.id, version.value
    );
    let finding = Diagnostic::new(Rule::RemovedBeforeSunset, &change.entry.path, change.entry.date.span, message)
        .label(promised.path(), until.span, "promised to stay until here");
    Some(match release.date {
        Some(expected) => finding.help(format!("date the removal {expected} or later; it is told on its day")),
        None => finding.help(format!("say when {} is expected, or complete it once that is out", version.value)),
    })
}

/// Without a version it is gone on its day, whichever release there is.
fn unreleased(change: &Change, promised: &Promised<'_>, until: Until<'_>) -> Option<Diagnostic> {
    let (releases, day, id) = (&promised.component.releases, change.date().day(), &promised.change.id);
    let expected = releases.expected(until.value);
    let is_out = releases.reached(until.value).into_iter().chain(expected).any(|out| out <= day);
    if is_out {
        return None;
    }
    let when = expected.map(|expected| format!(": it is planned for {expected}")).unwrap_or_default();
    let message =
        format!("`{id}` is removed on {day}, and was promised until {}, which is not out then{when}", until.value);
    let finding = Diagnostic::new(Rule::RemovedBeforeSunset, &change.entry.path, change.entry.date.span, message)
        .label(promised.path(), until.span, "promised to stay until here");
    let is_planned = releases.find(until.value).is_some_and(|release| release.planned);
    let finding = match expected {
        Some(expected) => finding.help(format!("date the removal {expected} or later; it is told on its day")),
        None if is_planned => finding.help(format!("complete it once {} is out", until.value)),
        None => finding.help(format!("if {0} carries it, say so: `version = \"{0}\"`", until.value)),
    };
    Some(finding.help(until.pull_in()))
}

/// Whether the one is a pre-release of the other.
fn leads_to(version: &Version, release: &Version) -> bool {
    let core = |version: &Version| (version.major, version.minor, version.patch);
    !version.pre.is_empty() && core(version) == core(release)
}
