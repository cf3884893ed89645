//! form/template

use crate::diag::Rule;
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::Template, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A template of yours cannot be compiled or rendered.",
    why: "A page that cannot be rendered is a page that is missing; and what an undefined name leaves empty, nobody sees until a reader asks.",
    example: r#"
```html
<h1>{{ entry.titel }}</h1>
```
"#,
    remedy: "Mend the template at the line that is named. Names that are near are offered. The embedded templates show what each page is given.",
    settings: "`dir` of `[theme]`.",
    source: "The syntax is that of Jinja, as MiniJinja has it.",
};
