//! notice/too-short

use jiff::ToSpan;

use crate::base::{Date, Today, When};
use crate::config::Policy;
use crate::diag::{Diagnostic, Rule};
use crate::entry::FieldName;
use crate::policy::context::Promised;
use crate::policy::deeds::{complete, extend};
use crate::policy::fields::{book, name, revision};
use crate::policy::refused::short_notice;
use crate::policy::told::{Told, told};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::wire;

pub const DEFINITION: Definition = Definition { rule: Rule::NoticeTooShort, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A sunset, an end of support or a closing to new users comes sooner after its first publication than policy allows.",
    why: "Readers need the days between hearing of a date and the date itself to plan, change and deploy. Notice runs from the day on which the date was first published, not from the day that the entry names: what nobody could read gave nobody time. A date that moved later keeps the day on which readers were told of the earlier one.",
    example: r#"
With `min-notice-days = 90`, in an entry of 2026-03-02:

```toml
[deprecation]
sunset = 2026-05-01
```
"#,
    remedy: "Choose a date on or after the earliest one that the finding names. If a security flaw makes it unsafe to wait, name the advisory: `emergency = \"CVE-2026-1234\"` in `[deprecation]` for a first announcement, in the revision for a date that was pulled in.",
    settings: "`min-notice-days` in `[policy]` (default 90) or in `[policy.component.<id>]`. A plan (`estimated = true`), a removal version and a `not-before` are not counted.",
    source: "Kubernetes' deprecation policy promises a minimum time for each stability level; GitHub announces breaking changes of its REST API and supports the earlier version for at least 24 months.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let judge = |(promised, dates): (Promised<'_>, Vec<Told>)| {
        let dates = dates.into_iter().filter(|told| !matches!(told.field, FieldName::Brownout(_)));
        // A date before the deprecation contradicts the entry itself, and is a finding of the family `date`.
        let deprecated = promised.life().deprecated.current().copied();
        let dates = dates.filter(|told| deprecated.is_none_or(|deprecated| deprecated <= told.when));
        let findings: Vec<Diagnostic> = dates.filter_map(|told| judge(&promised, &told, context.today)).collect();
        findings
    };
    told(context).into_iter().flat_map(judge).collect()
}

fn judge(promised: &Promised<'_>, told: &Told, today: Today) -> Option<Diagnostic> {
    let (policy, given) = (promised.policy, short_notice(promised, told)?);
    let minimum = policy.min_notice_days;
    let message = match given {
        ..0 => format!("{} lies before the day on which it is first told, {}", name(&told.field), told.first),
        _ => format!("{} gives {}, {minimum} are promised", name(&told.field), days_of_notice(given)),
    };
    let finding = Diagnostic::new(Rule::NoticeTooShort, &promised.change.entry.path, told.place, message);
    let finding = finding.note(format!("notice runs from {}, when readers are first told of this date", told.first));
    let finding = match policy.written.get("min-notice-days").copied() {
        Some(span) => finding.label(&book(), span, "the policy says so here"),
        None => finding,
    };
    Some(if told.when.has_come(today) { too_late(finding, promised, told) } else { remedy(finding, promised, told) })
}

fn days_of_notice(days: i64) -> String {
    if days == 1 { "1 day of notice".to_owned() } else { format!("{days} days of notice") }
}

/// A date that has come is no longer a matter of planning.
fn too_late(finding: Diagnostic, promised: &Promised<'_>, told: &Told) -> Diagnostic {
    let id = &promised.change.id;
    let to = match &told.field {
        FieldName::Sunset => "DATE".to_owned(),
        field => format!("DATE --field {field}"),
    };
    let moved = format!("move it in the open: {}", extend(id, to));
    match told.field {
        FieldName::Sunset => finding
            .help(format!("if it is gone, {} writes the entry that says so", complete(id)))
            .help(format!("if not, {moved}")),
        _ => finding.help(moved),
    }
}

fn remedy(finding: Diagnostic, promised: &Promised<'_>, told: &Told) -> Diagnostic {
    let Some(earliest) = earliest(told.first, promised.policy) else {
        return finding.help("choose a later date");
    };
    if told.is_published {
        let from = wire::Value::When(wire::Moment(told.when));
        let how = revision(promised, &told.field, Some(&from), "extended");
        return finding.help(format!("extend it to {earliest} or later, and append {how}"));
    }
    match told.when {
        When::Day(_) => {
            finding.fix(format!("write `{} = {earliest}` or later", told.field), told.place, earliest.to_string())
        }
        When::Instant(_) => finding.help(format!("choose an instant on {earliest} or later")),
    }
}

/// The first day with enough notice on which the platform lets something end.
fn earliest(first: Date, policy: &Policy) -> Option<Date> {
    const YEAR: usize = 366;
    let soonest = first.checked_add(i64::from(policy.min_notice_days).days()).ok()?;
    soonest.series(1.day()).take(YEAR).find(|day| policy.is_open(*day)).or(Some(soonest))
}
