//! release/breaking-outside-major

use super::step;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Kind;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::BreakingOutsideMajor, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An entry is marked as breaking, and the version that carries it may not break anything.",
    why: "Version numbers are read by programs: `^3.4.0` takes 3.5.0 without asking anyone. A break in it reaches people who never chose to upgrade.",
    example: r#"
```toml
title = "Unknown fields in a request body are an error"
kind = "changed"
version = "3.5.0"
breaking = true
```
"#,
    remedy: "Release it in a major version (in 0.x: a minor). If nothing breaks for those who do nothing, delete `breaking = true`. Entries of kind `removed` are judged by `release/removal-not-major`.",
    settings: "`removal-needs` in `[policy]` or `[policy.component.<id>]`: `major` (the default), `minor` or `any`. What may be removed in a version may be broken in it.",
    source: "Semantic Versioning 2.0.0, items 4 (0.x), 7 and 8.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let breaking =
        context.changes().filter(|(_, change)| change.entry.breaking && change.entry.kind.value != Kind::Removed);
    let outside = breaking.filter_map(|(_, change)| {
        let version = change.entry.version.as_ref()?;
        let policy = context.config.policy_of(context.catalog.component(change.component).id());
        let needs = policy.removal_needs;
        if step::may_break(needs, &version.value) {
            return None;
        }
        let finding = Diagnostic::new(
            Rule::BreakingOutsideMajor,
            &change.entry.path,
            version.span,
            format!("a breaking change in {}, which is not {}", version.value, step::name(needs, &version.value)),
        );
        let finding = finding
            .note("whoever accepts any later minor or patch gets the break without asking for it")
            .help(format!(
                "release it as {}, or delete `breaking = true` if those who do nothing notice nothing",
                step::next(needs, &version.value)
            ));
        Some(context.label_policy(finding, policy, "removal-needs"))
    });
    outside.collect()
}
