//! release/removal-not-major

use super::step;
use crate::base::{At, Version};
use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Kind;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovalNotMajor, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Something is removed, or promised to be removed, in a version that may not remove anything.",
    why: "A removal breaks everyone who still uses the surface. By Semantic Versioning they may take every minor and patch without reading a word, and they do: their programs upgrade by themselves.",
    example: r#"
```toml
version = "3.4.0"
[deprecation]
removal = "3.6.0"
```
"#,
    remedy: "Name the next major version (in 0.x: the next minor), or let policy say that this component removes in minor versions.",
    settings: "`removal-needs` in `[policy]` or `[policy.component.<id>]`: `major` (the default), `minor`, or `any` for components whose versions promise nothing of the kind.",
    source: "Semantic Versioning 2.0.0, items 4 (0.x) and 8, and its FAQ on deprecating.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context
        .changes()
        .flat_map(|(index, change)| {
            let promised = context.promised(index, change).and_then(|promised| of_promise(context, &promised));
            promised.into_iter().chain(of_removal(context, change))
        })
        .collect()
}

fn of_promise(context: &Context<'_>, promised: &Promised<'_>) -> Option<Diagnostic> {
    let removal = promised.deprecation.removal.as_ref().filter(|_| !promised.is_over())?;
    finding(context, promised.change, removal, "the removal is promised for")
}

fn of_removal(context: &Context<'_>, change: &Change) -> Option<Diagnostic> {
    let version = change.entry.version.as_ref().filter(|_| change.entry.kind.value == Kind::Removed)?;
    finding(context, change, version, "something is removed in")
}

fn finding(context: &Context<'_>, change: &Change, version: &At<Version>, what: &str) -> Option<Diagnostic> {
    let policy = context.config.policy_of(context.catalog.component(change.component).id());
    let needs = policy.removal_needs;
    if step::may_break(needs, &version.value) {
        return None;
    }
    let kind = step::name(needs, &version.value);
    let finding = Diagnostic::new(
        Rule::RemovalNotMajor,
        &change.entry.path,
        version.span,
        format!("{what} {}, which is not {kind}", version.value),
    );
    let finding = finding.note("whoever accepts any later minor or patch loses the surface without asking for it");
    let finding = finding
        .help(format!("make it {}, the next version that may remove something", step::next(needs, &version.value)));
    Some(context.label_policy(finding, policy, "removal-needs"))
}
