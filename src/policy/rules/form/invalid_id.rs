//! form/invalid-id

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::InvalidId, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "An id, tag, audience or file name that cannot be a part of a URL.",
    why: "Ids stand in URLs and feeds for ever. So they are small letters, digits and hyphens, which nothing escapes or folds.",
    example: r#"
```toml
id = "Deploy_API v1"
```
"#,
    remedy: "Take the id that is offered, or another of `[a-z0-9-]` with at most 128 characters. If the file's name makes no id, write `id` or rename the file. `page` is reserved.",
    settings: "",
    source: "RFC 3986, section 2.3, unreserved characters; in small letters only.",
};
