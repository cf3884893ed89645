//! release/removed-before-sunset

use crate::base::{At, Span, When};
use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Floor;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovedBeforeSunset, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A surface is removed before the day, or before the version, that was promised.",
    why: "The sunset is the one date that readers put into their own plans. Whoever trusted it is broken, and they did nothing wrong.",
    example: r#"
```toml
# of the promise
sunset = 2026-12-01
# of the entry that completes it
date = 2026-11-20
kind = "removed"
```
"#,
    remedy: "Date the removal on the sunset or later, and in the promised version or a later one. If it cannot wait, pull the date in first, in the open: a `[[deprecation.revision]]` with its reason and, where notice is cut short, the advisory in `emergency`.",
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

fn before_version(change: &Change, promised: &Promised<'_>) -> Option<Diagnostic> {
    let removal = promised.deprecation.removal.as_ref()?;
    let version = change.entry.version.as_ref()?;
    if version.value.cmp_precedence(&removal.value).is_ge() || leads_to(&version.value, &removal.value) {
        return None;
    }
    let message =
        format!("`{}` is removed in {}, and was promised until {}", promised.change.id, version.value, removal.value);
    let finding = Diagnostic::new(Rule::RemovedBeforeSunset, &change.entry.path, version.span, message);
    Some(
        finding
            .label(promised.path(), removal.span, "promised to stay until here")
            .help(format!("remove it in {} or higher", removal.value))
            .help("if it cannot wait, lower the version first: a `[[deprecation.revision]]` with `field = \"removal\"` and the reason"),
    )
}

/// Whether the one is a pre-release of the other.
fn leads_to(version: &crate::base::Version, release: &crate::base::Version) -> bool {
    let core = |version: &crate::base::Version| (version.major, version.minor, version.patch);
    !version.pre.is_empty() && core(version) == core(release)
}
