//! openapi/no-promise

use crate::base::Span;
use crate::diag::{Diagnostic, Rule};
use crate::entry::Route;
use crate::policy::openapi::{Announced, operations};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::wire;

pub const DEFINITION: Definition = Definition { rule: Rule::OpenapiNoPromise, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A description marks an operation as deprecated, and no promise that stands is about it.",
    why: "Whoever reads the mark asks until when it works and what to use instead, and finds no answer: no entry, no date, no feed item, no header.",
    example: r#"
```yaml
paths:
  /v1/rollouts:
    get:
      deprecated: true
```

while no entry names `GET /v1/rollouts`.
"#,
    remedy: "Announce it: `forewarn new` with a surface of that method and path. If it was called off, take the mark out of the description.",
    settings: "",
    source: "OpenAPI 3.1, \"Operation Object\": `deprecated` says that consumers should refrain from usage, and has no place for a date.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let operations = operations(context);
    let unannounced = operations.iter().filter(|operation| operation.promises.is_empty());
    unannounced.filter_map(|operation| finding(context, operation, operation.operation.mark?)).collect()
}

fn finding(context: &Context<'_>, announced: &Announced<'_>, mark: Span) -> Option<Diagnostic> {
    let (operation, path) = (announced.operation, &announced.file.source.path);
    let name = format!("{} {}", operation.method, operation.path);
    let over = operation.route("").and_then(|route| promise_that_is_over(context, &route));
    if over.is_some_and(|promise| promise.removed.is_some()) {
        return None; // it is gone, as was promised
    }
    let message = format!("`{name}` is marked as deprecated, and nothing is promised about it");
    let finding = Diagnostic::new(Rule::OpenapiNoPromise, path, mark, message);
    Some(match over {
        Some(promise) if promise.cancelled.is_some() => finding
            .note(format!("the promise `{}` was called off", promise.id))
            .help("take the mark out of the description"),
        Some(promise) => finding
            .note(format!("the dates of `{}` are a plan, which no mark may tell", promise.id))
            .help("take the mark out of the description until the dates are promised"),
        None => finding.help(format!("announce it in an entry with the surface `{name}`, or take the mark out")),
    })
}

/// A promise about the operation that does not stand.
fn promise_that_is_over<'a>(context: &Context<'a>, operation: &Route) -> Option<&'a wire::Deprecation> {
    context.schedule.deprecations.iter().find(|promise| {
        let surfaces = promise.surfaces.iter().filter(|surface| surface.kind == "http");
        surfaces.filter_map(|surface| Route::parse(&surface.name).ok()).any(|route| route.covers(operation))
    })
}
