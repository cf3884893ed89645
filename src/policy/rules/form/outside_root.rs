//! form/outside-root

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::OutsideRoot, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A symbolic link, an image or a folder of book.toml leads out of the project.",
    why: "A site is built from its own folder only: what lies outside is not reviewed with it, is not on other machines, and may be secret.",
    example: r#"
```md
![hosts](../../../../etc/hosts)
```
"#,
    remedy: "Copy the file into the project, or correct the path. Links within the project are followed.",
    settings: "`src`, `build-dir` and `dir` of `[theme]`, all relative to book.toml.",
    source: "Our own.",
};
