//! openapi/not-marked

use crate::diag::{Diagnostic, Rule};
use crate::policy::openapi::{Announced, operations};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::routes::names_one_path;

pub const DEFINITION: Definition = Definition { rule: Rule::OpenapiNotMarked, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise with a pattern is about an operation that its API's description does not mark, and that no overlay can mark.",
    why: "An overlay names paths one by one, and has no word for `**`. Where the description itself says nothing, whoever reads it or generates a client from it does not hear of the promise.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "http"
name = "* /v1/**"
```

and in the description

```yaml
paths:
  /v1/deployments:
    get: {}
```
"#,
    remedy: "Mark the operation in the description with `deprecated: true`. Or name its path in a surface of its own before the promise is published: the overlay then marks it, with the dates.",
    settings: "",
    source: "OpenAPI 3.1, \"Operation Object\", and the Overlay Specification 1.0, whose targets are JSONPath: it selects keys by their whole names.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    operations(context).iter().filter_map(finding).collect()
}

fn finding(announced: &Announced<'_>) -> Option<Diagnostic> {
    let first = announced.promises.first()?;
    let operation = announced.operation;
    if operation.mark.is_some() || announced.promises.iter().any(|of| names_one_path(&of.surface.name)) {
        return None;
    }
    let message = format!(
        "`{} {}` is not marked, and `{}` promises that `{}` goes",
        operation.method, operation.path, first.promise.id, first.surface.name
    );
    let finding = Diagnostic::new(Rule::OpenapiNotMarked, &announced.file.source.path, operation.span, message);
    Some(
        finding
            .note("no overlay can mark it: it is announced by a pattern")
            .help("write `deprecated: true` in the operation"),
    )
}
