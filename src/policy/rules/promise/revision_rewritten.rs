//! promise/revision-rewritten

use crate::base::Span;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Revision;
use crate::policy::fields::toml;
use crate::policy::kept::{Kept, kept};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::moves;
use crate::schedule::wire;

pub const DEFINITION: Definition = Definition { rule: Rule::RevisionRewritten, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A revision that was published is gone, or says something else.",
    why: "Revisions are the record of how a promise moved. They have been read as items of the feeds, and their numbers are parts of permanent ids: a record that can be rewritten is none.",
    example: r#"
Published with `reason = "Billing needs one more quarter."`, and later:

```toml
[[deprecation.revision]]
date = 2026-08-10
from = 2026-10-01
reason = "Moved"
```
"#,
    remedy: "Put the revision back as it was published, and append a new one for what changed since.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "RFC 4287, section 4.2.6: the id of an item never changes; an append-only log keeps it true.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    kept(context).iter().flat_map(findings).collect()
}

fn findings(kept: &Kept<'_>) -> Vec<Diagnostic> {
    let lost: Vec<&wire::Revision> = kept.pair.lost_revisions().collect();
    if lost.is_empty() {
        return Vec::new();
    }
    // The move of the value itself is the finding, where it is one.
    let moved: Vec<String> =
        moves(kept.pair).iter().filter(|moved| moved.breach().is_some()).map(|moved| moved.field.to_string()).collect();
    let lost = lost.into_iter().filter(|revision| !revision.field.as_ref().is_some_and(|field| moved.contains(field)));
    lost.map(|revision| finding(kept, revision)).collect()
}

fn finding(kept: &Kept<'_>, lost: &wire::Revision) -> Diagnostic {
    let promised = &kept.promised;
    let what = lost.field.as_ref().map_or_else(|| format!("`{}`", lost.change), |field| format!("of `{field}`"));
    let (span, verb) = match place(&promised.deprecation.revisions, lost) {
        Some(span) => (span, "says something else"),
        None => (promised.deprecation.span, "is gone"),
    };
    let message = format!("the published revision {what} of {} {verb}", lost.date);
    Diagnostic::new(Rule::RevisionRewritten, &promised.change.entry.path, span, message)
        .note("revisions are append only: readers have them in their feeds")
        .help(format!("put it back: {}", written(lost)))
}

/// The revision that has taken its place.
fn place(revisions: &[Revision], lost: &wire::Revision) -> Option<Span> {
    let same = |revision: &&Revision| {
        let field = (!revision.is_call()).then(|| revision.field.to_string());
        revision.date == lost.date.0 && field == lost.field
    };
    revisions.iter().find(same).map(|revision| revision.span)
}

/// A revision as TOML on one line.
fn written(revision: &wire::Revision) -> String {
    let mut keys = vec![format!("date = {}", revision.date)];
    keys.extend(revision.field.as_ref().filter(|field| *field != "sunset").map(|field| format!("field = \"{field}\"")));
    keys.extend(revision.from.as_ref().map(|from| format!("from = {}", toml(from))));
    keys.extend(revision.to.as_ref().map(|to| format!("to = {}", toml(to))));
    keys.push(format!("change = \"{}\"", revision.change));
    keys.push(format!("reason = {}", quoted(&revision.reason)));
    keys.extend(revision.emergency.as_ref().map(|advisory| format!("emergency = {}", quoted(advisory))));
    format!("`{}`", keys.join("`, `"))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
