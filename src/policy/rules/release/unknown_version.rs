//! release/unknown-version

use crate::base::{At, Version};
use crate::catalog::Component;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Floor, Replacement};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::UnknownVersion, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise names a version that is neither released nor planned.",
    why: "Readers look the version up and find nothing. A removal by version alone has no day at all until its release is at least planned.",
    example: r#"
```toml
[deprecation]
removal = "4.0.0"
```

while releases.toml ends with 3.5.0.
"#,
    remedy: "Plan the release: a `[[release]]` in releases.toml with `planned = true`, and a `date` once one is known. Or name a version that exists. Silent where the component has no releases; where a `sunset` tells readers the day and the version is yet to come; and for a replacement that is yet to come (see `replacement/not-available`).",
    settings: "The rows of releases.toml, and the `version` of entries.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over());
    standing.flat_map(|promised| of_promise(context, &promised)).collect()
}

fn of_promise(context: &Context<'_>, promised: &Promised<'_>) -> Vec<Diagnostic> {
    let deprecation = promised.deprecation;
    let own = promised.component;
    let dated = deprecation.sunset.is_some();
    let removal = deprecation.removal.as_ref().filter(|version| is_unknown(own, &version.value));
    let removal = removal.filter(|version| !dated || !is_to_come(own, &version.value));
    let mut findings: Vec<Diagnostic> = removal.map(|version| finding(promised, own, version)).into_iter().collect();
    for replacement in &deprecation.replacements {
        let Some((component, version)) = since(context, promised, replacement) else { continue };
        if is_unknown(component, &version.value) && !is_to_come(component, &version.value) {
            findings.push(finding(promised, component, &version));
        }
    }
    findings
}

/// The version from which a replacement is there, and the component that it is a version of.
fn since<'a>(
    context: &Context<'a>,
    promised: &Promised<'a>,
    replacement: &Replacement,
) -> Option<(&'a Component, At<Version>)> {
    let since = replacement.available_since.as_ref()?;
    let Floor::Version(version) = &since.value else { return None };
    let named = replacement.component.as_ref().and_then(|id| context.catalog.component_named(id.value.as_str()));
    Some((named.map_or(promised.component, |(_, component)| component), At::new(version.clone(), since.span)))
}

fn is_unknown(component: &Component, version: &Version) -> bool {
    !component.releases.is_empty() && !component.releases.knows(version)
}

/// Whether it is higher than every version there is.
fn is_to_come(component: &Component, version: &Version) -> bool {
    !component.releases.knows(version) && component.releases.above(version).is_none()
}

fn finding(promised: &Promised<'_>, component: &Component, version: &At<Version>) -> Diagnostic {
    let (id, version_text) = (component.id(), &version.value);
    let finding =
        promised.finding(Rule::UnknownVersion, version.span, format!("there is no release {version_text} of `{id}`"));
    if is_to_come(component, &version.value) {
        return finding.note("readers cannot tell when it comes").help(format!(
            "plan it in releases.toml: `[[release]]` with `component = \"{id}\"`, `version = \"{version_text}\"`, `planned = true` and, once known, a `date`"
        ));
    }
    match component.releases.above(version_text) {
        Some(next) => finding.help(format!("name a version that exists, such as {}, the next above it", next.version)),
        None => finding.help("name a version that exists"),
    }
}
