//! replacement/missing

use crate::catalog::{ReplacementOf, SurfaceOf};
use crate::diag::{Diagnostic, Rule};
use crate::form::read::listing;
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::ReplacementMissing, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A surface goes, and the entry does not say what to use instead.",
    why: "\"What now?\" is the first question of every reader, and each of them asks it anew, in your chat.",
    example: r#"
```toml
[deprecation]
sunset = 2026-12-01
surface = [{ kind = "http", name = "GET /v1/deployments" }]
```
"#,
    remedy: "Name it: `replacement = \"GET /v2/deployments\"` in the surface, or one `[[deprecation.replacement]]` for all of them. If nothing takes its place, say why: `no-replacement = \"nobody has called it in a year\"`.",
    settings: "",
    source: "RFC 5829 has a link relation for what takes a resource's place: `successor-version`.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over());
    standing.filter_map(|promised| finding(&promised)).collect()
}

/// One finding for all surfaces of an entry: they are mended together.
fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let unsaid: Vec<&SurfaceOf> =
        promised.promise.surfaces.iter().filter(|of| matches!(of.replacement, ReplacementOf::Unsaid)).collect();
    let (first, rest) = unsaid.split_first()?;
    let name = &first.surface.name;
    let message = match rest.len() {
        0 => format!("nothing says what replaces `{}`", name.value),
        1 => format!("nothing says what replaces `{}` and one more surface", name.value),
        more => format!("nothing says what replaces `{}` and {more} more surfaces", name.value),
    };
    let mut finding = promised.finding(Rule::ReplacementMissing, name.span, message);
    for of in rest {
        finding = finding.label(promised.path(), of.surface.name.span, "nor this");
    }
    let names = promised.deprecation.replacements.iter().map(|replacement| replacement.name.value.as_str());
    Some(match promised.deprecation.replacements.len() {
        0 | 1 => finding.help("add `replacement = \"…\"`, or `no-replacement = \"…\"` with the reason, to the surface"),
        _ => finding.help(format!("say which of {} it is: `replacement = \"…\"` in the surface", listing(names))),
    })
}
