//! form/missing-key

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::MissingKey, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A key that cannot be missing is missing, or empty.",
    why: "An entry without a title, a date or a kind cannot be shown; an exception without a reason cannot be judged later.",
    example: r#"
```toml
[[allow]]
rule = "notice/too-short"
```
"#,
    remedy: "Write the key; the finding shows an example. A `date` may stand at the beginning of the file's name instead, and `kind` follows from `[deprecation]` or `completes`.",
    settings: "",
    source: "Keep a Changelog 1.1.0: each change has a date and one of six kinds.",
};
