//! form/unreadable

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::Unreadable, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A source cannot be read, or its name cannot be a part of a site.",
    why: "A file that is silently left out may hold a promise: it would vanish from the site.",
    example: r#"
```text
$ chmod 000 content/changes/deploy-api/2026-03-02-v1.md
```
"#,
    remedy: "Let the user who builds the site read it. Rename a file whose name holds a backslash or is not UTF-8; letters, digits, `-`, `_` and `.` are safe.",
    settings: "",
    source: "Our own.",
};
