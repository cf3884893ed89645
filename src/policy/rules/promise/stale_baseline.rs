//! promise/stale-baseline

use jiff::ToSpan;

use crate::diag::{Diagnostic, Rule};
use crate::policy::fields::book;
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::compare;

pub const DEFINITION: Definition = Definition { rule: Rule::StaleBaseline, docs: DOCS, check: Some(check) };

/// How long a promise may take from its date to the published schedule.
const PATIENCE: i64 = 7;

const DOCS: Docs = Docs {
    flags: "The published schedule was last updated before a promise that is dated more than a week ago.",
    why: "The baseline is what readers see. If it lacks promises that are a week old, either the site is no longer published, and readers are not told, or the baseline is not the published schedule, and promises are judged against the wrong one.",
    example: r#"
On 2026-03-20, while the schedule was last updated on 2026-02-01 and lacks an entry with:

```toml
date = 2026-03-02
```
"#,
    remedy: "See that the site is built and published each night, and that the baseline names what it publishes. If the entry is only now being published, date it on that day.",
    settings: "`[promise] baseline`.",
    source: "A nightly build publishes what its day has brought; a schedule that stands still for a week says that it does not run.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(baseline) = context.baseline else { return Vec::new() };
    let updated = baseline.schedule().updated.0;
    let Ok(latest) = context.today.0.checked_sub(PATIENCE.days()) else { return Vec::new() };
    // What is dated before the baseline was updated was not there then: that is another rule's.
    let lacking = compare(baseline, context.schedule).new.into_iter().filter(|promise| {
        let announced = promise.announced.0.day();
        updated <= announced && announced < latest
    });
    let lacking: Vec<_> = lacking.collect();
    let Some(oldest) = lacking.iter().min_by_key(|promise| (promise.announced, &promise.id)) else { return Vec::new() };
    let message = match lacking.len() {
        1 => format!("the baseline of {updated} lacks the promise `{}` of {}", oldest.id, oldest.announced),
        count => format!(
            "the baseline of {updated} lacks {count} promises that are over a week old, first `{}` of {}",
            oldest.id, oldest.announced
        ),
    };
    let finding = match &context.config.baseline {
        Some(at) => Diagnostic::new(Rule::StaleBaseline, &book(), at.span, message),
        None => Diagnostic::file(Rule::StaleBaseline, &book(), message),
    };
    let entry = context.catalog.find(&oldest.id).map(|index| &context.catalog.change(index).entry);
    let finding = match entry {
        Some(entry) => finding.label(&entry.path, entry.date.span, "not in the baseline"),
        None => finding,
    };
    let finding = finding.note("readers are not told what is not published");
    vec![finding.help("publish the site, each night at best; or name the schedule that is really published")]
}
