//! promise/moved-earlier

use crate::diag::{Diagnostic, Rule};
use crate::entry::FieldName;
use crate::policy::fields::{first_told, name, place, revision, toml};
use crate::policy::kept::{Kept, breaches};
use crate::policy::misquoted::misquoted;
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::{Breach, Move};

pub const DEFINITION: Definition = Definition { rule: Rule::MovedEarlier, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A published date comes earlier now, and no revision says that it was pulled in.",
    why: "Readers planned by the later date. Whoever read it once and put it into a calendar will not look again: a date that moves earlier without a word breaks their service while they believe to have time.",
    example: r#"
Published with `sunset = 2026-12-01`, and later:

```toml
[deprecation]
sunset = 2026-10-01
```
"#,
    remedy: "Put the published date back. If it must come earlier, append a revision with `change = \"pulled-in\"` and the reason: readers get an item in their feeds, and `notice/too-short` judges the new date from that day. A `not-before` is a floor and only moves later, unless the revision names an `emergency`.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "RFC 8594 tells clients to treat a sunset as a hint only. What makes it worth planning by is that it never comes sooner unannounced.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let breaches = breaches(context, Breach::MovedEarlier);
    breaches
        .iter()
        .map(|(kept, moved)| until_later(context, kept, moved).unwrap_or_else(|| finding(kept, moved)))
        .collect()
}

/// A revision of a later day says what holds until then, and that is what comes earlier.
fn until_later(context: &Context<'_>, kept: &Kept<'_>, moved: &Move<'_>) -> Option<Diagnostic> {
    let later = misquoted(kept).into_iter().map(|misquoted| misquoted.revision);
    let revision =
        later.filter(|revision| revision.date > context.today.0).find(|revision| revision.field == moved.field)?;
    let (place, before, until) = (revision.written.from?, toml(moved.before.as_ref()?), toml(moved.after.as_ref()?));
    let message = format!(
        "{} was published as {before}, and is {until} until {}, says the revision of that day",
        name(&moved.field),
        revision.date
    );
    let finding = kept.promised.finding(Rule::MovedEarlier, place, message);
    Some(finding.fix(format!("write `from = {before}`"), place, before))
}

fn finding(kept: &Kept<'_>, moved: &Move<'_>) -> Diagnostic {
    let value = |value: &Option<_>| value.as_ref().map(toml).unwrap_or_default();
    let (before, after) = (value(&moved.before), value(&moved.after));
    let replaces_floor = moved.field == FieldName::NotBefore && kept.promised.deprecation.not_before.is_none();
    let message = match replaces_floor {
        true => format!("the floor was published as {before}, and what takes its place lies below it: {after}"),
        false => format!("{} was published as {before}, and comes earlier now: {after}", name(&moved.field)),
    };
    let path = &kept.promised.change.entry.path;
    let mut finding = Diagnostic::new(Rule::MovedEarlier, path, place(&kept.promised, &moved.field), message);
    if let Some(first) = first_told(kept.pair.before, &moved.field) {
        finding = finding.note(format!("readers were first told on {first}, and plan by {before}"));
    }
    if replaces_floor {
        return finding.help(format!("choose {before} or later; a floor may only move later"));
    }
    let finding = match &moved.field {
        FieldName::Brownout(_) => finding.help(format!("put `start = {before}` back")),
        field => finding.help(format!("put `{field} = {before}` back")),
    };
    let recorded = revision(&kept.promised, &moved.field, moved.before.as_ref(), "pulled-in");
    finding.help(match moved.field {
        FieldName::NotBefore => {
            "a floor may only move later, unless a revision with `change = \"pulled-in\"` names an `emergency`"
                .to_owned()
        }
        _ => format!("or pull it in openly: append {recorded}"),
    })
}
