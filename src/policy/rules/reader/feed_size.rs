//! reader/feed-size

use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, FeedSize};

pub const DEFINITION: Definition = Definition { rule: Rule::FeedSize, docs: DOCS, check: Some(check) };

/// Bytes from which a feed is a burden to those who ask for it every hour.
pub const LARGE: usize = 250 << 10;
/// Bytes from which some readers refuse it.
pub const TOO_LARGE: usize = 1 << 20;

const DOCS: Docs = Docs {
    flags: "A feed document has more than 250 KiB, or even more than 1 MiB.",
    why: "Readers fetch a feed again and again, the whole document each time. Large ones are fetched less often, and some services cut or refuse them: half a megabyte and one megabyte are limits in the field.",
    example: r#"
```toml
[feeds]
limit = 500
```

in book.toml, with entries of some kilobytes each.
"#,
    remedy: "Lower `limit` in `[feeds]` of book.toml: older items stay on the site. Or shorten what is long: large tables and logs belong on a page of their own, which the entry links.",
    settings: "`limit` of `[feeds]` (default 50 items).",
    source: "What feed services do: FeedBurner stopped at 512 KB, and JSON Feed's authors call 1 MB a burden.",
};

/// One finding for all feeds: the same edit mends them.
fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(largest) = context.feeds.iter().max_by_key(|feed| feed.bytes).filter(|feed| feed.bytes > LARGE) else {
        return Vec::new();
    };
    let large = context.feeds.iter().filter(|feed| feed.bytes > LARGE).count();
    let bound = if largest.bytes > TOO_LARGE { TOO_LARGE } else { LARGE };
    let message = format!("the feed `/{}` has {} KiB, more than {}", largest.path, largest.bytes >> 10, bound >> 10);
    let mut finding = Diagnostic::file(Rule::FeedSize, &context.book(), message);
    if largest.bytes > TOO_LARGE {
        finding = finding.grave();
    }
    if large > 1 {
        finding = finding.note(format!("{large} feed documents have more than {} KiB", LARGE >> 10));
    }
    let (path, bytes) = (&largest.longest.0, largest.longest.1);
    finding = finding.note(format!("its longest item, of `{path}`, takes {} KiB of it", bytes >> 10));
    let finding = match limit_that_fits(largest) {
        Some(limit) => finding.help(format!(
            "write `limit = {limit}` in `[feeds]`: its newest {limit} items take less than {} KiB",
            LARGE >> 10
        )),
        None => finding.help("shorten the longest entries: put what is long on a page of its own, and link it"),
    };
    vec![finding]
}

/// How many of its newest items keep a feed below the limit; `None` if hardly any do.
fn limit_that_fits(feed: &FeedSize) -> Option<usize> {
    let around_items = feed.bytes.saturating_sub(feed.items.iter().sum());
    let mut total = around_items;
    let fitting = feed.items.iter().take_while(|bytes| {
        total += **bytes;
        total <= LARGE
    });
    let count = fitting.count();
    (count >= 5).then_some(count)
}
