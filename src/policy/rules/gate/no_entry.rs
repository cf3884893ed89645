//! gate/no-entry

use crate::base::RelPath;
use crate::diag::{Diagnostic, Rule};
use crate::form::read::listing;
use crate::policy::gate::{Lacking, Submitted};
use crate::policy::{Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::NoEntry, docs: DOCS, check: None };

const DOCS: Docs = Docs {
    flags: "A change touches the code of a component, and brings no entry of it.",
    why: "What merges without an entry is told to nobody: it is missing from the changelog, from feeds, and from the release that carries it. Whoever made the change knows what to say; later nobody does.",
    example: r#"
```toml
[[component]]
id = "api"
paths = ["services/api/**"]
```

with `forewarn check --needs-entry --changed git:main`, where `services/api/main.go` differs from `main`, and no entry of `api` does. A draft tells nobody.
"#,
    remedy: "Write an entry with `forewarn new --component COMPONENT`, or edit the one that tells of the change. If users need not know, give the change the label that `skip-label` names, and hand it in with `--label`.",
    settings: "`paths` of `[[component]]`; `skip-label` and `skip-paths` of `[gate]`.",
    source: "towncrier's `check` and Changesets' `status`, which fail a branch without a fragment.",
};

/// How many files are named; the rest is counted.
const NAMED: usize = 10;

/// A finding at the first changed file of a component. Its path is one of the repository, not of the site.
pub fn finding(lacking: &Lacking, submitted: &Submitted<'_>, skip_label: Option<&str>) -> Diagnostic {
    let Lacking { component, files, drafts } = lacking;
    let book = || RelPath::new(format!("{}book.toml", submitted.prefix)).ok();
    let place = files.iter().find_map(|file| RelPath::new(file.as_str()).ok()).or_else(book);
    let place = place.unwrap_or_else(|| RelPath::new("book.toml").expect("a plain name is a path"));
    let message = format!("`{component}` changed without an entry that tells of it");
    let mut finding = Diagnostic::file(Rule::NoEntry, &place, message);
    let others: Vec<&str> = files.iter().map(String::as_str).filter(|file| *file != place.as_str()).collect();
    if !others.is_empty() {
        let named = listing(others.iter().copied().take(NAMED));
        finding = finding.note(match others.len().saturating_sub(NAMED) {
            0 => format!("{named} changed too"),
            more => format!("{named} changed too, and {more} more"),
        });
    }
    for draft in drafts {
        finding = finding.note(format!("`{draft}` is a draft, and tells nobody"));
    }
    let label = skip_label.map(|label| format!("; if its users need not know, label the change `{label}`"));
    finding.help(format!("write one with `forewarn new --component {component}`{}", label.unwrap_or_default()))
}
