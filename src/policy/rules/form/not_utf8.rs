//! form/not-utf8

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NotUtf8, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A file is not UTF-8.",
    why: "Every output of the site is UTF-8. Bytes of another encoding would come out as other letters.",
    example: r#"
```text
title = "Caf\xE9"        (Latin-1)
```
"#,
    remedy: "Save the file as UTF-8; editors call it the encoding or character set. The finding names the line and the byte.",
    settings: "",
    source: "TOML 1.1 and CommonMark files are UTF-8.",
};
