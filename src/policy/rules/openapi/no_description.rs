//! openapi/no-description

use crate::diag::{Diagnostic, Rule};
use crate::policy::openapi::{Described, Malformed};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::OpenapiNoDescription, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A file that `--openapi` names is no OpenAPI 3 description.",
    why: "Nothing in it can be compared with the promises about its routes, and silence would pass for agreement.",
    example: "
```yaml
swagger: \"2.0\"
paths: {}
```

with `forewarn check --openapi openapi.yaml`.
",
    remedy: "Name a description of OpenAPI 3 (`openapi: 3.1.0`) with its `paths`, in YAML or JSON. A description of version 2 is converted first.",
    settings: "",
    source: "The OpenAPI Specification 3.1, section \"OpenAPI Object\": `openapi` is required.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let malformed = |file: &Described| Some(finding(file, file.description.as_ref().err()?));
    context.openapi.iter().filter_map(malformed).collect()
}

fn finding(file: &Described, Malformed { message, at }: &Malformed) -> Diagnostic {
    let path = &file.source.path;
    Diagnostic::new(Rule::OpenapiNoDescription, path, *at, format!("`{path}` is no OpenAPI 3 description: {message}"))
        .help("name a description with `openapi: 3.1.0`, or another 3, and `paths`, in YAML or JSON")
}
