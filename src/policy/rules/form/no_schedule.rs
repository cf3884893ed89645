//! form/no-schedule

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NoSchedule, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A deprecation does not say when it ends, or an entry of kind `deprecated` has no `[deprecation]` at all.",
    why: "Without a date or a version it is no promise: readers cannot plan, and most will wait until something breaks.",
    example: r#"
```toml
[deprecation]
surface = [{ kind = "http", name = "GET /v1/deployments", replacement = "GET /v2/deployments" }]
```
"#,
    remedy: "An entry of kind `deprecated` carries its promise in the table `[deprecation]`; what only reports on one is `changed`. In it, add `sunset = 2026-12-01` or `removal = \"4.0.0\"`. If neither is known, say what is: `not-before` (a floor that may only move later), or `estimated = true` (a plan, not yet a promise).",
    settings: "`sunset`, `removal`, `not-before` and `estimated` of `[deprecation]`.",
    source: "RFC 8594: a sunset is announced with its date. The Kubernetes deprecation policy, likewise, counts in releases or months.",
};
