//! release/removal-already-released

use super::step;
use crate::base::{Date, Today, Version};
use crate::catalog::{Release, State};
use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds::{complete, extend};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovalAlreadyReleased, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A surface is promised to be gone in a version that is already out, although it is still there.",
    why: "Readers who run that version, or a later one, were told that they are safe: if it works for them, it will go on working. It will not.",
    example: r#"
```toml
date = 2026-03-02
[deprecation]
sunset = 2026-12-01
removal = "4.0.0"
```

while 4.0.0 is out since 2026-02-10.
"#,
    remedy: "Move it to a version that is yet to come: `forewarn promise extend ID --to VERSION --reason \"…\"`. If the surface is gone, `forewarn promise complete ID` writes the entry that says so. A promise that is due by its version alone is a matter of `due/overdue`.",
    settings: "`removal-needs` in `[policy]` says which version the finding proposes.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.promises().filter_map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let removal = promised.deprecation.removal.as_ref().filter(|_| !promised.is_over())?;
    let carried = promised.change.entry.version.as_ref();
    // That is a matter of release/removal-not-after-deprecation.
    if carried.is_some_and(|version| removal.value.cmp_precedence(&version.value).is_le()) {
        return None;
    }
    let since = promised.component.releases.reached(&removal.value).filter(|since| *since <= promised.day)?;
    let is_due = promised.life().state_on(promised.day, &promised.component.releases) == State::Due;
    if is_due && said_on(promised) < since {
        return None;
    }
    let release = reached_by(promised, &removal.value, since)?;
    let out = match release.version == removal.value {
        true => format!("{} is out since {since}", removal.value),
        false => format!("{}, which is later than {}, is out since {since}", release.version, removal.value),
    };
    let finding =
        promised.finding(Rule::RemovalAlreadyReleased, removal.span, format!("{out}, with what was to be gone in it"));
    let finding = match &release.row {
        Some(row) => finding.label(&row.path, row.date.unwrap_or(row.version), "released here"),
        None => finding,
    };
    let id = &promised.change.id;
    let latest = promised.component.releases.latest(Today(promised.day));
    let next = step::next(promised.policy.removal_needs, &latest.unwrap_or(release).version);
    Some(
        finding
            .help(format!("move it to a version that is yet to come: {}", extend(id, next)))
            .help(format!("if it is gone, {} writes the entry that says so", complete(id))),
    )
}

/// The release that first reached a version, on a known day.
fn reached_by<'a>(promised: &Promised<'a>, version: &Version, day: Date) -> Option<&'a Release> {
    let first = |release: &&Release| {
        release.since == Some(day)
            && release.version.cmp_precedence(version).is_ge()
            && !release.planned
            && release.yanked.is_none()
    };
    promised.component.releases.iter().rev().find(first)
}

/// The day on which the removal version was named.
fn said_on(promised: &Promised<'_>) -> Date {
    promised.life().removal.history().last().map_or(promised.day, |moved| moved.since)
}
