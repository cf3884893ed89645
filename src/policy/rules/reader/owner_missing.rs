//! reader/owner-missing

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::OwnerMissing, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A component has an open deprecation, and no team answers for it.",
    why: "Readers who cannot move in time need somebody to write to. Without an owner they ask everybody, or nobody and are caught by the sunset.",
    example: r#"
```toml
[[component]]
id = "deploy-api"
```

in book.toml, while an entry of `deploy-api` promises a sunset.
"#,
    remedy: "Name the team once, in book.toml: `owner = \"delivery\"` in the component, and `[[owner]]` with `id = \"delivery\"` and a `contact`. A single promise may name another team: `owner` of the entry.",
    settings: "`owner` of `[[component]]` and of an entry; `[[owner]]`.",
    source: "Our own: every page, feed item and API document of a promise names whom to ask.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let book = context.book();
    let mut told = BTreeSet::new();
    // An owner who is named, and whom nobody knows, has been told of: `form/unresolved-reference`.
    let is_named =
        |promised: &Promised<'_>| promised.change.entry.owner.is_some() || promised.component.config.owner.is_some();
    let orphans = context.promises().filter(|promised| promised.is_open() && !is_named(promised));
    // One line of book.toml mends all promises of a component, so one finding tells of them.
    let first = orphans.filter(|promised| told.insert(promised.component.id()));
    let findings: Vec<Diagnostic> = first
        .map(|promised| {
            let id = &promised.component.config.id;
            Diagnostic::new(Rule::OwnerMissing, &book, id.span, format!("no team answers for `{}`", id.value))
                .label(&promised.change.entry.path, promised.deprecation.span, "whom do readers ask about this?")
                .help(match context.config.owners.first() {
                    Some(owner) => format!("write `owner = \"{}\"`, or another `[[owner]]`, below the component's `id`", owner.id.value),
                    None => "add `[[owner]]` with `id = \"our-team\"` and a `contact`, and `owner = \"our-team\"` to the component".to_owned(),
                })
        })
        .collect();
    findings
}
