//! notice/brownout-too-soon

use jiff::ToSpan;

use crate::diag::{Diagnostic, Rule};
use crate::entry::FieldName;
use crate::policy::context::Promised;
use crate::policy::fields::{book, name};
use crate::policy::told::{Told, told};
use crate::policy::{Context, Definition, Docs, emergency};

pub const DEFINITION: Definition = Definition { rule: Rule::BrownoutTooSoon, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A brownout starts sooner after it was first published than policy allows.",
    why: "A brownout is there to find callers who missed the announcement, not to surprise those who plan. Teams need some days to see it in their calendars and to have somebody at hand.",
    example: r#"
With `brownout-notice-days = 14`:

```toml
[[deprecation.brownout]]
id = "first"
announced = 2026-10-01
start = 2026-10-06T09:00:00Z
end = 2026-10-06T10:00:00Z
```
"#,
    remedy: "Start it on or after the day that the finding names. One that is published already is moved with a revision of the field `brownout:<id>`, or called off with `cancelled`.",
    settings: "`brownout-notice-days` in `[policy]` (default 14) or in `[policy.component.<id>]`.",
    source: "GitHub announces the days and hours of its brownouts beforehand, so that a failing call can be told from an outage.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let judge = |(promised, dates): (Promised<'_>, Vec<Told>)| {
        let starts = dates.into_iter().filter(|told| matches!(told.field, FieldName::Brownout(_)));
        let findings: Vec<Diagnostic> = starts.filter_map(|told| judge(&promised, &told)).collect();
        findings
    };
    told(context).into_iter().flat_map(judge).collect()
}

fn judge(promised: &Promised<'_>, told: &Told) -> Option<Diagnostic> {
    let minimum = i64::from(promised.policy.brownout_notice_days);
    let given = i64::from((told.when.day() - told.first).get_days());
    if given >= minimum || emergency::lifts(promised.deprecation, &told.field) {
        return None;
    }
    let what = name(&told.field);
    let message = match given {
        ..0 => format!("{what} starts before {}, the day on which it is first told", told.first),
        0 => format!("{what} starts on the day on which it is first told, {}", told.first),
        1 => format!("{what} starts 1 day after it is first told, {minimum} are promised"),
        _ => format!("{what} starts {given} days after it is first told, {minimum} are promised"),
    };
    let finding = Diagnostic::new(Rule::BrownoutTooSoon, &promised.change.entry.path, told.place, message);
    let finding = finding.note(format!("its notice runs from {}", told.first));
    let finding = match promised.policy.written.get("brownout-notice-days").copied() {
        Some(span) => finding.label(&book(), span, "the policy says so here"),
        None => finding,
    };
    let earliest = told.first.checked_add(minimum.days()).ok()?;
    Some(match told.is_published {
        true => finding.help(format!(
            "start it on {earliest} or later with a revision of `{}`, or call it off with `cancelled`",
            told.field
        )),
        // It was promised, called off with the whole, and comes back too soon.
        false if promised.life().calls.iter().any(|(day, cancelled)| !cancelled && *day <= told.first) => {
            finding.help(format!(
                "start it on {earliest} or later with a revision of `{}`, or call it off: `cancelled = {{ date = {}, reason = \"…\" }}`",
                told.field, told.first
            ))
        }
        false => finding.help(format!("start it on {earliest} or later")),
    })
}
