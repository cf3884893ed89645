//! allow/expired

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::AllowExpired, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "The last day of an `[[allow]]` has passed, and what it allowed is reported again.",
    why: "An exception with an end is an appointment: on the day after `until` somebody has to look at it again.",
    example: r#"
```toml
[[allow]]
rule = "replacement/missing"
reason = "v3 is announced next week"
until = 2026-03-31
```

from 2026-04-01 on.
"#,
    remedy: "Mend what is reported beside it and delete the `[[allow]]`; or, if the reason still holds, write a later `until` and say why in `reason`.",
    settings: "`until` of the `[[allow]]`, the last day on which it holds.",
    source: "Our own: exceptions are dated, as promises are.",
};
