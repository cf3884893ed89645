//! form/control-character

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::ControlCharacter, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A control character, a bidirectional override, or a byte order mark inside a text.",
    why: "XML, and so every feed, cannot carry control characters; terminals obey them. Overrides of the writing direction show people another text than programs read.",
    example: r#"
```text
title = "Deploy API \u0000 v1"
```
"#,
    remedy: "Delete it; the finding offers the edit. Line feeds, tabs and letters of all languages, also those written from right to left, are fine.",
    settings: "",
    source: "XML 1.0, section 2.2; Unicode Technical Report 36 on bidirectional text.",
};
