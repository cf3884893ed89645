//! reader/dead-link

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

/// Found when the site is planned, which knows every path.
pub const DEFINITION: Definition = Definition { rule: Rule::DeadLink, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A link leads to a page, heading, file or entry's heading that this site does not have.",
    why: "A dead link stands where a reader needed something. It is found while the site is planned, since then every path is known; links to other sites are not fetched.",
    example: r#"
```md
See [the policy](/pages/suport-policy/), and [how to move](#how-to-mov).
```
"#,
    remedy: "Link an entry as `[text](entry:its-id)`, a page of this site as `[text](/pages/support-policy/)`, a heading of the same text as `[text](#its-anchor)`, and a file beside the entry by its name. An `entry:` link to an id that does not exist is `form/unresolved-reference`.",
    settings: "",
    source: "W3C, Cool URIs don't change (1998): what was linked once should stay where it was.",
};
