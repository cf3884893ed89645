//! form/invalid-version

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::InvalidVersion, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A value is no version, or no range of versions.",
    why: "Versions are compared: 1.10.0 is later than 1.9.0 only if both are versions.",
    example: r#"
```toml
version = "v3.4"
```
"#,
    remedy: "Write three numbers in quotes, without a `v` and without leading zeros: `\"3.4.0\"`. A range is a list of comparisons: `\">=3.0.0, <3.4.1\"`.",
    settings: "",
    source: "Semantic Versioning 2.0.0, item 2; ranges in the syntax of Cargo.",
};
