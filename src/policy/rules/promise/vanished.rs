//! promise/vanished

use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::policy::deeds;
use crate::policy::fields::book;
use crate::policy::lost::{Fate, Lost, lost};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::{paths, wire};

pub const DEFINITION: Definition = Definition { rule: Rule::Vanished, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "An entry or a promise that was published is no more: its file is gone, it became a draft, it was dated into the future, or its `[deprecation]` was taken out.",
    why: "Somebody read it and planned by it. If it vanishes, they cannot learn whether the old thing stays after all, and its URL, which stands in their tickets and chats, leads nowhere. So this level cannot be lowered, and no `[[allow]]` silences it.",
    example: r#"
Published on 2026-03-02, and later:

```toml
title = "Deploy API v1 is deprecated"
draft = true
```
"#,
    remedy: "Restore the file. If the promise is off, `forewarn promise cancel ID --reason \"…\"` then says so: readers are told, and the record stays. If the entry was renamed, give it `former-ids`.",
    settings: "`[promise] baseline` names the schedule that was published last; entries without a promise are known from the `ids.json` beside it.",
    source: "Cool URIs don't change (W3C, 1998).",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    lost(context).into_iter().filter_map(|lost| finding(context, &lost)).collect()
}

fn finding(context: &Context<'_>, lost: &Lost<'_>) -> Option<Diagnostic> {
    match lost.fate {
        Fate::Renamed(_) => None,
        Fate::Hidden(change) => Some(hidden(context, lost, change)),
        Fate::Gone => Some(gone(context, lost)),
    }
}

fn what(lost: &Lost<'_>) -> &'static str {
    if lost.promise.is_some() { "promise" } else { "entry" }
}

fn url(context: &Context<'_>, lost: &Lost<'_>) -> String {
    lost.promise
        .map_or_else(|| context.config.base_url.join(&paths::change_page(lost.id)), |promise| promise.url.0.clone())
}

/// At the file that is gone, if the baseline knows it; else at the baseline.
fn gone(context: &Context<'_>, lost: &Lost<'_>) -> Diagnostic {
    let message = match lost.promise {
        Some(promise) => format!("the published promise `{}` has vanished: \"{}\"", lost.id, promise.title),
        None => format!("the published entry `{}` has vanished", lost.id),
    };
    let file = context.baseline.and_then(|baseline| baseline.file(lost.id));
    let finding = match (file, &context.config.baseline) {
        (Some(file), _) => Diagnostic::file(Rule::Vanished, file, message)
            .note("at the commit that it is compared with, it was in this file"),
        (None, Some(baseline)) => {
            Diagnostic::new(Rule::Vanished, &book(), baseline.span, message).here("published here")
        }
        (None, None) => Diagnostic::file(Rule::Vanished, &book(), message),
    };
    let finding = finding.note(format!("readers know it as {}", url(context, lost)));
    let restore = match lost.promise {
        Some(_) => format!("restore its file; then, to call the promise off, {}", deeds::cancel(lost.id)),
        None => "restore its file; a mistake in it is mended with `updated = { date = …, note = \"…\" }`".to_owned(),
    };
    finding.help(restore).help(format!("if it was renamed, add `former-ids = [\"{}\"]` to the entry", lost.id))
}

/// The entry is there, and readers cannot see it.
fn hidden(context: &Context<'_>, lost: &Lost<'_>, change: &Change) -> Diagnostic {
    let (entry, what) = (&change.entry, what(lost));
    let at = |span, message: String| Diagnostic::new(Rule::Vanished, &entry.path, span, message);
    let cancel = format!("then, to call the promise off, {}", deeds::cancel(lost.id));
    let finding = if entry.draft {
        let span = entry.draft_at.unwrap_or(entry.fence);
        at(span, format!("the {what} `{}` was published, and is a draft now", lost.id)).fix(
            "publish it again",
            span,
            "false",
        )
    } else if change.date().day() > context.today.0 {
        let message = format!("the {what} `{}` was published, and is dated {} now", lost.id, change.date());
        let published = |promise: &wire::Deprecation| format!("date it {} again", promise.announced);
        let help = lost.promise.map_or_else(|| "date it on the day on which it was published".to_owned(), published);
        at(entry.date.span, message).help(help)
    } else if lost.promise.is_some() && change.id.as_str() != lost.id {
        let former = entry.former_ids.iter().find(|id| id.value.as_str() == lost.id);
        let span = former.map_or(entry.fence, |id| id.span);
        at(span, format!("the published promise `{}` was merged into another", lost.id))
            .note("its dates were promised on their own, and readers hold you to them")
            .help("restore the entry, and join the two with `related`")
    } else {
        at(entry.title.span, format!("the published promise `{}` is no longer in its entry", lost.id))
            .help("put `[deprecation]` back as it was")
    };
    let finding = finding.note(format!("readers know it as {}", url(context, lost)));
    if lost.promise.is_some() { finding.help(cancel) } else { finding }
}
