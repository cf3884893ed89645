//! promise/surface-added

use crate::diag::{Diagnostic, Rule};
use crate::policy::kept::{Kept, kept};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::{SurfaceChange, surface_changes};

pub const DEFINITION: Definition = Definition { rule: Rule::SurfaceAdded, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A published promise covers a surface, or versions of one, that it did not cover.",
    why: "Those who use the added surface were told nothing on the day of the announcement, and feeds do not show an old item again. Under the old date they would have less notice than everybody else, or none.",
    example: r#"
Published for `GET /v1/deployments` alone, and later:

```toml
[[deprecation.surface]]
kind = "http"
name = "GET /v1/rollouts"
```
"#,
    remedy: "Announce it in an entry of its own, with its own dates, and join the two with `related`.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "One promise, one set of dates, one audience that was told.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    kept(context).iter().flat_map(findings).collect()
}

fn findings(kept: &Kept<'_>) -> Vec<Diagnostic> {
    surface_changes(kept.pair).into_iter().filter_map(|change| finding(kept, &change)).collect()
}

fn finding(kept: &Kept<'_>, change: &SurfaceChange<'_>) -> Option<Diagnostic> {
    let (entry, promise) = (&kept.promised.change.entry, kept.promised.deprecation);
    let at = |span, message: String| {
        Diagnostic::new(Rule::SurfaceAdded, &entry.path, span, message)
            .note(format!("the promise was announced on {}; who uses this was not told", kept.pair.before.announced))
    };
    match change {
        SurfaceChange::Added { place } => {
            let name = &promise.surfaces.get(*place)?.name;
            let finding = at(name.span, format!("`{}` was not in the published promise", name.value));
            let finding = finding.help("announce it in an entry of its own, and join the two with `related`");
            Some(match renamed(kept, *place) {
                Some(before) => finding.help(format!("if only its name was corrected, put `{before}` back beside it")),
                None => finding,
            })
        }
        SurfaceChange::Widened { place, from, to } => {
            let surface = promise.surfaces.get(*place)?;
            let (span, name) = (surface.versions.as_ref().map_or(surface.name.span, |at| at.span), &surface.name.value);
            let range = |range: &Option<&str>| {
                range.map_or_else(|| "all versions".to_owned(), |range| format!("the versions `{range}`"))
            };
            let message = format!("`{name}` goes in {}, and was published for {}", range(to), range(from));
            Some(
                at(span, message)
                    .help("announce the further versions in an entry of their own, and join the two with `related`"),
            )
        }
        SurfaceChange::Withdrawn { .. } => None,
    }
}

/// The name that a surface at this place had, if it is not in the promise any more.
fn renamed<'a>(kept: &Kept<'a>, place: usize) -> Option<&'a str> {
    let before = kept.pair.before.surfaces.get(place)?;
    let stays = kept.pair.after.surfaces.iter().any(|after| after.name == before.name);
    (!stays).then_some(before.name.as_str())
}
