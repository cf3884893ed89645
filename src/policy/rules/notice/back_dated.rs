//! notice/back-dated

use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::base::{Date, Span};
use crate::diag::{Diagnostic, Rule};
use crate::policy::context::Promised;
use crate::policy::lost::{Fate, lost};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::compare;

pub const DEFINITION: Definition = Definition { rule: Rule::BackDated, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise that the published schedule lacks is dated long before that schedule was last updated.",
    why: "The date of an announcement says when readers were told. A new entry with an old date claims a notice that nobody had; its item in the feeds stands below what readers have seen already. Notice is counted from the first publication all the same.",
    example: r#"
New on 2026-06-01, while the published schedule was last updated on 2026-05-28:

```toml
title = "Deploy API v1 is deprecated"
date = 2026-03-02
```
"#,
    remedy: "Date the entry on the day on which it is published. If its file's name begins with the old date, rename the file.",
    settings: "`grace-days` in `[policy]` (default 14): so many days before the schedule's `updated` are taken for review. `[promise] baseline` names the schedule.",
    source: "A changelog that is written after the fact tells nobody in time (Keep a Changelog 1.1.0 dates each version on its release).",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(baseline) = context.baseline else { return Vec::new() };
    let updated = baseline.schedule().updated.0;
    let renamed: BTreeSet<&str> = lost(context)
        .into_iter()
        .filter_map(|lost| match lost.fate {
            Fate::Renamed(change) => Some(change.id.as_str()),
            _ => None,
        })
        .collect();
    let new = compare(baseline, context.schedule).new.into_iter().map(|promise| promise.id.as_str());
    let judge = |id: &str| {
        let index = context.catalog.find(id)?;
        judge(context, &context.promised(index, context.catalog.change(index))?, updated)
    };
    new.filter(|id| !renamed.contains(id)).filter_map(judge).collect()
}

fn judge(context: &Context<'_>, promised: &Promised<'_>, updated: Date) -> Option<Diagnostic> {
    let (entry, today) = (&promised.change.entry, context.today.0);
    let announced = promised.change.date().day();
    let oldest = updated.checked_sub(i64::from(promised.policy.grace_days).days()).ok()?;
    if announced >= oldest {
        return None;
    }
    let message = format!("the promise is dated {announced}, and the schedule published on {updated} does not have it");
    let finding = Diagnostic::new(Rule::BackDated, &entry.path, entry.date.span, message)
        .note(format!("readers are first told today, so notice is counted from {today}"));
    Some(match is_of_the_name(entry.date.span, entry.fence) {
        true => finding
            .help(format!("rename the file so that its name begins with `{today}`, the day on which it is published")),
        false => finding.fix(
            format!("write the day on which it is published: `date = {today}`"),
            entry.date.span,
            today.to_string(),
        ),
    })
}

/// A date that only the file's name gives has the place of the whole entry.
fn is_of_the_name(date: Span, fence: Span) -> bool {
    date == fence
}
