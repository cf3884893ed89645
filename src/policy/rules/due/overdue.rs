//! due/overdue

use crate::base::Span;
use crate::catalog::State;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

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
    remedy: "If it is gone, write an entry of kind `removed` with `completes = [\"its-id\"]`. If it stays for a while, move the date in the open: a new `sunset`, and a `[[deprecation.revision]]` with its `date`, the old date as `from`, and the `reason`. If it stays for good, add a revision with `change = \"cancelled\"`.",
    settings: "`sunset` and `removal` of the promise; with both, it is due once both have come.",
    source: "RFC 8594: after the sunset a resource is expected to become unresponsive.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let due = context.promises().filter(|promised| {
        let releases = &promised.component.releases;
        promised.promise.completed_by.is_none() && promised.life().state_on(promised.day, releases) == State::Due
    });
    due.map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Diagnostic {
    let (id, path) = (&promised.change.id, &promised.change.entry.path);
    let (span, since, from) = since(promised);
    let finding = Diagnostic::new(Rule::Overdue, path, span, format!("{since}, and nothing says that it was removed"));
    finding
        .help(format!("if it is gone, write an entry of kind `removed` with `completes = [\"{id}\"]`"))
        .help(format!(
            "if not, move it in the open: the new date, and a `[[deprecation.revision]]` with `date = {}`, `from = {from}` and the `reason`",
            promised.day
        ))
}

/// Where it says when, what has come, and the value that a revision would move.
fn since(promised: &Promised<'_>) -> (Span, String, String) {
    let life = promised.life();
    if let (Some(at), Some(sunset)) = (&promised.deprecation.sunset, life.sunset.on(promised.day)) {
        return (at.span, format!("the sunset {sunset} has come"), sunset.to_string());
    }
    let removal = life.removal.on(promised.day).map(ToString::to_string).unwrap_or_default();
    let reached = life.removal.on(promised.day).and_then(|version| promised.component.releases.reached(version));
    let when = reached.map(|day| format!(" on {day}")).unwrap_or_default();
    let span = promised.deprecation.removal.as_ref().map_or(promised.deprecation.span, |at| at.span);
    (span, format!("the removal version {removal} was reached{when}"), format!("\"{removal}\"`, `field = \"removal\""))
}
