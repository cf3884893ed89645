//! promise/too-many-revisions

use crate::diag::{Diagnostic, Rule};
use crate::entry::{Change, Revision};
use crate::policy::context::Promised;
use crate::policy::fields::book;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::TooManyRevisions, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise has moved more often than policy allows.",
    why: "A date that moves again and again is not planned by: readers wait for the next move, and those who kept to the first date did their work for nothing.",
    example: r#"
With `max-revisions = 1`:

```toml
[[deprecation.revision]]
date = 2026-05-01
from = 2026-09-01
reason = "Billing needs one more quarter."
[[deprecation.revision]]
date = 2026-08-10
from = 2026-10-01
reason = "Search does, too."
```
"#,
    remedy: "Keep the date. If it cannot be kept, cancel the promise and announce one that can; or allow the move here, with the reason.",
    settings: "`max-revisions` in `[policy]` or in `[policy.component.<id>]`; without it the rule is off. Extended and pulled in are counted; first dates, corrections and cancellations are not.",
    source: "A promise is kept, or changed in the open; changed too often it is none.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.promises().filter_map(|promised| judge(&promised)).collect()
}

fn judge(promised: &Promised<'_>) -> Option<Diagnostic> {
    let allowed = promised.policy.max_revisions? as usize;
    let is_move = |revision: &&Revision| matches!(revision.change, Change::Extended | Change::PulledIn);
    let mut moves: Vec<&Revision> = promised.deprecation.revisions.iter().filter(is_move).collect();
    moves.sort_by_key(|revision| revision.date);
    let first = moves.get(allowed)?;
    let message = format!("the promise has moved {}, {allowed} at most are promised", times(moves.len()));
    let finding = Diagnostic::new(Rule::TooManyRevisions, &promised.change.entry.path, first.span, message)
        .note("readers do not plan by a date that keeps moving");
    let finding = match promised.policy.written.get("max-revisions").copied() {
        Some(span) => finding.label(&book(), span, "the policy says so here"),
        None => finding,
    };
    Some(finding.help("keep the date; if it cannot be kept, cancel the promise and announce one that can"))
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
