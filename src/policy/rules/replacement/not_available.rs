//! replacement/not-available

use crate::base::{At, Date};
use crate::catalog::Component;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Floor, Replacement};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::ReplacementNotAvailable, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A replacement is available only after the day on which the old thing is deprecated, or in no release at all.",
    why: "Readers are told to leave, and cannot: the time of their notice runs while they wait. Some will build their own way out and stay on it.",
    example: r#"
```toml
date = 2026-03-02
[[deprecation.replacement]]
name = "GET /v2/deployments"
available-since = 2026-05-04
```
"#,
    remedy: "Announce now and deprecate when the replacement is there: `deprecated = 2026-05-04`. Or ship the replacement first. Plans (`estimated = true`) are not judged.",
    settings: "`available-since`, a date or a version of the replacement's `component`; versions have the dates of their releases.",
    source: "By the same thought, rule 3 of the Kubernetes deprecation policy: nothing is deprecated in favour of something less stable.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over() && !promised.is_plan());
    standing
        .flat_map(|promised| {
            let late = promised
                .deprecation
                .replacements
                .iter()
                .filter_map(|replacement| finding(context, &promised, replacement));
            late.collect::<Vec<_>>()
        })
        .collect()
}

/// When a replacement is there.
enum Available {
    On(Date),
    /// The day is only planned.
    Planned(Date),
    /// No release has it.
    Unknown,
}

fn finding(context: &Context<'_>, promised: &Promised<'_>, replacement: &Replacement) -> Option<Diagnostic> {
    let since = replacement.available_since.as_ref()?;
    let named = replacement.component.as_ref().and_then(|id| context.catalog.component_named(id.value.as_str()));
    let component = named.map_or(promised.component, |(_, component)| component);
    let deprecated = promised.deprecated().value.day();
    let name = &replacement.name.value;
    let (message, day) = match available(component, since)? {
        Available::On(day) | Available::Planned(day) if day <= deprecated => return None,
        Available::On(day) => {
            (format!("`{name}` is available from {day}, after the deprecation on {deprecated}"), Some(day))
        }
        Available::Planned(day) => {
            (format!("`{name}` is planned for {day}, after the deprecation on {deprecated}"), Some(day))
        }
        Available::Unknown => (format!("`{name}` is in no release yet: {} has no date", text(&since.value)), None),
    };
    let finding = promised.label_deprecated(promised.finding(Rule::ReplacementNotAvailable, since.span, message));
    Some(match day {
        Some(day) => {
            finding.help(format!("deprecate it when the replacement is there: `deprecated = {day}`, or later"))
        }
        None => finding.help(format!(
            "deprecate it when the replacement is there; once {} is dated in releases.toml, that day counts",
            text(&since.value)
        )),
    })
}

/// `None`: the component has no releases, so that its versions say nothing.
fn available(component: &Component, since: &At<Floor>) -> Option<Available> {
    match &since.value {
        Floor::When(when) => Some(Available::On(when.day())),
        Floor::Version(_) if component.releases.is_empty() => None,
        Floor::Version(version) => {
            Some(match (component.releases.reached(version), component.releases.expected(version)) {
                (Some(day), _) => Available::On(day),
                (None, Some(day)) => Available::Planned(day),
                (None, None) => Available::Unknown,
            })
        }
    }
}

fn text(floor: &Floor) -> String {
    match floor {
        Floor::When(when) => when.to_string(),
        Floor::Version(version) => version.to_string(),
    }
}
