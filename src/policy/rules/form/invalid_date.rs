//! form/invalid-date

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::InvalidDate, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A value is no date, no date-time, or a day that does not exist.",
    why: "A date is what readers plan by. 30 February is nobody's plan, and 03/04/2026 is two different days.",
    example: r#"
```toml
[deprecation]
sunset = "2026-02-30"
```
"#,
    remedy: "Write a day as `2026-12-01`, without quotes, and an instant with its offset: `2026-12-01T09:00:00Z`. A brownout always needs an instant.",
    settings: "",
    source: "RFC 3339, section 5.6.",
};
