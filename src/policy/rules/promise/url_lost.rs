//! promise/url-lost

use std::collections::BTreeSet;

use crate::catalog::Change;
use crate::diag::{Diagnostic, Rule};
use crate::policy::kept::{Kept, kept};
use crate::policy::lost::{Fate, lost};
use crate::policy::{Context, Definition, Docs};
use crate::schedule::paths;

pub const DEFINITION: Definition = Definition { rule: Rule::UrlLost, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A published entry has another id, and does not name the old one.",
    why: "Its id is its URL, and the root of its ids in feeds and calendars. The old URL stands in tickets, chats and `Link` headers, and leads nowhere; feed readers show the entry a second time.",
    example: r#"
Published as `deploy-api-v1`, and later:

```toml
id = "deploy-api-v1-routes"
```
"#,
    remedy: "Add the old id to `former-ids`, oldest first: its URLs redirect, and its ids in feeds stay.",
    settings: "`[promise] baseline` names the schedule that was published last, with `ids.json` beside it.",
    source: "Cool URIs don't change (W3C, 1998). RFC 4287, section 4.2.6: the id of an item never changes.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let renamed = lost(context).into_iter().filter_map(|lost| match lost.fate {
        Fate::Renamed(change) => Some(finding(context, change, &[lost.id])),
        _ => None,
    });
    let given_up = kept(context).into_iter().filter_map(|kept| {
        let lost = names_given_up(context, &kept);
        (!lost.is_empty()).then(|| finding(context, kept.promised.change, &lost))
    });
    renamed.chain(given_up).collect()
}

/// Names of the published promise that no entry has any more.
fn names_given_up<'a>(context: &Context<'a>, kept: &Kept<'a>) -> Vec<&'a str> {
    let after: BTreeSet<&str> = names(&kept.pair.after.id, &kept.pair.after.former_ids).collect();
    let before = names(&kept.pair.before.id, &kept.pair.before.former_ids);
    before.filter(|id| !after.contains(id) && context.catalog.find(id).is_none()).collect()
}

fn names<'a>(id: &'a str, former: &'a [String]) -> impl Iterator<Item = &'a str> {
    former.iter().map(String::as_str).chain([id])
}

fn finding(context: &Context<'_>, change: &Change, lost: &[&str]) -> Diagnostic {
    let entry = &change.entry;
    let span = entry.former_ids.first().or(entry.id.as_ref()).map_or(entry.fence, |id| id.span);
    let last = lost.last().copied().unwrap_or_default();
    let message = format!("the entry was published as `{last}`, and does not name that id any more");
    let listed: Vec<String> = lost
        .iter()
        .map(|id| (*id).to_owned())
        .chain(change.former_ids().map(ToString::to_string))
        .map(|id| format!("\"{id}\""))
        .collect();
    Diagnostic::new(Rule::UrlLost, &entry.path, span, message)
        .note(format!("{} leads nowhere then", context.config.base_url.join(&paths::change_page(last))))
        .help(format!("add `former-ids = [{}]`: the URL redirects, and the ids in feeds stay", listed.join(", ")))
}
