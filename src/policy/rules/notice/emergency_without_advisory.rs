//! notice/emergency-without-advisory

use crate::base::Span;
use crate::diag::{Diagnostic, Rule};
use crate::policy::context::Promised;
use crate::policy::emergency::is_advisory;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::EmergencyWithoutAdvisory, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An `emergency` does not name an advisory.",
    why: "An emergency takes away the notice that readers were promised. They can only judge it, and argue for the weekend's work, if they can look up what happened. Without an advisory it does not lift the minimum notice.",
    example: r#"
```toml
[deprecation]
sunset = 2026-03-20
emergency = "security"
```
"#,
    remedy: "Name the CVE or GHSA id, or link to your own advisory. If there is none, it is no emergency: take the key out and give the notice.",
    settings: "",
    source: "CVE and GitHub Security Advisories give flaws ids that anybody can look up.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let judge = |promised: Promised<'_>| {
        let promise = promised.deprecation;
        let announced = promise.emergency.as_ref().map(|at| (&at.value, at.span));
        let revised = promise.revisions.iter().filter_map(|revision| {
            Some((revision.emergency.as_ref()?, revision.written.emergency.unwrap_or(revision.span)))
        });
        let wrong = announced.into_iter().chain(revised).filter(|(text, _)| !is_advisory(text));
        let findings: Vec<Diagnostic> = wrong.map(|(text, span)| finding(&promised, text, span)).collect();
        findings
    };
    context.promises().flat_map(judge).collect()
}

fn finding(promised: &Promised<'_>, text: &str, span: Span) -> Diagnostic {
    let entry = &promised.change.entry;
    let message = format!("`{text}` is no advisory, so the emergency does not lift the minimum notice");
    let finding = Diagnostic::new(Rule::EmergencyWithoutAdvisory, &entry.path, span, message);
    let finding = finding.note("readers can only judge an emergency that they can look up");
    match entry.advisories.first() {
        Some(advisory) => finding.fix(
            format!("name the advisory of this entry: `{}`", advisory.value),
            span,
            format!("\"{}\"", advisory.value),
        ),
        None => finding.help("write a `CVE-…` or `GHSA-…` id or a link, or take the key out"),
    }
}
