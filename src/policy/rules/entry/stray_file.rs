//! entry/stray-file

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

/// Found where the tree is read: what is no source is read by nobody else.
pub const DEFINITION: Definition = Definition { rule: Rule::StrayFile, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A file is written like an entry, and is read as none: it lies beside `changes/`, or its name does not end in `.md`.",
    why: "It is in the repository, was reviewed and merged, and no reader ever hears of it: no page, no feed, no reminder.",
    example: r#"
```text
content/changes/deploy-api/2026-03-02-v1.markdown
content/changes/deploy-api/2026-03-02-v1.txt      it begins with +++
content/change/2026-03-02-v1.md
content/2026-03-02-v1.md
```
"#,
    remedy: "Move it below `changes/`, with `.md` at the end of its name; a plain page belongs below `pages/`. A name that begins with a dot keeps a file or folder out for good. Images and downloads beside an entry are no strays.",
    settings: "`src` of `[book]` names the folder in which `changes/` and `pages/` lie.",
    source: "Our own: nothing that was written for readers vanishes without a word.",
};
