//! form/misplaced-table

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::MisplacedTable, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A table or key where it has no meaning, or two that exclude each other.",
    why: "`[deprecation]` on an entry of kind `fixed` says two different things; whichever we took, some readers would be told the other.",
    example: r#"
```toml
kind = "added"

[deprecation]
sunset = 2026-12-01
```
"#,
    remedy: "`[deprecation]` fits the kinds `deprecated`, `changed` and `security`; `completes` fits `removed`; `affected` fits `security`. A replacement and `no-replacement` exclude each other, as do `link` and `entry` of a replacement.",
    settings: "",
    source: "Our own.",
};
