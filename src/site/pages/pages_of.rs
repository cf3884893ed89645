//! A long list → its pages: how many, what stands on which, and where one stands among them. No page of HTML grows without
//! bound (200 KB at 10,000 entries), and each is reached by links alone.

use std::ops::Range;

use crate::site::context::Pager;

/// Promises on a page of all promises.
pub const PROMISES: usize = 40;
/// Entries on a page of a tag, owner or audience.
pub const LISTED: usize = 50;
/// Releases on a page of a component.
pub const RELEASES: usize = 100;

/// The pages that a list needs; an empty list has one.
pub fn count(total: usize, per_page: usize) -> usize {
    total.div_ceil(per_page).max(1)
}

/// What stands on a page, from 1.
pub fn range(total: usize, per_page: usize, number: usize) -> Range<usize> {
    let start = (number.saturating_sub(1) * per_page).min(total);
    start..(start + per_page).min(total)
}

/// Where a page stands; `path` gives the path of each.
pub fn pager(total: usize, per_page: usize, number: usize, path: impl Fn(usize) -> String) -> Pager {
    let count = count(total, per_page);
    Pager {
        number,
        count,
        total,
        newer: (number > 1).then(|| path(number - 1)),
        older: (number < count).then(|| path(number + 1)),
        newest: path(1),
        oldest: path(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_on_exactly_one_page() {
        for total in [0, 1, 49, 50, 51, 100, 101] {
            let pages = 1..=count(total, 50);
            let items: Vec<usize> = pages.flat_map(|number| range(total, 50, number)).collect();
            assert_eq!(items, (0..total).collect::<Vec<_>>());
        }
    }
}
