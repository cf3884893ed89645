//! date/file-name

use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::FileName, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The date that begins the file's name is not the entry's `date`.",
    why: "Whoever looks for last week's entries looks at file names. And one of the two is probably a slip: a file that was copied, or a release that was late.",
    example: r#"
```toml
# content/changes/deploy-api/2026-03-02-v1.md
date = 2026-03-05
```
"#,
    remedy: "Rename the file, which changes neither id nor URL; or delete `date`, so that the file's name counts, if the entry is not published yet.",
    settings: "",
    source: "The custom of dated file names, as of Jekyll's posts.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.changes().filter_map(|(_, change)| finding(change)).collect()
}

fn finding(change: &Change) -> Option<Diagnostic> {
    let (entry, name) = (&change.entry, change.entry.path.file_name());
    let named = entry.file_date?;
    let day = entry.date.value.day();
    // The author's own day counts too: late in the evening UTC may be a day ahead.
    let written = entry.text.get(entry.date.span.range()).and_then(|text| text.get(..10));
    if named == day || written == name.get(..10) {
        return None;
    }
    let rest = name.get(10..).unwrap_or_default();
    let message = format!("the entry is dated {}, and its file's name says {named}", entry.date.value);
    let finding = Diagnostic::new(Rule::FileName, &entry.path, entry.date.span, message);
    let finding = finding.note("the id is made without the date, so that renaming changes no URL");
    Some(finding.help(format!("rename the file to `{day}{rest}`, or delete `date` if {named} is right")))
}
