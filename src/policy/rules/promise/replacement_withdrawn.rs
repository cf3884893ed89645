//! promise/replacement-withdrawn

use crate::diag::{Diagnostic, Rule};
use crate::entry::SurfaceReplacement;
use crate::policy::deeds::cancel;
use crate::policy::kept::{Kept, kept};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::{SurfaceChange, surface_changes};

pub const DEFINITION: Definition = Definition { rule: Rule::ReplacementWithdrawn, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A surface had a replacement when the promise was published, and has none now.",
    why: "Readers plan to move to it, and some have moved. If the way out is closed, the date of the promise no longer stands on what they were told.",
    example: r#"
Published with `replacement = "GET /v2/deployments"`, and later:

```toml
[[deprecation.surface]]
kind = "http"
name = "GET /v1/deployments"
no-replacement = "v2 was not finished"
```
"#,
    remedy: "Put the replacement back, or name another. If there is none after all, call the promise off with `forewarn promise cancel ID --reason \"…\"`, and announce a new one with dates that fit.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "RFC 9745 gives deprecated resources a link to documentation, `deprecation`, so that their consumers learn where to go.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    // Of what was called off nobody needs a replacement.
    kept(context).iter().filter(|kept| !kept.promised.is_cancelled()).flat_map(findings).collect()
}

fn findings(kept: &Kept<'_>) -> Vec<Diagnostic> {
    surface_changes(kept.pair).into_iter().filter_map(|change| finding(kept, &change)).collect()
}

fn finding(kept: &Kept<'_>, change: &SurfaceChange<'_>) -> Option<Diagnostic> {
    let SurfaceChange::Withdrawn { place, replacement } = change else { return None };
    let surface = kept.promised.deprecation.surfaces.get(*place)?;
    let span = match (&surface.replacement, &kept.promised.deprecation.no_replacement) {
        (Some(SurfaceReplacement::None(none)), _) | (None, Some(none)) => none.span,
        _ => surface.name.span,
    };
    let message = format!("`{}` was to be replaced by `{replacement}`, and now by nothing", surface.name.value);
    let finding = Diagnostic::new(Rule::ReplacementWithdrawn, &kept.promised.change.entry.path, span, message)
        .note("readers plan to move there, and some have moved")
        .help(format!("put `replacement = \"{replacement}\"` back, or name another"));
    let id = &kept.promised.change.id;
    Some(finding.help(format!("if there is none after all, call the promise off: {}", cancel(id))))
}
