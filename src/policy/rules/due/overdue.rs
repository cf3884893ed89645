//! due/overdue

use crate::base::Span;
use crate::catalog::State;
use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds::{cancel, complete, extend};
use crate::policy::{Context, Definition, Docs, Promised, refused};

pub const DEFINITION: Definition = Definition { rule: Rule::Overdue, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A deprecation is due, and no entry says that its surface was removed.",
    why: "Readers were told that it may be gone. If it is not, those who moved in time learn that dates are not meant, and will wait with the next one; if it is, the record should say so.",
    example: r#"
```toml
[deprecation]
sunset = 2026-03-01
surface = [{ kind = "http", name = "GET /v1/deployments", replacement = "GET /v2/deployments" }]
```

after 2026-03-01, while no entry `completes` it.
"#,
    remedy: "If it is gone, `forewarn promise complete ID` writes the entry of kind `removed` that says so. If it stays for a while, `forewarn promise extend ID --to DATE --reason \"…\"` moves the date in the open, and `--to VERSION` the version. If it stays for good, `forewarn promise cancel ID --reason \"…\"` calls it off.",
    settings: "`sunset` and `removal` of the promise; with both, it is due once both have come.",
    source: "RFC 8594: after the sunset a resource is expected to become unresponsive.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let due = context.promises().filter(|promised| {
        let releases = &promised.component.releases;
        promised.promise.completed_by.is_none() && promised.life().state_on(promised.day, releases) == State::Due
    });
    // What nobody was told of yet has not come, and a day before the deprecation is a mistake in itself.
    let told = due.filter(|promised| promised.day <= context.today.0 && !refused::is_backwards(context, promised));
    told.map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Diagnostic {
    let (id, path) = (&promised.change.id, &promised.change.entry.path);
    let (span, since, to) = since(promised);
    let finding = Diagnostic::new(Rule::Overdue, path, span, format!("{since}, and nothing says that it was removed"));
    finding
        .help(format!("if it is gone, {} writes the entry that says so", complete(id)))
        .help(format!("if it stays for a while, move it in the open: {}", extend(id, to)))
        .help(format!("if it stays for good: {}", cancel(id)))
}

/// Where it says when, what has come, and what it would be moved to.
fn since(promised: &Promised<'_>) -> (Span, String, &'static str) {
    let life = promised.life();
    if let (Some(at), Some(sunset)) = (&promised.deprecation.sunset, life.sunset.on(promised.day)) {
        return (at.span, format!("the sunset {sunset} has come"), "DATE");
    }
    let removal = life.removal.on(promised.day).map(ToString::to_string).unwrap_or_default();
    let reached = life.removal.on(promised.day).and_then(|version| promised.component.releases.reached(version));
    let when = reached.map(|day| format!(" on {day}")).unwrap_or_default();
    let span = promised.deprecation.removal.as_ref().map_or(promised.deprecation.span, |at| at.span);
    (span, format!("the removal version {removal} was reached{when}"), "VERSION")
}
