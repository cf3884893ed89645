//! brownout/missing

use jiff::ToSpan;

use crate::base::Date;
use crate::diag::{Diagnostic, Rule};
use crate::entry::SurfaceKind;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::BrownoutMissing, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Policy asks for a brownout before a sunset, and the promise plans none.",
    why: "Callers whom nobody remembers show themselves when it fails for an hour, and not when they read. Without a brownout they show themselves on the day of the sunset.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-01
surface = [{ kind = "http", name = "GET /v1/deployments", replacement = "GET /v2/deployments" }]
```

with `brownout-required = true` in `[policy]`.
"#,
    remedy: "Plan one, some weeks before the sunset and in working hours. It may be added later, with its own `announced`. Only what the platform runs can be switched off for an hour: promises about surfaces of the kinds `cli`, `config`, `env`, `library` and `module` alone are not judged, nor are plans and those without a sunset.",
    settings: "`brownout-required` (default false) and `brownout-notice-days` in `[policy]` or `[policy.component.<id>]`.",
    source: "GitHub's practice of brownouts before it ends an API or a way to sign in.",
};

/// How long before the sunset a brownout is proposed: those whom it finds need time to leave.
const BEFORE_SUNSET_DAYS: i64 = 28;

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let asked = context.promises().filter(|promised| promised.policy.brownout_required);
    asked
        .filter(|promised| !promised.is_over() && !promised.is_plan())
        .filter_map(|promised| finding(context, &promised))
        .collect()
}

fn finding(context: &Context<'_>, promised: &Promised<'_>) -> Option<Diagnostic> {
    let sunset = promised.deprecation.sunset.as_ref()?;
    let planned = promised.deprecation.brownouts.iter().any(|brownout| brownout.cancelled.is_none());
    if planned || !promised.deprecation.surfaces.iter().any(|surface| runs_here(&surface.kind.value)) {
        return None;
    }
    let message = format!("no brownout is planned before the sunset {}", sunset.value);
    let finding = promised.finding(Rule::BrownoutMissing, sunset.span, message);
    let finding = context.label_policy(finding, promised.policy, "brownout-required");
    Some(match proposal(promised, sunset.value.day()) {
        Some(day) => finding.help(format!(
            "add `[[deprecation.brownout]]` with an `id`, such as \"first\", `announced = {}`, `start = {day}T09:00:00Z` and `end = {day}T10:00:00Z`",
            promised.day
        )),
        None => finding.help(format!(
            "add `[[deprecation.brownout]]`; with {} days of notice for it, the sunset has to move too",
            promised.policy.brownout_notice_days
        )),
    })
}

/// Whether the platform can switch it off for an hour. The others are at the consumer's.
fn runs_here(kind: &SurfaceKind) -> bool {
    use SurfaceKind::{Cli, Config, Env, Library, Module};
    !matches!(kind, Cli | Config | Env | Library | Module)
}

/// An open day some weeks before the sunset, or as early as its own notice allows.
fn proposal(promised: &Promised<'_>, sunset: Date) -> Option<Date> {
    let policy = promised.policy;
    let soonest = promised.day.checked_add(i64::from(policy.brownout_notice_days).days()).ok()?;
    let weeks_before = sunset.checked_sub(BEFORE_SUNSET_DAYS.days()).ok()?;
    policy.open_from(weeks_before.max(soonest)).filter(|day| *day < sunset)
}
