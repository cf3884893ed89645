//! reader/contradiction

use std::collections::BTreeMap;

use crate::catalog::{ComponentIx, ReplacementOf, SurfaceOf};
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Kind, SurfaceKind};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::Contradiction, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Two open promises of a component say different things of the same surface: when it goes, or what to use instead.",
    why: "Whoever looks it up finds one of them, and nothing that leads to the other. A client that reads headers or the API meets two dates; both parties are right, and one of them is surprised.",
    example: r#"
```toml
# of one entry
[deprecation]
sunset = 2026-12-01
surface = [{ kind = "cli", name = "deployctl push", replacement = "deployctl release" }]
# of another
[deprecation]
sunset = 2027-03-01
surface = [{ kind = "cli", name = "deployctl push", replacement = "deployctl release" }]
```
"#,
    remedy: "If the date moved, move the first promise in the open, `forewarn promise extend ID --to DATE --reason \"…\"`, and take the surface out of the second, or call that one off. If both hold, as in different regions or for different audiences, join the two by `related`, so that each leads to the other; or give each the `audiences` that it is for. Plans, promises that are over, and entries of kind `changed`, which end a behaviour and not the surface, are not compared.",
    settings: "`related` and `audiences` of the entries; `versions` of a surface, which makes it another one.",
    source: "A promise has one date; what moves it is a revision.",
};

/// What two promises must share to be about the same thing.
type Subject<'a> = (ComponentIx, &'a SurfaceKind, &'a str, Option<String>);

/// A promise, and a surface that it ends.
#[derive(Clone, Copy)]
struct Said<'a> {
    promised: Promised<'a>,
    surface: &'a SurfaceOf,
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut by_subject: BTreeMap<Subject<'_>, Vec<Said<'_>>> = BTreeMap::new();
    let is_compared = |promised: &Promised<'_>| {
        promised.change.entry.kind.value == Kind::Deprecated && !promised.is_over() && !promised.is_plan()
    };
    for promised in context.promises().filter(is_compared) {
        for surface in &promised.promise.surfaces {
            let named = &surface.surface;
            let versions = named.versions.as_ref().map(|at| at.value.to_string());
            let subject = (promised.change.component, &named.kind.value, named.name.value.as_str(), versions);
            by_subject.entry(subject).or_default().push(Said { promised, surface });
        }
    }
    // Newest first: each is compared with the one before it.
    let pairs = by_subject.values().flat_map(|said| said.windows(2));
    pairs.filter_map(|pair| finding(pair[0], pair[1])).collect()
}

fn finding(newer: Said<'_>, older: Said<'_>) -> Option<Diagnostic> {
    if newer.promised.index == older.promised.index || are_joined(newer.promised, older.promised) {
        return None;
    }
    let (here, there) = ends(newer.promised, older.promised).or_else(|| instead(newer.surface, older.surface))?;
    let (surface, id) = (&newer.surface.surface.name, &older.promised.change.id);
    let message = format!("`{}` {here}, and by `{id}` it {there}", surface.value);
    let finding = newer.promised.finding(Rule::Contradiction, surface.span, message);
    let finding = finding.label(older.promised.path(), older.surface.surface.name.span, "promised here first");
    Some(
        finding
            .help(format!("if it moved, say so in `{id}`, and take the surface out here, or call this promise off"))
            .help(format!("if both hold, say for whom with `audiences`, or join them: `related = [\"{id}\"]`")),
    )
}

/// Whether each leads to the other, or both are for different readers.
fn are_joined(a: Promised<'_>, b: Promised<'_>) -> bool {
    let audiences = |promised: Promised<'_>| {
        promised.change.entry.audiences.iter().map(|audience| audience.value.to_string()).collect::<Vec<_>>()
    };
    let (ours, theirs) = (audiences(a), audiences(b));
    let is_apart = !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|audience| theirs.contains(audience));
    is_apart || a.change.related.contains(&b.index)
}

/// When it goes by the one, and by the other; a date and a version do not contradict each other.
fn ends(a: Promised<'_>, b: Promised<'_>) -> Option<(String, String)> {
    let (ours, theirs) = (a.deprecation, b.deprecation);
    let days = ours.sunset.as_ref().zip(theirs.sunset.as_ref()).map(|(a, b)| (a.value, b.value));
    if let Some((ours, theirs)) = days.filter(|(a, b)| a.instant() != b.instant()) {
        return Some((format!("may be gone from {ours} on"), format!("may be gone from {theirs} on")));
    }
    let versions = ours.removal.as_ref().zip(theirs.removal.as_ref()).map(|(a, b)| (&a.value, &b.value));
    let (ours, theirs) = versions.filter(|(a, b)| a.cmp_precedence(b).is_ne())?;
    Some((format!("may be gone in {ours}"), format!("may be gone in {theirs}")))
}

/// What takes its place by the one, and by the other, if both name something.
fn instead(a: &SurfaceOf, b: &SurfaceOf) -> Option<(String, String)> {
    let (ReplacementOf::Named { name: ours, .. }, ReplacementOf::Named { name: theirs, .. }) =
        (&a.replacement, &b.replacement)
    else {
        return None;
    };
    (ours != theirs).then(|| (format!("is replaced by `{ours}`"), format!("is replaced by `{theirs}`")))
}
