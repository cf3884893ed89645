//! form/invalid-surface

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::InvalidSurface, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "The name of a surface does not fit its kind, or there is no such kind.",
    why: "Programs compare these names with what they find in code, configurations and requests. `/v1/x` without a method matches nothing there.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "http"
name = "/v1/deployments"
```
"#,
    remedy: "Write the form that the finding shows: `GET /v1/deployments` for `http` (`*` for all methods), `tool sub --flag` for `cli`, `file: a.b.c` for `config`. Use `other` where none fits, or declare a kind in `surface-kinds`.",
    settings: "`surface-kinds` of `[book]`.",
    source: "Our own.",
};
