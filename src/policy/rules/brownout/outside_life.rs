//! brownout/outside-life

use crate::diag::{Diagnostic, Rule};
use crate::entry::Brownout;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::BrownoutOutsideLife, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A brownout begins before the deprecation, or ends after the sunset.",
    why: "A brownout finds those who still use what is deprecated, while there is time to leave. Before the deprecation it is an outage; after the sunset the surface may be gone, and nobody learns anything.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-01
[[deprecation.brownout]]
id = "last"
start = 2026-12-02T09:00:00Z
end = 2026-12-02T10:00:00Z
```
"#,
    remedy: "Hold it between the two dates. One that ends at the very moment of the sunset is fine. When a sunset is pulled in, move or cancel the brownouts behind it.",
    settings: "",
    source: "GitHub's brownouts, such as those before password authentication for git ended in August 2021: hours-long, announced, and before the end.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over());
    standing
        .flat_map(|promised| {
            let planned = promised.deprecation.brownouts.iter().filter(|brownout| brownout.cancelled.is_none());
            planned.filter_map(|brownout| finding(&promised, brownout)).collect::<Vec<_>>()
        })
        .collect()
}

fn finding(promised: &Promised<'_>, brownout: &Brownout) -> Option<Diagnostic> {
    let deprecated = promised.deprecated();
    let id = &brownout.id.value;
    if brownout.start.value < deprecated.value.instant() {
        let message = format!("the brownout `{id}` starts at {}, before the deprecation", brownout.start.value);
        let finding = promised.finding(Rule::BrownoutOutsideLife, brownout.start.span, message);
        let help = format!("start it on {} or later", deprecated.value);
        return Some(promised.label_deprecated(finding).help(help));
    }
    let sunset = promised.deprecation.sunset.as_ref()?;
    (brownout.end.value > sunset.value.instant()).then(|| {
        let message = format!("the brownout `{id}` ends at {}, after the sunset", brownout.end.value);
        promised
            .finding(Rule::BrownoutOutsideLife, brownout.end.span, message)
            .label(promised.path(), sunset.span, "it may be gone from here")
            .help(format!(
                "end it at {} or earlier, or cancel it: `cancelled = {{ date = …, reason = \"…\" }}`",
                sunset.value.instant()
            ))
    })
}
