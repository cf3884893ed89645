//! entry/unknown-folder

use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::form::nearest;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::UnknownFolder, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "The folder of an entry is no component, and the entry went to the only component there is.",
    why: "Whoever makes a folder `deploy-api` means a component of that id. Without it the entry lands in another one, and so does its id, which begins with the component's and is permanent once it is published.",
    example: r#"
```toml
# content/changes/deploy-api/2026-03-02-v1.md, while book.toml has the component `platform` alone
title = "Deploy API v1 is deprecated, move to v2"
```
"#,
    remedy: "Add `[[component]]` with the folder's name as its `id` to book.toml, rename the folder, or say in the entry where it belongs: `component = \"platform\"`. Folders that are named by digits, such as years, are of no component and fine.",
    settings: "`[[component]]` of book.toml.",
    source: "Our own: ids are permanent, so that a slip in one has to be seen before it is published.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.changes().filter_map(|(_, change)| finding(context, change)).collect()
}

fn finding(context: &Context<'_>, change: &Change) -> Option<Diagnostic> {
    let [only] = context.config.components.as_slice() else { return None };
    let (entry, component) = (&change.entry, only.id.value.as_str());
    if entry.component.is_some() || entry.folders.iter().any(|folder| folder == component) {
        return None;
    }
    let folder = entry.folders.iter().find(|folder| !is_a_time(folder))?;
    let message = format!("the folder `{folder}` is no component, and the entry went to `{component}`");
    let finding = Diagnostic::new(Rule::UnknownFolder, &entry.path, entry.fence, message);
    let finding = finding.note(match entry.id {
        Some(_) => format!("`{component}` is the only component of book.toml"),
        None => format!(
            "`{component}` is the only component of book.toml; it makes the id `{}`, which is permanent once published",
            change.id
        ),
    });
    let stays = format!("if it belongs to `{component}`, write `component = \"{component}\"`");
    Some(match nearest(folder, std::iter::once(component)) {
        Some(near) => finding.help(format!("rename the folder to `{near}`")).help(stays),
        None => finding.help(format!("add `[[component]]` with `id = \"{folder}\"` to book.toml")).help(stays),
    })
}

/// Whether a folder is one of a year, quarter, month or day: such names sort files and mean no component.
fn is_a_time(folder: &str) -> bool {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let of_a_year =
        folder.split_once('-').is_some_and(|(year, part)| year.len() == 4 && is_number(year) && part.len() <= 3);
    is_number(folder) || of_a_year
}
