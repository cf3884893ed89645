//! reader/unsafe-html

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

/// Found while Markdown is read.
pub const DEFINITION: Definition = Definition { rule: Rule::UnsafeHtml, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "Raw HTML that is shown as text, or a link or image whose destination is not allowed.",
    why: "Entries are written by many hands, and their text goes into feeds, which other people's programs show beside their own data. So HTML is shown as text, save a few elements without attributes (`br`, `kbd`, `sub`, `sup`, `mark`, `ins`, `del`, `abbr`, `details`, `summary`), and links lead to `http:`, `https:`, `mailto:`, `entry:` or a path only. The page is safe either way; the finding says that readers see something else than was meant.",
    example: r#"
```md
The type is now Map<String, Route>. <a href="javascript:void(0)">Details</a>
```
"#,
    remedy: "Put what is meant as text in backticks: `Map<String, Route>`. Use Markdown for the rest: `[text](url)` for a link, `![text](file.png)` for an image, `**text**` for weight.",
    settings: "",
    source: "The security considerations of RFC 4287, section 8.1, on HTML that others put into feeds.",
};
