//! release/deprecated-in-patch

use crate::base::Version;
use crate::catalog::Change;
use crate::config::RemovalNeeds;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Kind;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::DeprecatedInPatch, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Something is deprecated in a patch version.",
    why: "Patches are taken without reading, so that nobody sees the news; and where a deprecation is a compiler warning that counts as an error, a patch stops the build.",
    example: r#"
```toml
version = "3.4.1"
[deprecation]
removal = "4.0.0"
```
"#,
    remedy: "Let the next minor version carry the deprecation. Silent where the promise has an `emergency`, where `deprecated` names a later day, in 0.x, and for components with `removal-needs = \"any\"`.",
    settings: "`removal-needs = \"any\"` says that a component's versions promise nothing of the kind.",
    source: "Semantic Versioning 2.0.0, item 7: the minor version must be incremented if any public API functionality is marked as deprecated.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let deprecating = context.changes().filter(|(_, change)| deprecates_at_once(change));
    let in_patch = deprecating.filter_map(|(_, change)| {
        let version = change.entry.version.as_ref()?;
        let Version { major, minor, patch, .. } = version.value;
        let needs = context.config.policy_of(context.catalog.component(change.component).id()).removal_needs;
        if patch == 0 || major == 0 || needs == RemovalNeeds::Any {
            return None;
        }
        let message = format!("{} is a patch, and deprecates something", version.value);
        let finding = Diagnostic::new(Rule::DeprecatedInPatch, &change.entry.path, version.span, message);
        let next = Version::new(major, minor.saturating_add(1), 0);
        Some(finding.note("patches are taken without reading").help(format!("let {next} carry it, a minor version")))
    });
    in_patch.collect()
}

/// Whether a release with this entry marks something as deprecated: not only announces that it will be, and not in an emergency.
fn deprecates_at_once(change: &Change) -> bool {
    match &change.entry.deprecation {
        Some(deprecation) => {
            let later = deprecation.deprecated.as_ref().is_some_and(|from| from.value.day() > change.date().day());
            !later && deprecation.emergency.is_none()
        }
        None => change.entry.kind.value == Kind::Deprecated,
    }
}
