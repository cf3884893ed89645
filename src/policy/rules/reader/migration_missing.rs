//! reader/migration-missing

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::MigrationMissing, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Something takes a surface's place, but nowhere is written how to get there.",
    why: "The name of a replacement is not yet a way out. Where every reader has to work out the same steps, all of them pay what one author saves, and some will ask for more time.",
    example: r#"
```toml
title = "Deploy API v1 is deprecated, move to v2"

[deprecation]
sunset = 2026-12-01
surface = [{ kind = "http", name = "GET /v1/deployments", replacement = "GET /v2/deployments" }]
```

with nothing below the front matter.
"#,
    remedy: "Write the steps below the front matter: before, after, and what behaves differently. If they are written elsewhere, link them: `migration = \"https://docs.example.com/deploy-v2\"`, or a page of this site, `migration = \"pages/deploy-v2\"`.",
    settings: "`migration` of the entry; `link` or `entry` of a `[[deprecation.replacement]]`.",
    source: "RFC 9745, section 3: a link of the type `deprecation` leads to a document about the deprecation, such as how to migrate.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let lost = context.promises().filter(|promised| promised.is_open() && !shows_the_way(promised));
    let finding = lost.filter_map(|promised| {
        let name = promised.promise.surfaces.iter().find_map(|surface| surface.replacement.name())?;
        Some(
            Diagnostic::new(
                Rule::MigrationMissing,
                &promised.change.entry.path,
                promised.deprecation.span,
                format!("nothing says how to move to `{name}`"),
            )
            .note("the entry has no text, and links none")
            .help("write the steps below the front matter, or link them: `migration = \"https://…\"` above `[deprecation]`"),
        )
    });
    finding.collect()
}

/// Whether the steps are written here, or linked.
fn shows_the_way(promised: &Promised<'_>) -> bool {
    let entry = &promised.change.entry;
    let linked = |replacement: &crate::entry::Replacement| replacement.link.is_some() || replacement.entry.is_some();
    entry.migration.is_some()
        || !entry.text[entry.body.range()].trim().is_empty()
        || promised.deprecation.replacements.iter().any(linked)
}
