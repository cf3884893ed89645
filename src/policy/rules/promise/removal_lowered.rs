//! promise/removal-lowered

use crate::diag::{Diagnostic, Rule};
use crate::policy::fields::{place, revision, toml};
use crate::policy::kept::{Kept, breaches};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::compare::{Breach, Move};

pub const DEFINITION: Definition = Definition { rule: Rule::RemovalLowered, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The version of the removal is lower than the published one, and no revision says that it was pulled in.",
    why: "Readers allow every version below the removal in their dependencies. If it is lowered unseen, an upgrade that they held to be safe takes the surface away.",
    example: r#"
Published with `removal = "5.0.0"`, and later:

```toml
[deprecation]
removal = "4.0.0"
```
"#,
    remedy: "Put the published version back, or append a revision of `removal` with `change = \"pulled-in\"` and the reason.",
    settings: "`[promise] baseline` names the schedule that was published last.",
    source: "Semantic Versioning 2.0.0, item 8: what breaks needs a major version; which one was promised is what readers plan by.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    breaches(context, Breach::RemovalLowered).iter().map(|(kept, moved)| finding(kept, moved)).collect()
}

fn finding(kept: &Kept<'_>, moved: &Move<'_>) -> Diagnostic {
    let value = |value: &Option<_>| value.as_ref().map(toml).unwrap_or_default();
    let (before, after) = (value(&moved.before), value(&moved.after));
    let path = &kept.promised.change.entry.path;
    let span = place(&kept.promised, &moved.field);
    let message = format!("the removal was published for {before}, and comes with a lower version now: {after}");
    Diagnostic::new(Rule::RemovalLowered, path, span, message)
        .note(format!("readers hold every version below {before} to be safe"))
        .fix(format!("put {before} back"), span, before)
        .help(format!(
            "or pull it in openly: append {}",
            revision(&kept.promised, &moved.field, moved.before.as_ref(), "pulled-in")
        ))
}
