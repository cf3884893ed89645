//! openapi/date-differs

use jiff::Timestamp;

use crate::base::{At, Today};
use crate::diag::{Diagnostic, Rule};
use crate::policy::openapi::{Announced, operations};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::OpenapiDateDiffers, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A description gives another date than what is promised, in `x-sunset` or `x-deprecation`.",
    why: "Readers of the description and readers of the changelog plan for different days, and one of them is late.",
    example: r#"
```yaml
paths:
  /v1/deployments:
    get:
      deprecated: true
      x-sunset: 2026-10-01
```

while the entry says `sunset = 2026-12-01`.
"#,
    remedy: "Take the date from the schedule: apply the overlay in `/gateway/` each time that the description is published, rather than writing dates into it by hand.",
    settings: "",
    source: "RFC 8594 and RFC 9745, whose fields these keys are named for: a date is told once, and everywhere the same.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for announced in operations(context).iter().filter(|announced| !announced.promises.is_empty()) {
        let operation = announced.operation;
        findings.extend(judge(announced, "x-sunset", operation.sunset.as_ref(), announced.sunset()));
        findings.extend(judge(announced, "x-deprecation", operation.deprecation.as_ref(), announced.deprecated()));
    }
    findings
}

fn judge(
    announced: &Announced<'_>,
    key: &str,
    written: Option<&At<String>>,
    promised: Option<Timestamp>,
) -> Option<Diagnostic> {
    let written = written?;
    if promised.is_some() && instant(&written.value) == promised {
        return None;
    }
    let path = &announced.file.source.path;
    let ids: Vec<String> = announced.promises.iter().map(|of| format!("`{}`", of.promise.id)).collect();
    let told = match promised {
        Some(promised) => format!("{} is promised", date(promised)),
        None => "no date is promised".to_owned(),
    };
    let message = format!("`{key}` is `{}`, and {told} by {}", written.value, ids.join(", "));
    let finding = Diagnostic::new(Rule::OpenapiDateDiffers, path, written.span, message);
    Some(match promised {
        Some(promised) => {
            finding.fix(format!("write `{}`", date(promised)), written.span, format!("\"{}\"", date(promised)))
        }
        None => finding.help(format!("take `{key}` out, or promise the date in the entry")),
    })
}

/// A date, or a date-time of RFC 3339.
fn instant(text: &str) -> Option<Timestamp> {
    let day = text.parse::<Today>().ok().map(|day| crate::base::When::Day(day.0).instant());
    day.or_else(|| text.parse().ok())
}

/// As in the API: a date where it is midnight in UTC.
fn date(at: Timestamp) -> String {
    let text = at.to_string();
    text.strip_suffix("T00:00:00Z").map_or(text.clone(), str::to_owned)
}
