//! form/path-collision

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::PathCollision, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "Two things want the same place in the site, or sources and output lie inside each other.",
    why: "One of the two would silently take the other's address. And an output folder inside the sources would be read as a source by the next run.",
    example: r#"
```toml
[book]
src = "content"

[build]
build-dir = "content/public"
```
"#,
    remedy: "Rename the file that is named. Choose a `build-dir` beside `src`, not in it.",
    settings: "`src` of `[book]`, `build-dir` of `[build]`.",
    source: "Our own.",
};
