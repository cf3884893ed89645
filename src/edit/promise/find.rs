//! An id and a day → the promise that may still be changed then.

use crate::base::Date;
use crate::catalog::{Catalog, Change, Component, Promise};
use crate::edit::Refusal;
use crate::entry::Deprecation;
use crate::form::nearest;
use crate::form::read::listing;

/// A promise that was announced, and is not fulfilled. It may be cancelled.
#[derive(Clone, Copy, Debug)]
pub struct Found<'c> {
    pub change: &'c Change,
    pub component: &'c Component,
    pub promise: &'c Promise,
    pub deprecation: &'c Deprecation,
    /// The day on which readers are told of the change.
    pub date: Date,
}

/// Finds a promise by its id, or a former one.
///
/// # Errors
/// If there is no such promise, readers were not told of it yet, it is fulfilled, or its history goes on after `date`.
pub fn find<'c>(catalog: &'c Catalog, id: &str, date: Date) -> Result<Found<'c>, Refusal> {
    let Some(index) = catalog.find(id) else { return Err(unknown(catalog, id)) };
    let change = catalog.change(index);
    let (Some(promise), Some(deprecation)) = (&change.promise, &change.entry.deprecation) else {
        let message = format!("`{id}` is an entry of kind `{}`, and makes no promise", change.entry.kind.value);
        return Err(Refusal::new(message, near(catalog, id)));
    };
    if change.entry.draft {
        return Err(Refusal::new(format!("`{id}` is a draft"), "nobody was told of it: edit its dates as you like"));
    }
    let announced = change.date().day();
    if date < announced {
        let hint = "until then nobody was told of it: edit its dates as you like";
        return Err(Refusal::new(format!("`{id}` is announced on {announced}, after {date}"), hint));
    }
    if let Some(by) = promise.completed_by.map(|by| catalog.change(by)) {
        let message = format!("`{id}` is already completed by `{}`, on {}", by.id, by.date().day());
        return Err(Refusal::new(message, "what is gone can neither be moved nor called off; announce anew"));
    }
    if let Some(last) = deprecation.revisions.iter().map(|revision| revision.date).max().filter(|last| *last > date) {
        let message = format!("`{id}` has a revision of {last}, after {date}");
        return Err(Refusal::new(
            message,
            "revisions are appended in order; choose that day or a later one with `--date`",
        ));
    }
    Ok(Found { change, component: catalog.component(change.component), promise, deprecation, date })
}

fn unknown(catalog: &Catalog, id: &str) -> Refusal {
    if catalog.is_left_out(id) {
        return Refusal::new(format!("the entry `{id}` cannot be read"), "`forewarn check` says why");
    }
    Refusal::new(format!("there is no promise `{id}`"), near(catalog, id))
}

/// So many ids are read at a glance.
const FEW: usize = 5;

/// The promise that was probably meant, or those that there are.
fn near(catalog: &Catalog, id: &str) -> String {
    let published = |change: &Change| change.promise.is_some() && !change.entry.draft;
    let promises = catalog.ids().filter(|(_, index)| published(catalog.change(*index)));
    let ids: Vec<&str> = promises.map(|(id, _)| id.as_str()).collect();
    match nearest(id, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if ids.is_empty() => {
            "no entry makes a promise yet; `forewarn new --kind deprecated` writes one".to_owned()
        }
        None if ids.len() <= FEW => format!("the promises of this site: {}", listing(ids.into_iter())),
        None => "`forewarn schedule` lists the promises with their ids".to_owned(),
    }
}

impl Found<'_> {
    /// The day on which it was called off, if it is.
    pub fn cancelled(&self) -> Option<Date> {
        let calls = &self.promise.life.calls;
        calls.last().filter(|(_, cancelled)| *cancelled).map(|(day, _)| *day)
    }

    /// Nothing moves in a promise that was called off.
    pub(super) fn must_stand(&self) -> Result<(), Refusal> {
        match self.cancelled() {
            None => Ok(()),
            Some(day) => Err(Refusal::new(
                format!("`{}` was cancelled on {day}", self.change.id),
                format!("`forewarn promise reinstate {}` brings it back", self.change.id),
            )),
        }
    }
}
