//! reader/unmatched-route

use crate::diag::{Diagnostic, Rule};
use crate::entry::{NoRoute, Route, Surface, SurfaceKind};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::UnmatchedRoute, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An http surface has a name by which no gateway can tell its requests.",
    why: "The configuration in `/gateway/` leaves such a route out: callers get no `Deprecation` and no `Sunset` header, and those who never read a changelog learn of the promise when it is kept.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments/:id"
```
"#,
    remedy: "Write a method and a path: `{id}` for a part that varies, `**` as a segment of its own for any number of segments, no query. If only a query or a header goes, say so with a surface of kind `other` or `header`.",
    settings: "",
    source: "RFC 9745, section 2: the header is about the resource that sends it, so a gateway must know which one that is.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over());
    standing
        .flat_map(|promised| {
            let surfaces = promised.promise.surfaces.iter().map(|of| &of.surface);
            surfaces.filter_map(|surface| finding(&promised, surface)).collect::<Vec<_>>()
        })
        .collect()
}

fn finding(promised: &Promised<'_>, surface: &Surface) -> Option<Diagnostic> {
    if surface.kind.value != SurfaceKind::Http {
        return None;
    }
    let name = &surface.name;
    let (problem, help) = match Route::parse(&name.value).err()? {
        NoRoute::Misfit => return None, // form/invalid-surface says so
        NoRoute::Query => {
            ("a route has no query", "write the path alone; if only the query goes, make it a surface of kind `other`")
        }
        NoRoute::Braces => (
            "its placeholders are not whole",
            "write `{id}` for a part that varies, and `**` as a segment of its own for any number of segments",
        ),
        NoRoute::Colon => ("a segment that begins with `:` is text here", "write `{id}` instead of `:id`"),
        NoRoute::Connect => ("`CONNECT` names no path", "make it a surface of kind `other`"),
    };
    let message = format!("no gateway can tell the requests of `{}`: {problem}", name.value);
    Some(promised.finding(Rule::UnmatchedRoute, name.span, message).help(help))
}
