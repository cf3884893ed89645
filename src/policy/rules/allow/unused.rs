//! allow/unused

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::AllowUnused, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "An `[[allow]]` silences nothing: the entry does not break the rule that it names.",
    why: "It was left behind, or names the wrong rule. Left standing it would silence the next real finding of that rule, and nobody would notice.",
    example: r#"
```toml
[[allow]]
rule = "notice/too-short"
reason = "Agreed with the only user"
```

in an entry that gives notice enough. An `[[allow]]` for a rule that depends on today, such as `due/overdue`, is never unused: it may be needed tomorrow.
"#,
    remedy: "Delete the `[[allow]]`. If something is still reported in this entry, name that rule: it stands in brackets behind the level.",
    settings: "`[[allow]]` of the entry.",
    source: "Linters that report suppressions which suppress nothing, as ESLint and Ruff do.",
};
