//! reader/feed-size

use std::cmp::Reverse;

use crate::config::Feeds;
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs, FeedSize};

pub const DEFINITION: Definition = Definition { rule: Rule::FeedSize, docs: DOCS, check: Some(check) };

const LARGE: usize = Feeds::LARGE;
const TOO_LARGE: usize = Feeds::TOO_LARGE;

const DOCS: Docs = Docs {
    flags: "A feed has more than 250 KiB, or even more than 1 MiB; or one of its archives has more than 1 MiB.",
    why: "Readers fetch a feed again and again, the whole document each time. Large ones are fetched less often, and some services cut or refuse them: half a megabyte and one megabyte are limits in the field. Items move on to the feed's archives before it grows so large, but the newest 10 stay, and all of the current month.",
    example: r#"
```toml
+++
title = "The release in full"
kind = "changed"
+++
```

followed by a log of 300 KiB.
"#,
    remedy: "Shorten what is long: large tables and logs belong on a page of their own, which the entry links. Or lower `limit` in `[feeds]` of book.toml below 10: older items stay in the feed's archives.",
    settings: "`limit` of `[feeds]` (default 50 items).",
    source: "What feed services do: FeedBurner stopped at 512 KB, and JSON Feed's authors call 1 MB a burden.",
};

/// One finding for all feeds: the same edit mends them.
fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let large = || context.feeds.iter().filter(|feed| feed.bytes > LARGE);
    // Among feeds of about one size the one that most people follow is named.
    let Some(largest) = large().max_by_key(|feed| (feed.bytes >> 13, Reverse(feed.path.len()))) else {
        return Vec::new();
    };
    let too_large = largest.bytes > TOO_LARGE;
    let bound = if too_large { TOO_LARGE } else { LARGE };
    let message = format!("the feed `/{}` has {} KiB, more than {}", largest.path, largest.bytes >> 10, bound >> 10);
    let finding = at_its_remedy(context, largest, message);
    let finding = match large().count() {
        1 => finding,
        count => finding.note(format!("{count} feed documents have more than {} KiB", LARGE >> 10)),
    };
    vec![if too_large { finding.grave() } else { finding }]
}

/// The finding at the limit of all feeds, or at the entry that is too long for any limit.
fn at_its_remedy(context: &Context<'_>, feed: &FeedSize, message: String) -> Diagnostic {
    let (path, fence, bytes) = (&feed.longest.0, feed.longest.1, feed.longest.2);
    let its_share = format!("takes {} KiB of it", bytes >> 10);
    if feed.kept > 1 && fitting(feed) < feed.kept {
        let finding = Diagnostic::new(Rule::FeedSize, path, fence, message);
        let month = "all items of the current month stay in the feed until it is over";
        return finding
            .here(format!("the longest: it {its_share}"))
            .note(month)
            .help("shorten the longest entries: put what is long on pages of their own, and link those");
    }
    let Some(limit) = limit_that_fits(feed) else {
        let finding = Diagnostic::new(Rule::FeedSize, path, fence, message);
        return finding
            .here(format!("this entry {its_share}"))
            .help("shorten it: put what is long on a page of its own, and link that");
    };
    let book = context.book();
    let finding = match context.config.feeds.limit_at {
        Some(span) => Diagnostic::new(Rule::FeedSize, &book, span, message),
        None => Diagnostic::file(Rule::FeedSize, &book, message),
    };
    finding.label(path, fence, format!("the longest: it {its_share}")).help(format!(
        "write `limit = {limit}` in `[feeds]`: the newest {limit} items take less than {} KiB",
        LARGE >> 10
    ))
}

/// How many of its newest items keep a feed below the limit; `None` if hardly any do.
fn limit_that_fits(feed: &FeedSize) -> Option<usize> {
    let count = fitting(feed);
    (count >= 5).then_some(count)
}

/// How many of its newest items fit.
fn fitting(feed: &FeedSize) -> usize {
    let mut total = feed.bytes.saturating_sub(feed.items.iter().sum());
    let fits = |bytes: &&usize| {
        total += **bytes;
        total <= LARGE
    };
    feed.items.iter().take_while(fits).count()
}
