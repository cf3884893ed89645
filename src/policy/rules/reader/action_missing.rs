//! reader/action-missing

use crate::catalog::{ReplacementOf, SurfaceOf};
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::ActionMissing, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Nothing takes the place of what an open deprecation ends, and it does not say what its readers must do.",
    why: "Whoever is told that something goes asks one thing first: what do I have to do? The answer opens the page and every feed item of the promise, and is what the terminal shows. Without it each reader has to find out alone.",
    example: r#"
```toml
title = "The staging cluster is deprecated"

[deprecation]
sunset = 2026-12-01
surface = [{ kind = "other", name = "staging cluster", no-replacement = "nobody ran it" }]
```
"#,
    remedy: "Write `action`, one sentence that begins with a verb: `action = \"Run your tests in a preview environment.\"`. Or name the `replacement` of a surface: \"Use … instead of …\" is made of it. Where nothing can be done, say what to expect: `action = \"Stop calling it; nothing takes its place.\"`",
    settings: "`action` of the entry; `replacement` of a surface.",
    source: "RFC 8594, section 6, has a sunset linked to a document that says what to do about it; here it is the entry.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    // Where a surface does not say what replaces it, saying so makes the action too: that is `replacement/missing`.
    let unsaid = |of: &SurfaceOf| matches!(of.replacement, ReplacementOf::Unsaid);
    let without = context.promises().filter(|promised| promised.is_open() && promised.promise.action.is_none());
    let silent = without.filter(|promised| !promised.promise.surfaces.iter().any(unsaid));
    let finding = silent.map(|promised| {
        Diagnostic::new(
            Rule::ActionMissing,
            &promised.change.entry.path,
            promised.deprecation.span,
            "the deprecation does not say what its readers must do",
        )
        .note("what to do opens the page and every feed item of a promise")
        .help("write `action = \"…\"` above `[deprecation]`, one sentence; or name a surface's `replacement`, from which it is made")
    });
    finding.collect()
}
