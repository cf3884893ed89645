//! promise/dropped-date

use crate::diag::{Diagnostic, Rule};
use crate::entry::FieldName;
use crate::policy::deeds::{cancel, extend};
use crate::policy::fields::{first_told, name, toml};
use crate::policy::kept::{Kept, breaches};
use crate::policy::{Context, Definition, Docs, Promised};
use crate::schedule::compare::{Breach, Move};

pub const DEFINITION: Definition = Definition { rule: Rule::DroppedDate, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A date, a version or a brownout that was published is no longer in the promise.",
    why: "Readers have it in their calendars. Without it they can neither keep to the plan nor drop it, and nothing tells them which.",
    example: r#"
Published with `sunset = 2026-12-01` and `removal = "4.0.0"`, and later:

```toml
[deprecation]
removal = "4.0.0"
```
"#,
    remedy: "Put it back. A date that is not known any more is then moved later with `forewarn promise extend ID --to DATE --reason \"…\"`, or the promise is called off with `forewarn promise cancel ID --reason \"…\"`, which keeps the dates as history. A brownout that is not held gets `cancelled = { date = …, reason = \"…\" }`. A `not-before` may give way to a sunset, or a removal version, at or above it.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "A promise is kept or changed in the open; the published schedule is the record.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    breaches(context, Breach::Dropped).iter().map(|(kept, moved)| finding(kept, moved)).collect()
}

fn finding(kept: &Kept<'_>, moved: &Move<'_>) -> Diagnostic {
    let before = moved.before.as_ref().map(toml).unwrap_or_default();
    let promised = &kept.promised;
    let message = format!("{} was published as {before}, and is not in the promise any more", name(&moved.field));
    let mut finding =
        Diagnostic::new(Rule::DroppedDate, &promised.change.entry.path, promised.deprecation.span, message);
    if let Some(first) = first_told(kept.pair.before, &moved.field) {
        finding = finding.note(format!("readers were first told of it on {first}"));
    }
    match &moved.field {
        FieldName::Brownout(_) => finding.help(
            "put its `[[deprecation.brownout]]` back; if it is not held, add `cancelled = { date = …, reason = \"…\" }` to it",
        ),
        field => finding.help(format!("put `{field} = {before}` back")).help(format!(
            "then, to give readers more time, {}; to call the promise off, {}",
            more_time(promised, field),
            cancel(&promised.change.id)
        )),
    }
}

fn more_time(promised: &Promised<'_>, field: &FieldName) -> String {
    match field {
        FieldName::Sunset => extend(&promised.change.id, "DATE"),
        FieldName::Removal => extend(&promised.change.id, "VERSION"),
        field => extend(&promised.change.id, format!("DATE --field {field}")),
    }
}
