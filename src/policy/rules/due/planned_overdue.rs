//! due/planned-overdue

use crate::catalog::{Component, Release};
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::PlannedOverdue, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A release is still marked as planned after the day for which it was planned.",
    why: "Readers plan by it: removals are shown with the date on which their version is expected. And as long as it is only planned, nothing that waits for the version falls due.",
    example: r#"
```toml
[[release]]
component = "deploy-api"
version = "4.0.0"
date = 2026-03-01
planned = true
```

in releases.toml, after 2026-03-01.
"#,
    remedy: "If it is out, delete `planned = true`, and correct the `date` if it came out on another day. If not, write the new `date`, or delete it while none is known.",
    settings: "`date` and `planned` in releases.toml.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let components = context.catalog.components().iter();
    let planned = components.flat_map(|component| component.releases.iter().map(move |release| (component, release)));
    planned.filter_map(|(component, release)| finding(context, component, release)).collect()
}

fn finding(context: &Context<'_>, component: &Component, release: &Release) -> Option<Diagnostic> {
    let date = release.date.filter(|date| release.planned && *date < context.today.0)?;
    let row = release.row.as_ref()?;
    let message = format!("{} {} was planned for {date} and is not out", component.id(), release.version);
    let finding = Diagnostic::new(Rule::PlannedOverdue, &row.path, row.date.unwrap_or(row.version), message);
    Some(finding.help("if it is out, delete `planned = true`; if not, write the day that is planned now"))
}
