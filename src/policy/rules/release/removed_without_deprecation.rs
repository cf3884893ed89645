//! release/removed-without-deprecation

use std::collections::BTreeMap;

use crate::base::Slug;
use crate::catalog::{Change, ComponentIx};
use crate::diag::{Diagnostic, Rule};
use crate::entry::{self, Kind};
use crate::form::nearest;
use crate::form::read::listing;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovedWithoutDeprecation, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An entry removes something that no standing promise had announced.",
    why: "Those who used it learned of the removal from the outage. A changelog that does this once is a changelog that nobody can plan by.",
    example: r#"
```toml
title = "gRPC `Watch` is gone"
kind = "removed"
version = "4.0.0"
```
"#,
    remedy: "Name the promises that it fulfils: `completes = [\"deploy-api-grpc-watch\"]`. If there was none, announce the removal as a deprecation, and remove later. A promise that was cancelled, or is `estimated`, announces nothing: reinstate it, or make the plan firm, and wait for its date.",
    settings: "",
    source: "Semantic Versioning 2.0.0, FAQ on deprecating; Keep a Changelog 1.1.0 on ignoring deprecations: it should be painfully clear beforehand when something will break.",
};

/// How many promises a finding proposes at most.
const PROPOSED: usize = 3;
/// Among how many of the newest promises of a component a near name is looked for, for each finding: there may be as many
/// findings as promises.
const LOOKED_AT: usize = 50;

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let open = open_promises(context);
    let removals = context.changes().filter(|(_, change)| change.entry.kind.value == Kind::Removed);
    let findings = removals.flat_map(|(_, change)| match change.entry.completes.is_empty() {
        true => vec![unannounced(change, open.get(&change.component).map_or(&[], Vec::as_slice))],
        false => completed(context, change),
    });
    findings.collect()
}

/// The ids of promises that nothing completes, by component.
fn open_promises<'a>(context: &Context<'a>) -> BTreeMap<ComponentIx, Vec<&'a Slug>> {
    let mut open: BTreeMap<ComponentIx, Vec<&Slug>> = BTreeMap::new();
    for promised in context.promises().filter(|promised| !promised.is_over()) {
        open.entry(promised.change.component).or_default().push(&promised.change.id);
    }
    open
}

fn unannounced(change: &Change, open: &[&Slug]) -> Diagnostic {
    let entry = &change.entry;
    let finding = Diagnostic::new(
        Rule::RemovedWithoutDeprecation,
        &entry.path,
        entry.kind.span,
        "something is removed, and no promise says that it would be",
    );
    let own = change.id.as_str();
    let stem = own.strip_suffix("-removed").unwrap_or(own);
    match nearest(stem, open.iter().take(LOOKED_AT).map(|id| id.as_str())) {
        Some(near) => finding.help(format!("if it was announced by `{near}`, add `completes = [\"{near}\"]`")),
        None if open.is_empty() => {
            finding.help("announce it as a deprecation, with a sunset that leaves readers time, and remove it then")
        }
        None => {
            let some = open.iter().take(PROPOSED).map(|id| id.as_str());
            let more = if open.len() > PROPOSED { ", and more" } else { "" };
            finding.note(format!("open promises of this component: {}{more}", listing(some))).help(
                "name the promise that it fulfils in `completes`; if there is none, announce it as a deprecation first",
            )
        }
    }
}

/// The promises that it completes and that promised nothing.
fn completed(context: &Context<'_>, change: &Change) -> Vec<Diagnostic> {
    let completed =
        change.completes.iter().filter_map(|index| context.promised(*index, context.catalog.change(*index)));
    completed.filter_map(|promised| void(change, &promised)).collect()
}

fn void(change: &Change, promised: &Promised<'_>) -> Option<Diagnostic> {
    let (life, day, id) = (promised.life(), change.date().day(), &promised.change.id);
    let names_it = |name: &Slug| name == id || promised.change.former_ids().any(|former| former == name);
    let named = change.entry.completes.iter().find(|at| names_it(&at.value))?;
    let finding = |what: &str| {
        let message = format!("`{id}` {what}, and is removed all the same");
        Diagnostic::new(Rule::RemovedWithoutDeprecation, &change.entry.path, named.span, message)
    };
    if life.is_cancelled_on(day) {
        let cancelled =
            promised.deprecation.revisions.iter().rfind(|revision| revision.change == entry::Change::Cancelled);
        let span = cancelled.map_or(promised.deprecation.span, |revision| revision.span);
        let finding = finding("was cancelled").label(promised.path(), span, "cancelled here");
        return Some(finding.help(
            "reinstate it first: a `[[deprecation.revision]]` with `change = \"reinstated\"`, which starts its notice anew",
        ));
    }
    life.is_estimated_on(day).then(|| {
        finding("was only a plan").label(promised.path(), promised.deprecation.span, "`estimated`: no promise yet").help(
            "make the plan firm first: delete `estimated = true`, and record a `[[deprecation.revision]]` with `field = \"estimated\"`",
        )
    })
}
