//! promise/moved-without-revision

use crate::diag::{Diagnostic, Rule};
use crate::entry::FieldName;
use crate::policy::fields::{name, place, revision, toml};
use crate::policy::kept::{Kept, breaches};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::{Breach, Move, Way};
use crate::schedule::wire::Value;

pub const DEFINITION: Definition = Definition { rule: Rule::MovedWithoutRevision, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A published date, version or plan has another value, and no revision says so.",
    why: "A revision is what tells readers: it is an item in their feeds, and a line in the promise's history with its reason. A value that changes without one reaches only those who happen to look.",
    example: r#"
Published with `sunset = 2026-10-01`, and later:

```toml
[deprecation]
sunset = 2026-12-01
```
"#,
    remedy: "Append a `[[deprecation.revision]]` with the date, the value before and the reason. A first date, or a plan made firm, is a revision with `change = \"dated\"` and without `from`.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "A promise is kept or changed in the open.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    breaches(context, Breach::Unrecorded).iter().map(|(kept, moved)| finding(kept, moved)).collect()
}

fn finding(kept: &Kept<'_>, moved: &Move<'_>) -> Diagnostic {
    let path = &kept.promised.change.entry.path;
    let finding = Diagnostic::new(
        Rule::MovedWithoutRevision,
        path,
        place(&kept.promised, &moved.field),
        format!("{}, without a revision", message(moved)),
    );
    let finding = finding.note("readers learn of a move by its revision: it is an item in their feeds");
    if moved.way == Way::Revived {
        return finding.help("put its `cancelled` back, and plan another brownout with an id of its own");
    }
    if moved.field == FieldName::Deprecated && kept.promised.deprecation.deprecated.is_none() {
        let before = moved.before.as_ref().map(toml).unwrap_or_default();
        return finding
            .help(format!("date the entry {before} again: that is when it is deprecated, unless it says otherwise"));
    }
    let (from, change) = match (&moved.way, &moved.after) {
        (Way::Given, _) => (None, "dated"),
        (_, Some(Value::Flag(false))) => (None, "dated"),
        (Way::Later, _) => (moved.before.as_ref(), "extended"),
        _ => (moved.before.as_ref(), "corrected"),
    };
    finding.help(format!("append {}", revision(&kept.promised, &moved.field, from, change)))
}

fn message(moved: &Move<'_>) -> String {
    let value = |value: &Option<_>| value.as_ref().map(toml).unwrap_or_default();
    let (before, after) = (value(&moved.before), value(&moved.after));
    match (&moved.way, &moved.after) {
        (Way::Given, _) => format!("{} was not published, and is {after} now", name(&moved.field)),
        (Way::Revived, _) => format!("{} was cancelled, and is on again", name(&moved.field)),
        (_, Some(Value::Flag(true))) => "the promise was published as firm, and is a plan now".to_owned(),
        (_, Some(Value::Flag(false))) => "the promise was published as a plan, and is firm now".to_owned(),
        (Way::Otherwise, _) if matches!(moved.field, FieldName::Brownout(_)) => {
            format!("{} lasts longer than was published", name(&moved.field))
        }
        _ => format!("{} was published as {before}, and is {after} now", name(&moved.field)),
    }
}
