//! date/in-future

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::InFuture, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An entry, or a revision, is dated after today.",
    why: "It is left out of everything that is published until its day. That is how news is prepared, and also what a wrong year looks like.",
    example: r#"
```toml
# today is 2026-03-02
date = 2027-03-02
```
"#,
    remedy: "Nothing, if it is meant: the site has to be built on that day, by a nightly run. Otherwise correct the date.",
    settings: "",
    source: "Static site generators, which leave out posts of a later day, to the surprise of their authors.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let later = context.changes().filter(|(_, change)| !change.date().has_come(context.today));
    let entries = later.map(|(_, change)| {
        let date = &change.entry.date;
        let message = format!("dated after today: it appears on {}", date.value.day());
        let finding = Diagnostic::new(Rule::InFuture, &change.entry.path, date.span, message);
        finding.help("correct the date, unless this is meant; then see to it that the site is built on that day")
    });
    entries.chain(context.promises().flat_map(|promised| revisions(&promised))).collect()
}

/// Revisions that readers will learn of later than the entry and today.
fn revisions(promised: &Promised<'_>) -> Vec<Diagnostic> {
    let later = promised.deprecation.revisions.iter().filter(|revision| revision.date > promised.day);
    let findings = later.map(|revision| {
        let message = format!("this revision is dated after today: what it changes holds from {}", revision.date);
        let finding = promised.finding(Rule::InFuture, revision.span, message);
        finding.help("correct its date, unless this is meant; until then readers see the value before it")
    });
    findings.collect()
}
