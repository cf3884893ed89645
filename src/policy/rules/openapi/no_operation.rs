//! openapi/no-operation

use crate::base::Slug;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Method, Route};
use crate::policy::openapi::{Description, Operation, files_of};
use crate::policy::{Context, Definition, Docs, Promised};
use crate::schedule::routes::{RouteOf, names_one_path, routes};

pub const DEFINITION: Definition = Definition { rule: Rule::OpenapiNoOperation, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise is about an operation that its API's description does not have, or has under another path.",
    why: "The overlay in `/gateway/` names paths as surfaces do. Tools pass over a target that is not there without a word, and the operation stays unmarked: nobody who reads the description, or generates a client from it, hears of the promise.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments/{id}"
```

and in the description

```yaml
paths:
  /v1/deployments/{deploymentId}:
    get: {}
```
"#,
    remedy: "Write the path in the surface as the description has it, placeholders too. If the description lacks the operation, add it there: what callers use should be described until it is gone.",
    settings: "",
    source: "The Overlay Specification 1.0: a target that selects nothing is no error.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    routes(context.schedule).filter_map(|of| judge(context, of)).collect()
}

/// Looks for the operations of a surface in all descriptions that may have them.
fn judge(context: &Context<'_>, of: RouteOf<'_>) -> Option<Diagnostic> {
    let route = of.route().ok()?;
    let files = files_of(context, &of.promise.component);
    let path = of.surface.name.split_once(' ')?.1;
    let has_pattern = !names_one_path(&of.surface.name);
    let mut near: Option<(&Description, &Operation, String)> = None;
    for (_, description) in &files {
        if description.elsewhere.iter().any(|other| speaks_of_path(&route, other)) {
            return None;
        }
        for operation in &description.operations {
            for prefix in [Some(""), description.prefix.as_deref()].into_iter().flatten() {
                if !operation.route(prefix).is_some_and(|own| route.covers(&own)) {
                    continue;
                }
                if has_pattern || (prefix.is_empty() && operation.path == path) {
                    return None;
                }
                near.get_or_insert_with(|| (description, operation, prefix.to_owned()));
            }
        }
    }
    let (file, description) = files.first()?;
    let promised = promised(context, of.promise.id.as_str())?;
    let name =
        &promised.promise.surfaces.iter().find(|known| known.surface.name.value == of.surface.name)?.surface.name;
    let finding = |message: String| promised.finding(Rule::OpenapiNoOperation, name.span, message);
    let Some((found, operation, prefix)) = near else {
        let message = format!("no operation of `{}` is `{}`", file.source.path, name.value);
        return Some(
            finding(message)
                .label(&file.source.path, description.paths, "the paths are here")
                .help("write the path as the description has it, or add the operation to the description"),
        );
    };
    let file = files.iter().find(|(_, known)| std::ptr::eq(*known, found)).map_or(file, |(file, _)| file);
    let finding = finding(format!("the description has `{}` under the path `{}`", name.value, operation.path)).label(
        &file.source.path,
        operation.span,
        "here",
    );
    Some(match prefix.as_str() {
        "" => {
            let method = &route.method;
            let written = format!("\"{method} {}\"", operation.path);
            finding.fix(format!("write `{method} {}`", operation.path), name.span, written).help(
                "or rename the path in the description, if the promise is published already: its surfaces are told",
            )
        }
        prefix => finding
            .note(format!("its servers add `{prefix}`, which an overlay does not know of"))
            .help(format!("move `{prefix}` from the URLs of `servers` into the paths of the description")),
    })
}

/// Whether a path whose operations are not known may be one of the route's.
fn speaks_of_path(route: &Route, path: &str) -> bool {
    let any = Route { method: Method::Any, segments: route.segments.clone() };
    Route::parse(&format!("* {path}")).is_ok_and(|other| any.covers(&other))
}

fn promised<'a>(context: &Context<'a>, id: &str) -> Option<Promised<'a>> {
    let index = context.catalog.find(Slug::new(id).ok()?.as_str())?;
    context.promised(index, context.catalog.change(index))
}
