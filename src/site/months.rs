//! What was told in a month → its items as they stand in documents, each written once for all of them.
//!
//! An item stands in the archives of its component, its tags, its owner and of everything. Whoever renders them month by
//! month, in the order of [`super::Plan::order`], finds it written already; only a few months are kept, so that memory
//! does not grow with the past. In any other order the same bytes come out, at more cost.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::archives::Archive;
use super::feed::{self, Item, Written};
use super::items::{self, Extent};
use super::plan::Format;
use super::stream::{Month, Told, What};
use super::{Site, bodies};
use crate::catalog::ChangeIx;

/// The months of a stream, and what is written of the latest that were asked for.
#[derive(Debug)]
pub struct Months {
    /// The places of each month's items in the stream.
    places: BTreeMap<Month, Range<usize>>,
    /// Per entry the place of its own item in the stream.
    entries: Vec<Option<u32>>,
    /// The latest first.
    kept: Mutex<VecDeque<Arc<Items>>>,
}

/// The items of one month.
#[derive(Debug)]
struct Items {
    places: Range<usize>,
    made: Vec<Made>,
}

/// What is made of one item when it is first asked for.
#[derive(Debug, Default)]
struct Made {
    body: OnceLock<Arc<str>>,
    atom: OnceLock<Written>,
    /// With the summary of an entry instead of its text.
    summary: OnceLock<Written>,
    json: OnceLock<Written>,
}

impl Months {
    /// Of a stream that is newest first, about entries of so many places.
    pub fn new(stream: &[Told], entries: usize) -> Self {
        let mut months = Months { places: BTreeMap::new(), entries: vec![None; entries], kept: Mutex::default() };
        let mut start = 0;
        for items in stream.chunk_by(|a, b| a.month == b.month) {
            months.places.insert(items[0].month, start..start + items.len());
            start += items.len();
        }
        for (place, told) in stream.iter().enumerate().filter(|(_, told)| told.what == What::Entry) {
            months.entries[told.change.0 as usize] = u32::try_from(place).ok();
        }
        months
    }

    /// The month in which an entry was announced.
    pub fn of_entry(&self, stream: &[Told], index: ChangeIx) -> Option<Month> {
        self.entries[index.0 as usize].map(|place| stream[place as usize].month)
    }

    fn items(&self, month: Month) -> Option<Arc<Items>> {
        let places = self.places.get(&month)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match kept.iter().position(|items| items.places == *places) {
            Some(at) => kept.remove(at)?,
            None => Arc::new(Items { places: places.clone(), made: places.clone().map(|_| Made::default()).collect() }),
        };
        kept.push_front(found.clone());
        // One for each thread. What no thread reads from now is dropped first, of that the longest unused.
        while kept.len() > rayon::current_num_threads() {
            let unused = kept.iter().rposition(|items| Arc::strong_count(items) == 1);
            let longest = unused.unwrap_or(kept.len() - 1);
            kept.remove(longest);
        }
        Some(found)
    }
}

/// The items of an archive, by its subject's place in the plan, as they stand in documents of a format.
pub fn written(site: &Site<'_>, place: usize, archive: &Archive, format: Format) -> Vec<Written> {
    let (plan, extent) = (site.plan, site.plan.scopes[place].archive_extent());
    let Some(items) = plan.months.items(archive.month) else { return Vec::new() };
    let places = &plan.shelves[place].items[archive.range.clone()];
    places.iter().map(|place| items.written(site, *place as usize, format, extent)).collect()
}

/// An entry's text for readers elsewhere, as in feeds.
pub fn body(site: &Site<'_>, index: ChangeIx) -> Arc<str> {
    let (plan, change) = (site.plan, site.view.catalog().change(index));
    let place = plan.months.entries[index.0 as usize].map(|place| place as usize);
    let items = place.and_then(|place| plan.months.items(plan.stream[place].month));
    match place.zip(items) {
        Some((place, items)) => items.body(site, place),
        None => bodies::elsewhere(site.view, site.config, change),
    }
}

impl Items {
    fn made(&self, place: usize) -> &Made {
        &self.made[place - self.places.start]
    }

    fn body(&self, site: &Site<'_>, place: usize) -> Arc<str> {
        let change = site.view.catalog().change(site.plan.stream[place].change);
        self.made(place).body.get_or_init(|| bodies::elsewhere(site.view, site.config, change)).clone()
    }

    fn written(&self, site: &Site<'_>, place: usize, format: Format, extent: Extent) -> Written {
        let (made, told) = (self.made(place), &site.plan.stream[place]);
        let item = |extent| items::item(site, told, extent, || self.body(site, place));
        // Only the item of an entry is longer as a whole.
        let extent = if told.what == What::Entry { extent } else { Extent::Whole };
        let (held, write): (_, fn(&Item) -> Written) = match (format, extent) {
            (Format::Json, _) => (&made.json, feed::json_item),
            (_, Extent::Whole) => (&made.atom, feed::atom_entry),
            (_, Extent::Summary) => (&made.summary, feed::atom_entry),
        };
        held.get_or_init(|| write(&item(extent))).clone()
    }
}
