//! What a subject's readers have been told → the documents of its feed (RFC 5005, section 4): the one to subscribe to, and
//! an archive for each closed calendar month. Only which items stand where: it renders nothing.
//!
//! The document to subscribe to holds the newest items: all of the current month, and as many as `limit` and its size
//! allow. A feed that so cannot hold everything has an archive for every closed month with items, whether they still stand
//! in the document or not: what an archive holds then depends on its month alone, and so do its bytes. A month that would
//! make too large a document has several, of which the newest keeps the plain name, so that what links to the month stays.

use std::ops::Range;

use rayon::prelude::*;

use super::stream::{Month, Told};
use crate::config::Feeds;

/// How many of the newest items a feed keeps, if `limit` allows, however long they are: readers come by each week, or less often.
pub const KEPT: usize = 10;

/// More bytes than stand around the items of a document.
pub const FRAME: usize = 16 << 10;

/// The items of a subject, on their documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Places in the stream, newest first.
    pub items: Vec<u32>,
    /// How many are of the current month.
    pub open: usize,
    /// How many of the newest stay in the document to subscribe to, however large it gets.
    pub kept: usize,
    /// How many it holds at most.
    pub most: usize,
    /// Newest first.
    pub archives: Vec<Archive>,
    /// The subject whose archives it leads on to, if that has the very same items: of a lone owner, say.
    pub archived_at: Option<usize>,
}

/// A document that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    pub month: Month,
    /// From 1, the newest part of the month.
    pub part: usize,
    /// Its items, by their places on the shelf.
    pub range: Range<usize>,
}

impl Shelf {
    /// Puts items, places in the `stream` that are newest first, on documents. `current` is the month of today.
    pub fn new(items: Vec<u32>, stream: &[Told], current: Month, feeds: &Feeds) -> Self {
        let told = |item: &u32| &stream[*item as usize];
        let open = items.iter().take_while(|item| told(item).month >= current).count();
        let most = open.max(items.len().min(feeds.limit));
        let kept = most.min(open.max(KEPT));
        let weight = || FRAME as u64 + items.iter().map(|item| u64::from(told(item).weight)).sum::<u64>();
        let fits = items.len() == most && (kept == most || weight() <= Feeds::LARGE as u64);
        let archives = if fits { Vec::new() } else { archives(&items, open, told) };
        Shelf { items, open, kept: if fits { most } else { kept }, most, archives, archived_at: None }
    }
}

/// All shelves of a site; `items` are those of each. The same items are archived once.
pub fn shelves(items: Vec<Vec<u32>>, stream: &[Told], current: Month, feeds: &Feeds) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> =
        items.into_par_iter().map(|items| Shelf::new(items, stream, current, feeds)).collect();
    for place in 1..shelves.len() {
        let (earlier, later) = shelves.split_at_mut(place);
        let shelf = &mut later[0];
        if shelf.archives.is_empty() {
            continue;
        }
        if let Some(same) = earlier.iter().position(|earlier| earlier.items == shelf.items) {
            (shelf.archives, shelf.archived_at) = (Vec::new(), Some(same));
        }
    }
    shelves
}

/// The archives of all items from `open` on.
fn archives<'s>(items: &[u32], open: usize, told: impl Fn(&u32) -> &'s Told) -> Vec<Archive> {
    let mut archives: Vec<Archive> = Vec::new();
    let mut weight = FRAME;
    for (place, item) in items.iter().enumerate().skip(open) {
        let Told { month, weight: own, .. } = told(item);
        let own = *own as usize;
        match archives.last_mut().filter(|last| last.month == *month) {
            Some(last) if weight + own <= Feeds::TOO_LARGE => {
                last.range.end = place + 1;
                weight += own;
            }
            last => {
                let part = last.map_or(1, |last| last.part + 1);
                archives.push(Archive { month: *month, part, range: place..place + 1 });
                weight = FRAME + own;
            }
        }
    }
    archives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::When;
    use crate::catalog::ChangeIx;
    use crate::site::stream::What;
    use jiff::civil::{Date, date};

    /// Items of these days and weights, newest first.
    fn stream(days: &[(Date, usize)]) -> Vec<Told> {
        let told = |(day, weight): &(Date, usize)| Told {
            at: When::Day(*day).instant(),
            month: Month::of(*day),
            change: ChangeIx(0),
            what: What::Entry,
            weight: u32::try_from(*weight).unwrap(),
        };
        days.iter().map(told).collect()
    }

    fn shelf(stream: &[Told], limit: usize) -> Shelf {
        let feeds = Feeds { limit, limit_at: None, reminders: Vec::new() };
        Shelf::new((0..stream.len() as u32).collect(), stream, Month::of(date(2026, 11, 22)), &feeds)
    }

    fn named(shelf: &Shelf) -> Vec<(String, usize, Range<usize>)> {
        let named = |archive: &Archive| (archive.month.to_string(), archive.part, archive.range.clone());
        shelf.archives.iter().map(named).collect()
    }

    #[test]
    fn a_feed_that_holds_everything_has_no_archives() {
        let stream = stream(&[(date(2026, 11, 2), 9), (date(2026, 10, 2), 9), (date(2025, 1, 2), 9)]);
        assert_eq!(shelf(&stream, 3).archives, []);
        assert_eq!(shelf(&stream, 3).most, 3);
        assert_eq!(shelf(&[], 3), Shelf::default());
    }

    #[test]
    fn every_closed_month_with_items_has_an_archive_as_soon_as_one_item_is_left_out() {
        let days = [date(2026, 11, 2), date(2026, 10, 31), date(2026, 10, 1), date(2026, 7, 9)];
        let shelf = shelf(&stream(&days.map(|day| (day, 9))), 3);
        assert_eq!(named(&shelf), [("2026-10".to_owned(), 1, 1..3), ("2026-07".to_owned(), 1, 3..4)]);
        assert_eq!((shelf.kept, shelf.most), (3, 3));
    }

    #[test]
    fn all_of_the_current_month_stands_in_the_feed_beyond_the_limit() {
        let days = [date(2026, 11, 3), date(2026, 11, 2), date(2026, 11, 1), date(2026, 10, 1)];
        let shelf = shelf(&stream(&days.map(|day| (day, 9))), 2);
        assert_eq!(named(&shelf), [("2026-10".to_owned(), 1, 3..4)]);
        assert_eq!((shelf.kept, shelf.most), (3, 3));
    }

    #[test]
    fn items_that_would_make_the_feed_large_have_archives_too() {
        let days: Vec<_> = (1..=12).rev().map(|day| (date(2026, 9, day), Feeds::LARGE / 11)).collect();
        let shelf = shelf(&stream(&days), 50);
        assert_eq!(named(&shelf), [("2026-09".to_owned(), 1, 0..12)]);
        assert_eq!((shelf.kept, shelf.most), (KEPT, 12));
    }

    #[test]
    fn a_few_long_items_stay_in_the_feed() {
        let days: Vec<_> = (1..=9).rev().map(|day| (date(2026, 9, day), Feeds::LARGE)).collect();
        assert_eq!(shelf(&stream(&days), 50).archives, []);
    }

    #[test]
    fn the_same_items_are_archived_once() {
        let stream = stream(&[(date(2026, 10, 3), 9), (date(2026, 9, 3), 9), (date(2026, 8, 3), 9)]);
        let feeds = Feeds { limit: 1, limit_at: None, reminders: Vec::new() };
        let items = vec![vec![0, 1, 2], vec![0, 2], vec![0, 1, 2]];
        let shelves = shelves(items, &stream, Month::of(date(2026, 11, 22)), &feeds);
        assert_eq!([3, 2, 0], [0, 1, 2].map(|place: usize| shelves[place].archives.len()));
        assert_eq!(shelves[2].archived_at, Some(0));
        assert_eq!((shelves[2].kept, shelves[2].most), (1, 1));
    }

    #[test]
    fn a_month_too_large_for_a_document_is_parted_and_the_newest_part_has_the_plain_name() {
        let half = (Feeds::TOO_LARGE - FRAME) / 2;
        let days = [(date(2026, 9, 9), half), (date(2026, 9, 8), half), (date(2026, 9, 7), 9), (date(2026, 8, 1), 9)];
        let shelf = shelf(&stream(&days), 1);
        let expected = [("2026-09", 1, 0..2), ("2026-09", 2, 2..3), ("2026-08", 1, 3..4)];
        assert_eq!(named(&shelf), expected.map(|(month, part, range)| (month.to_owned(), part, range)));
    }
}
