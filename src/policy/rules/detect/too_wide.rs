//! detect/too-wide

use super::patterns::{Detection, detections};
use crate::base::Pattern;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::TooWide, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A detection pattern matches the replacement of its own surface, or the empty text.",
    why: "Who has moved already is found again and told to move. After the second time they do not read the report any more. A pattern that matches the empty text finds every file.",
    example: r#"
```toml
[[deprecation.surface]]
kind = "cli"
name = "deployctl run --rollback"
replacement = "deployctl run --rollback-to"

[[deprecation.detect]]
pattern = 'deployctl run --rollback'
should-match = ["deployctl run --rollback api"]
```
"#,
    remedy: "Say how the old name ends: `--rollback(\\s|$)` does not match `--rollback-to`. Keep the replacement as a `should-not-match` sample.",
    settings: "`surface` of the detection: only that surface's replacement counts.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let wide = detections(context).filter_map(|detection| too_wide(&detection, &detection.pattern().ok()?));
    wide.collect()
}

fn too_wide(detection: &Detection<'_>, pattern: &Pattern) -> Option<Diagnostic> {
    let detect = detection.detect;
    if pattern.find("").is_some() {
        let finding = detection.finding(
            Rule::TooWide,
            detect.pattern.span,
            "the pattern matches the empty text, and so every file",
        );
        return Some(
            finding.help("let it need at least one character: `+` instead of `*`, and no `?` around all of it"),
        );
    }
    let meant = |name: &str| detect.surface.as_ref().is_none_or(|surface| surface.value == name);
    let surfaces = detection.promised.promise.surfaces.iter().filter(|surface| meant(&surface.surface.name.value));
    let (surface, replacement, found) = surfaces
        .filter_map(|surface| {
            let replacement = surface.replacement.name()?;
            Some((surface, replacement, pattern.find(replacement)?))
        })
        .next()?;
    let path = &detection.promised.change.entry.path;
    let message = format!("the pattern matches the replacement `{replacement}` too");
    let finding = detection.finding(Rule::TooWide, detect.pattern.span, message);
    Some(
        finding
            .here(format!("it matches `{}` there", &replacement[found]))
            .label(path, surface.surface.name.span, "meant to find uses of this")
            .note("who has moved already would be told to move")
            .help(format!(
                "make it narrower, such as with `(\\s|$)` at its end, and add `should-not-match = ['{replacement}']`"
            )),
    )
}
