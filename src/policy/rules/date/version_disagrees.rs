//! date/version-disagrees

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, Promised};

pub const DEFINITION: Definition = Definition { rule: Rule::VersionDisagrees, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A promise names a sunset and a removal version, and that version is planned for another day.",
    why: "Readers see two days and believe the one that suits them. A surface is gone only once both have come, so the later of the two is what holds.",
    example: r#"
```toml
[deprecation]
sunset = 2027-02-02
removal = "8.0.0"
```

while releases.toml plans 8.0.0 for 2027-03-02.
"#,
    remedy: "Plan the release for the sunset; or move the sunset to the release, with a revision if it was published. Releases that are out are not compared, nor plans (`estimated = true`).",
    settings: "`date` and `planned` of the release in releases.toml.",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let standing = context.promises().filter(|promised| !promised.is_over() && !promised.is_plan());
    standing.filter_map(|promised| finding(&promised)).collect()
}

fn finding(promised: &Promised<'_>) -> Option<Diagnostic> {
    let (sunset, removal) = (promised.deprecation.sunset.as_ref()?, promised.deprecation.removal.as_ref()?);
    let releases = &promised.component.releases;
    let expected = releases.expected(&removal.value).filter(|expected| *expected != sunset.value.day())?;
    let row = releases.find(&removal.value)?.row.as_ref()?;
    let message = format!("the sunset is {}, and {} is planned for {expected}", sunset.value, removal.value);
    let finding = promised.finding(Rule::VersionDisagrees, sunset.span, message);
    let finding = finding
        .label(&row.path, row.date.unwrap_or(row.version), "planned here")
        .note("a surface is gone only once both have come")
        .help(format!("plan {} for {}", removal.value, sunset.value.day()));
    Some(match expected > sunset.value.day() {
        true => finding.help(format!("or extend the sunset to {expected}, with a revision if it was published")),
        false => finding,
    })
}
