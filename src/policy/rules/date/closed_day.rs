//! date/closed-day

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::base::{At, Date, When};
use crate::config::Policy;
use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds::extend;
use crate::policy::refused::unless_refused;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::ClosedDay, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A sunset or a brownout falls on a day that policy keeps free: a closed weekday, or a freeze.",
    why: "On that day nobody is there to mend what breaks, on your side and on theirs.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-19
```

with `closed-weekdays = ["sat", "sun"]`: it is a Saturday.
"#,
    remedy: "Take the next open day, which the finding names: later never harms readers. Days are UTC days. A sunset that was published already is moved by `forewarn promise extend ID --to DATE --reason \"…\"`. Plans (`estimated = true`) are not judged, nor is a date that `notice/too-short` refuses: the day that it names is open.",
    settings: "`closed-weekdays` and `freeze` in `[policy]` or `[policy.component.<id>]`; without them it is off.",
    source: "The custom of change freezes, and of not deploying on Fridays.",
};

/// A brownout is short; what lasts longer than this is looked at no further.
const LONGEST_BROWNOUT_DAYS: usize = 400;

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let dated = || context.promises().filter(|promised| !promised.is_over() && !promised.is_plan());
    let sunsets = dated().filter_map(|promised| Some((promised.index, sunset(context, &promised)?))).collect();
    let brownouts = dated().flat_map(|promised| brownouts(context, &promised));
    unless_refused(context, sunsets).chain(brownouts).collect()
}

fn sunset(context: &Context<'_>, promised: &Promised<'_>) -> Option<Diagnostic> {
    let at = promised.deprecation.sunset.as_ref()?;
    let day = at.value.day();
    let finding = closed(context, promised, day, at, "the sunset")?;
    let Some(open) = promised.policy.open_from(day) else { return Some(no_open_day(finding)) };
    let moved = later(at.value, day, open);
    Some(match published(context, promised) {
        true => finding.help(format!("move it to {moved}, the next open day: {}", extend(&promised.change.id, moved))),
        false => finding.fix(format!("write {moved}, the next open day"), at.span, moved.to_string()),
    })
}

fn brownouts(context: &Context<'_>, promised: &Promised<'_>) -> Vec<Diagnostic> {
    let planned = promised.deprecation.brownouts.iter().filter(|brownout| brownout.cancelled.is_none());
    let closed = planned.filter_map(|brownout| {
        let start = brownout.start.clone().map(When::Instant);
        let day = days(brownout.start.value, brownout.end.value).find(|day| !promised.policy.is_open(*day))?;
        let finding = closed(context, promised, day, &start, &format!("the brownout `{}`", brownout.id.value))?;
        Some(match promised.policy.open_from(day) {
            Some(open) => finding.help(format!("hold it on {open}, the next open day, or earlier")),
            None => no_open_day(finding),
        })
    });
    closed.collect()
}

/// The UTC days that something touches; its end is excluded.
fn days(start: Timestamp, end: Timestamp) -> impl Iterator<Item = Date> {
    let first = When::Instant(start).day();
    let last = end.checked_sub(SignedDuration::from_nanos(1)).map_or(first, |last| When::Instant(last).day());
    first.series(1.day()).take_while(move |day| *day == first || *day <= last).take(LONGEST_BROWNOUT_DAYS)
}

fn closed(context: &Context<'_>, promised: &Promised<'_>, day: Date, at: &At<When>, what: &str) -> Option<Diagnostic> {
    let policy: &Policy = promised.policy;
    if let Some(freeze) = policy.freeze_on(day) {
        let reason = if freeze.reason.is_empty() { String::new() } else { format!(" ({})", freeze.reason) };
        let message = format!("{what} falls on {day}, into the freeze from {} to {}{reason}", freeze.from, freeze.to);
        let finding = promised.finding(Rule::ClosedDay, at.span, message);
        return Some(finding.label(&context.book(), freeze.span, "the policy says so here"));
    }
    if policy.is_open(day) {
        return None;
    }
    let finding =
        promised.finding(Rule::ClosedDay, at.span, format!("{what} falls on {day}, a {}", day.strftime("%A")));
    Some(context.label_policy(finding, policy, "closed-weekdays"))
}

fn no_open_day(finding: Diagnostic) -> Diagnostic {
    finding.help("policy leaves no day open: mend `closed-weekdays` or `freeze` in book.toml")
}

/// The same hour of a later day.
fn later(when: When, from: Date, to: Date) -> When {
    match when {
        When::Day(_) => When::Day(to),
        When::Instant(instant) => {
            let days = from.until(to).map_or(0, |span| i64::from(span.get_days()));
            When::Instant(instant.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(instant))
        }
    }
}

/// Whether readers know the date already.
fn published(context: &Context<'_>, promised: &Promised<'_>) -> bool {
    context.baseline.is_some_and(|baseline| baseline.promise(promised.change).is_some())
}
