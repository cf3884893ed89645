//! form/unresolved-reference

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::UnresolvedReference, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A name leads to nothing: a component, owner, audience, entry, promise or surface that does not exist.",
    why: "Readers would follow it to nowhere; and a `completes` that names no promise leaves the promise open for ever.",
    example: r#"
```toml
owner = "delivrey"
completes = ["deploy-api-v0"]
```
"#,
    remedy: "Take the name that is offered. Components, owners and audiences are declared in book.toml. An entry completes promises of its own component, each once.",
    settings: "`[[component]]`, `[[owner]]` and `audiences` in book.toml.",
    source: "Our own.",
};
