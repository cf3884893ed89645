//! due/estimated-too-long

use jiff::ToSpan;

use crate::base::Span;
use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds::cancel;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::EstimatedTooLong, docs: DOCS, check: Some(check) };

/// Days that a plan may stay one.
const DAYS: i64 = 365;

const DOCS: Docs = Docs {
    flags: "A deprecation has been an estimate for more than a year, or its estimated date has passed.",
    why: "An estimate makes no header, reminder or calendar entry, so nobody prepares for it. One that stays an estimate is no plan; one whose date has passed tells readers something that is not true.",
    example: r#"
```toml
[deprecation]
sunset = 2026-03-01
estimated = true
```

after 2026-03-01.
"#,
    remedy: "Make it firm: a `sunset` with enough notice, `estimated` deleted, and a `[[deprecation.revision]]` with `field = \"sunset\"`, `change = \"dated\"` and the reason. If it is still a plan, give it another date, with a revision. If it is none any more, call it off: `forewarn promise cancel ID --reason \"…\"`.",
    settings: "`estimated` of the promise.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.promises().filter_map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let (life, day) = (promised.life(), promised.day);
    if !promised.is_open() || !life.is_estimated_on(day) {
        return None;
    }
    let since = life.estimated.history().filter(|moved| moved.since <= day).last()?.since;
    let passed = life.sunset.on(day).filter(|sunset| sunset.day() <= day);
    let (span, message) = match (passed, &promised.deprecation.sunset) {
        (Some(sunset), Some(at)) => {
            (at.span, format!("the estimated sunset {sunset} has passed, and it is still an estimate"))
        }
        _ if since.saturating_add(DAYS.days()) < day => {
            (estimated_span(promised), format!("it has been an estimate since {since}, for more than a year"))
        }
        _ => return None,
    };
    let finding = Diagnostic::new(Rule::EstimatedTooLong, &promised.change.entry.path, span, message);
    Some(
        finding
            .note("nobody is reminded of an estimate")
            .help(
                "make it firm: a `sunset`, no `estimated`, and a `[[deprecation.revision]]` with `change = \"dated\"`",
            )
            .help(format!("or call it off: {}", cancel(&promised.change.id))),
    )
}

fn estimated_span(promised: &Promised<'_>) -> Span {
    promised.deprecation.estimated.as_ref().map_or(promised.deprecation.span, |at| at.span)
}
