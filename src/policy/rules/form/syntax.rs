//! form/syntax

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::Syntax, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A file is not the TOML, or Markdown, that it should be.",
    why: "What cannot be read cannot be published, and guessing at a promise would be worse than stopping.",
    example: r#"
```toml
title: "Deploy API v1 is deprecated"
sunset = 2026-12-01
sunset = 2027-03-01
```
"#,
    remedy: "The finding points at the line and says what was probably meant: `key = value` with an equals sign, text in double quotes, a key only once, brackets that close.",
    settings: "",
    source: "TOML 1.1.",
};
