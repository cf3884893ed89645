//! form/not-a-file

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NotAFile, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A source is no regular file: a pipe, a socket or a device.",
    why: "Reading a pipe waits for ever, and a device may have no end.",
    example: r#"
```text
$ mkfifo content/changes/deploy-api/2026-03-02-v1.md
```
"#,
    remedy: "Remove it. What has to lie there is hidden with a leading `.`: hidden files are not read.",
    settings: "",
    source: "Our own.",
};
