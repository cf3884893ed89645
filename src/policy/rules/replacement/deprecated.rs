//! replacement/deprecated

use super::links::{Link, Links};
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::ReplacementDeprecated, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "What takes a surface's place is deprecated itself, or gone.",
    why: "Readers who do as they are told migrate twice, and trust the third notice less.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments"
replacement = "GET /v2/deployments"
```

while another entry deprecates `GET /v2/deployments` in favour of `GET /v3/deployments`.
"#,
    remedy: "Name what will stay: the finding follows the chain to its end. If there is nothing yet, say so in the text, and deprecate the replacement later. Names are compared within the replacement's component; surfaces that go at some `versions` only, plans and cancelled promises do not count.",
    settings: "",
    source: "By the same thought, rule 3 of the Kubernetes deprecation policy: nothing is deprecated in favour of something less stable.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let links = Links::of(context);
    links.iter().filter(|link| !link.promised.is_over()).filter_map(|link| finding(&links, link)).collect()
}

fn finding<'a>(links: &Links<'a>, link: &Link<'a>) -> Option<Diagnostic> {
    let replaced = link.replacement?;
    // What comes round again is a matter of replacement/cycle.
    let (next, last) = (links.find(replaced.place)?, links.last(replaced.place)?);
    if next.promised.is_plan() {
        return None;
    }
    let (name, path) = (replaced.place.1, link.promised.path());
    let (state, why) = match next.promised.promise.completed_by {
        Some(_) => ("gone", "readers would look for it in vain"),
        None => ("deprecated itself", "readers would migrate twice"),
    };
    let finding = Diagnostic::new(Rule::ReplacementDeprecated, path, replaced.span, format!("`{name}` is {state}"));
    let finding =
        finding.label(next.promised.path(), next.at, format!("deprecated by `{}`", next.promised.change.id)).note(why);
    Some(match last.replacement {
        Some(end) => finding.help(format!("name what takes its place in the end: `{}`", end.place.1)),
        None => finding.help(format!(
            "`{}` has no replacement: name something that stays, or `no-replacement` with the reason",
            last.surface.1
        )),
    })
}
