//! form/too-large

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::TooLarge, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "Front matter, an entry, a summary or another file is larger than it may be.",
    why: "The bounds keep a mistake, such as a log pasted into an entry, from slowing everything down, and a summary short enough to be read in a list.",
    example: r#"
```toml
summary = "… more than 240 characters …"
```
"#,
    remedy: "Say it shorter, move text from the front matter into the body, or what is not text into a file beside the entry. Raise the bound if you mean it.",
    settings: "`front-matter-bytes` (65536) and `entry-bytes` (4194304) in `[limits]` of book.toml. A summary has at most 240 characters.",
    source: "Our own.",
};
