//! due/soon

use jiff::ToSpan;

use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds::complete;
use crate::policy::refused::unless_refused;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::Soon, docs: DOCS, check: Some(check) };

/// Days before a sunset from which it is soon.
const DAYS: i64 = 30;

const DOCS: Docs = Docs {
    flags: "A sunset comes within 30 days.",
    why: "It is the last good moment to look who still uses it. A date that cannot be kept is better moved now, with a reason, than on the day itself.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-01
```

from 2026-11-01 on.
"#,
    remedy: "Nothing has to be done. Look who still uses it, hold a brownout that was announced, and once it is gone, say so with `forewarn promise complete ID`; or move the date in the open with `forewarn promise extend ID --to DATE --reason \"…\"`.",
    settings: "",
    source: "The reminders of our own feeds come by default 90, 30, 7 and 1 days before.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let soon = context.promises().filter_map(|promised| Some((promised.index, finding(&promised)?)));
    unless_refused(context, soon.collect()).collect()
}

fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let (life, day) = (promised.life(), promised.day);
    let sunset = *life.sunset.on(day)?;
    let soon = day < sunset.day() && sunset.day() <= day.saturating_add(DAYS.days());
    if !soon || !promised.is_open() || life.is_estimated_on(day) || promised.promise.completed_by.is_some() {
        return None;
    }
    let at = promised.deprecation.sunset.as_ref()?;
    let finding = Diagnostic::new(
        Rule::Soon,
        &promised.change.entry.path,
        at.span,
        format!("the sunset {sunset} comes within {DAYS} days"),
    );
    Some(finding.help(format!(
        "look who still uses it; once it is gone, {} writes the entry that says so",
        complete(&promised.change.id)
    )))
}
