//! form/unknown-key

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::UnknownKey, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A key, a table or the name of a rule that nothing knows.",
    why: "A misspelt `sunset` would otherwise be a promise without a date, and nobody would notice.",
    example: r#"
```toml
[deprecation]
sunsett = 2026-12-01
```
"#,
    remedy: "Take the name that is offered. A key that belongs to another table says so: keys of the file itself stand above `[deprecation]`. What is meant for your own templates goes into `[extra]`.",
    settings: "`[extra]` takes any key.",
    source: "Our own; ESLint and Cargo, likewise, report settings that they do not know.",
};
