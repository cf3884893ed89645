//! form/no-front-matter

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NoFrontMatter, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A file does not begin with front matter: TOML between two lines of `+++`.",
    why: "Title, kind and dates come from there. Without it there is no entry, and what it was to promise is not published.",
    example: r#"
```md
---
title: Deploy API v1 is deprecated
---
```
"#,
    remedy: "Begin the file with `+++` on its very first line, then the keys, then `+++`. Front matter is TOML: `title = \"…\"`, not `title: …`. A file that is no entry does not belong below `content/changes/` or `content/pages/`; hide it with a leading `.`.",
    settings: "",
    source: "TOML front matter between `+++` is what Hugo and Zola read too.",
};
