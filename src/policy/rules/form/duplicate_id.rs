//! form/duplicate-id

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::DuplicateId, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "Two things have the same id: entries (former ids count), owners, components, brownouts of an entry, or releases.",
    why: "An id is an address. A feed reader that knows it already does not show the second entry at all.",
    example: r#"
```toml
id = "deploy-api-v1"
```

in two entries, or in one and as `former-ids` of another.
"#,
    remedy: "Give the newer one another id. Ids are never reused, not even those of entries that are long past.",
    settings: "",
    source: "RFC 4287, section 4.2.6: an atom:id is permanent and universally unique.",
};
