//! date/sunset-before-deprecated

use jiff::ToSpan;

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::SunsetBeforeDeprecated, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The sunset comes before the deprecation.",
    why: "It says that something was gone before anybody was asked to leave it. Mostly a year is wrong, or an old shutdown is told late without `deprecated`; and programs that read both headers refuse the pair.",
    example: r#"
```toml
date = 2026-03-02
[deprecation]
sunset = 2025-12-01
```
"#,
    remedy: "Correct the year; or say in `deprecated` from when it was deprecated, if it was so before this entry was written.",
    settings: "`min-notice-days`, `closed-weekdays` and `freeze` in `[policy]` say which day the finding proposes.",
    source: "RFC 9745, section 4: the Sunset date must not be earlier than the Deprecation date.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.promises().filter_map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let sunset = promised.deprecation.sunset.as_ref().filter(|_| !promised.is_cancelled())?;
    if !promised.ends_before_it_begins() {
        return None;
    }
    let deprecated = promised.deprecated();
    let message = format!("the sunset {} comes before the deprecation, {}", sunset.value, deprecated.value);
    let finding = promised.finding(Rule::SunsetBeforeDeprecated, sunset.span, message);
    let finding = promised.label_deprecated(finding);
    let finding = match earliest(promised) {
        Some(day) => finding
            .help(format!("with {} days of notice, the earliest sunset is {day}", promised.policy.min_notice_days)),
        None => finding,
    };
    Some(match promised.deprecation.deprecated {
        Some(_) => finding.help("if it was deprecated earlier, correct `deprecated`"),
        None => finding.help("if it was deprecated before this entry was written, say so: `deprecated = …`"),
    })
}

/// The first open day that leaves the notice that policy asks for.
fn earliest(promised: &Promised<'_>) -> Option<crate::base::Date> {
    let from = promised.deprecated().value.day().max(promised.change.date().day());
    promised.policy.open_from(from.checked_add(i64::from(promised.policy.min_notice_days).days()).ok()?)
}
