//! release/removal-not-after-deprecation

use super::step;
use crate::base::{At, Version};
use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition =
    Definition { rule: Rule::RemovalNotAfterDeprecation, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The version that removes a surface is not later than the version that deprecates it.",
    why: "Readers of a versioned thing learn of a deprecation by upgrading: a warning in the log, a line in the editor. If the version that warns is the version that breaks, nobody was warned.",
    example: r#"
```toml
version = "4.0.0"
[deprecation]
removal = "4.0.0"
```
"#,
    remedy: "Deprecate in one release and remove in a later one that may remove something.",
    settings: "`removal-needs` in `[policy]` says which later version the finding proposes.",
    source: "Semantic Versioning 2.0.0, FAQ on deprecating: at least one minor release contains the deprecation before a major release removes the functionality.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let promised = context.promises().filter_map(|promised| of_promise(&promised));
    let removed = context.changes().flat_map(|(_, change)| of_removal(context, change));
    promised.chain(removed).collect()
}

/// What a promise says of its own removal.
fn of_promise(promised: &Promised<'_>) -> Option<Diagnostic> {
    let deprecated_in = promised.change.entry.version.as_ref().filter(|_| !promised.is_over())?;
    let removal = promised.deprecation.removal.as_ref().filter(|removal| !is_after(removal, deprecated_in))?;
    let message = format!("the removal is promised for {}, and {} deprecates it", removal.value, deprecated_in.value);
    let finding = promised.finding(Rule::RemovalNotAfterDeprecation, removal.span, message);
    Some(explain(finding, promised, deprecated_in))
}

/// What a removal says of the promises that it completes.
fn of_removal(context: &Context<'_>, change: &Change) -> Vec<Diagnostic> {
    let Some(version) = &change.entry.version else { return Vec::new() };
    let completed =
        change.completes.iter().filter_map(|index| context.promised(*index, context.catalog.change(*index)));
    let too_early = completed.filter_map(|promised| {
        let deprecated_in = promised.change.entry.version.as_ref().filter(|before| !is_after(version, before))?;
        let message = format!(
            "`{}` is removed in {}, and {} deprecates it",
            promised.change.id, version.value, deprecated_in.value
        );
        let finding = Diagnostic::new(Rule::RemovalNotAfterDeprecation, &change.entry.path, version.span, message);
        Some(explain(finding, &promised, deprecated_in))
    });
    too_early.collect()
}

fn is_after(removal: &At<Version>, deprecation: &At<Version>) -> bool {
    removal.value.cmp_precedence(&deprecation.value).is_gt()
}

fn explain(finding: Diagnostic, promised: &Promised<'_>, deprecated_in: &At<Version>) -> Diagnostic {
    let next = step::next(promised.policy.removal_needs, &deprecated_in.value);
    finding
        .label(promised.path(), deprecated_in.span, "the version that deprecates it")
        .note("no release warns before the one that breaks")
        .help(format!(
            "remove it in a later version: {next} or higher; or let an earlier release tell of the deprecation first"
        ))
}
