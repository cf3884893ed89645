//! form/wrong-type

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::WrongType, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A value is of another type than its key wants.",
    why: "`\"true\"` is a text and `true` a flag. Reading one for the other hides mistakes until they are published.",
    example: r#"
```toml
draft = "true"
tags = "http"
```
"#,
    remedy: "Write what the finding shows: flags and dates without quotes, text in double quotes, lists in brackets, `[[name]]` for tables that repeat and `[name]` for those that do not.",
    settings: "",
    source: "The types of TOML 1.1.",
};
