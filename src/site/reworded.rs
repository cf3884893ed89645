//! A plan and an entry of which only words have changed → the next plan, if its paths are the same.
//!
//! A path can depend on words in three ways: how long the items of feeds are decides which archives there are, how long all
//! texts are decides how many files the search has, and a body names the files beside it. The first two are judged here;
//! that an entry uses the same files and has kept its dates and names is for whoever calls to say. Every value that is
//! made of words is made anew; what is shared holds none.

use std::sync::{Arc, OnceLock};

use super::Plan;
use super::archives::Shelf;
use super::months::Months;
use super::stream::{Month, Told, of_change};
use crate::catalog::{Change, ChangeIx, View};
use crate::config::Config;

impl Plan {
    /// The plan of `view`, in which the entry at `index` has other words than `old`.
    pub fn reworded(&self, view: View<'_>, config: &Config, (index, old): (ChangeIx, &Change)) -> Option<Plan> {
        let new = view.catalog().change(index);
        let is_shown = view.shows(index);
        let stream = match is_shown {
            true => self.reweighed(view, config, index)?,
            false => self.stream.clone(),
        };
        if is_shown && !self.has_shelves(&stream, Month::of(view.today().0), config, index) {
            return None;
        }
        Some(Plan {
            artifacts: Arc::clone(&self.artifacts),
            scopes: Arc::clone(&self.scopes),
            releases: Arc::clone(&self.releases),
            removals: Arc::clone(&self.removals),
            neighbours: Arc::clone(&self.neighbours),
            sitemap: Arc::clone(&self.sitemap),
            schemas: Arc::clone(&self.schemas),
            search: if is_shown { self.search.reworded(old, new)? } else { self.search.reworded(old, old)? },
            pressing: OnceLock::new(),
            months: Months::new(&stream, view.catalog().changes().len()),
            stream,
            shelves: Arc::clone(&self.shelves),
            items: self.scopes.iter().map(|_| OnceLock::new()).collect(),
        })
    }

    /// The stream with the new weights of an entry's items, if these are the same items.
    fn reweighed(&self, view: View<'_>, config: &Config, index: ChangeIx) -> Option<Vec<Told>> {
        let mut own: Vec<Told> =
            of_change(view, config, index, view.catalog().change(index)).into_iter().map(|(told, _)| told).collect();
        let mut stream = self.stream.clone();
        for told in stream.iter_mut().filter(|told| told.change == index) {
            let at = own.iter().position(|new| (new.what, new.at) == (told.what, told.at))?;
            *told = own.swap_remove(at);
        }
        own.is_empty().then_some(stream)
    }

    /// Whether the subjects of an entry have the same documents with this stream.
    fn has_shelves(&self, stream: &[Told], current: Month, config: &Config, index: ChangeIx) -> bool {
        let concerned = self.scopes.iter().zip(self.shelves.iter());
        let mut concerned = concerned.filter(|(scope, _)| scope.changes.binary_search(&index).is_ok());
        concerned.all(|(_, shelf)| {
            let new = Shelf::new(shelf.items.clone(), stream, current, &config.feeds);
            let same = (new.open, new.kept, new.most) == (shelf.open, shelf.kept, shelf.most);
            // One that is archived elsewhere has the items of that shelf, which is asked too.
            same && (shelf.archived_at.is_some() || new.archives == shelf.archives)
        })
    }
}
