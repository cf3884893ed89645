//! brownout/overlap

use crate::diag::{Diagnostic, Rule};
use crate::entry::Brownout;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::BrownoutOverlap, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Two brownouts of one promise overlap.",
    why: "The second would find the surface already down. Calendars and feeds announce two failures where there is one, and no one knows when it ends.",
    example: r#"
```toml
[[deprecation.brownout]]
id = "first"
start = 2026-10-06T09:00:00Z
end = 2026-10-06T11:00:00Z
[[deprecation.brownout]]
id = "second"
start = 2026-10-06T10:00:00Z
end = 2026-10-06T12:00:00Z
```
"#,
    remedy: "Make one of the two, or move one. A brownout may start at the moment at which another ends; cancelled ones do not count.",
    settings: "",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over());
    standing.flat_map(|promised| overlaps(&promised)).collect()
}

fn overlaps(promised: &Promised<'_>) -> Vec<Diagnostic> {
    let brownouts = promised.deprecation.brownouts.iter().filter(|brownout| brownout.cancelled.is_none());
    let mut brownouts: Vec<&Brownout> = brownouts.collect();
    brownouts.sort_by_key(|brownout| (brownout.start.value, brownout.end.value));
    let mut findings = Vec::new();
    // The one of those before that lasts longest.
    let mut longest: Option<&Brownout> = None;
    for brownout in brownouts {
        if let Some(earlier) = longest.filter(|earlier| brownout.start.value < earlier.end.value) {
            findings.push(finding(promised, earlier, brownout));
        }
        longest = longest.filter(|longest| longest.end.value >= brownout.end.value).or(Some(brownout));
    }
    findings
}

fn finding(promised: &Promised<'_>, earlier: &Brownout, brownout: &Brownout) -> Diagnostic {
    let message = format!("the brownout `{}` starts while `{}` lasts", brownout.id.value, earlier.id.value);
    promised
        .finding(Rule::BrownoutOverlap, brownout.start.span, message)
        .label(promised.path(), earlier.end.span, format!("`{}` ends here", earlier.id.value))
        .help(format!("start it at {} or later, or make one of the two", earlier.end.value))
}
