//! What a period has brought: entries and corrections, and what happened to promises. Announcements and removals are told
//! as entries; reminders are not told, since what falls due is.

use super::super::Book;
use super::{Item, Period, Scope, Words, item};
use crate::base::Date;
use crate::catalog::{Change, Event, EventKind, Promise, Promised};
use crate::words::{deadline, headline, is_over, sentence};

/// Entries of the period: what breaks first, then the newest first.
pub fn changes(book: Book<'_>, period: Period, scope: &Scope) -> Vec<Item> {
    let published = book.view.changes().map(|(_, change)| change).filter(|change| scope.holds(change));
    let mut items: Vec<Item> = published.flat_map(|change| of_change(book, period, change)).collect();
    items.sort_by_key(|item| (!item.breaking, std::cmp::Reverse(item.day)));
    items
}

fn of_change(book: Book<'_>, period: Period, change: &Change) -> Vec<Item> {
    let mut items = Vec::new();
    if period.contains(change.date().day()) {
        items.push(Item {
            breaking: change.entry.breaking,
            sentences: sentences(book, change),
            ..item(book, change, change.date().day(), label(book, change))
        });
    }
    let updated = change.entry.updated.as_ref().filter(|updated| period.contains(updated.date.value.day()));
    items.extend(updated.map(|updated| Item {
        sentences: vec![Words::Plain(sentence(updated.note.clone()))],
        ..item(book, change, updated.date.value.day(), "Corrected".to_owned())
    }));
    items
}

/// `Fixed in 2.0.1`, `Breaking, removed, planned for 3.0.0`.
fn label(book: Book<'_>, change: &Change) -> String {
    let kind = change.entry.kind.value.name();
    let kind = if change.entry.breaking {
        format!("Breaking, {kind}")
    } else {
        format!("{}{}", kind[..1].to_uppercase(), &kind[1..])
    };
    let Some(version) = change.entry.version.as_ref().map(|version| &version.value) else { return kind };
    let releases = &book.view.catalog().component(change.component).releases;
    match releases.find(version).is_some_and(|release| release.is_out(book.view.today().0)) {
        true => format!("{kind} in {version}"),
        false => format!("{kind}, planned for {version}"),
    }
}

/// Of a promise, by when and what to do; of all else, what it is.
fn sentences(book: Book<'_>, change: &Change) -> Vec<Words> {
    let Some(promise) = &change.promise else {
        let summary = Some(change.summary()).filter(|summary| !summary.is_empty());
        let action = change.entry.action.as_ref().map(|action| Words::Line(sentence(action.value.clone())));
        return summary.map(|summary| Words::Plain(sentence(summary.to_owned()))).into_iter().chain(action).collect();
    };
    due(book, promise)
}

fn due(book: Book<'_>, promise: &Promise) -> Vec<Words> {
    let today = book.view.today().0;
    let removed = promise.completed_by.is_some_and(|index| book.view.shows(index));
    let action = promise.action.clone().filter(|_| !removed && !promise.life.is_cancelled_on(today));
    deadline(promise, today).into_iter().chain(action).map(|words| Words::Line(sentence(words))).collect()
}

/// What happened to promises, the newest first.
pub fn events(book: Book<'_>, period: Period, scope: &Scope) -> Vec<Item> {
    let mut items: Vec<(Date, Item)> = Vec::new();
    for promised in book.view.promises().filter(|promised| scope.holds(promised.change)) {
        let events = book.view.past_events(promised.promise).filter(|event| period.contains(event.when.day()));
        let told = events.filter(|event| is_told(event));
        items.extend(told.map(|event| (event.when.day(), of_event(book, promised, event))));
    }
    items.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    items.into_iter().map(|(_, item)| item).collect()
}

fn is_told(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Announced | EventKind::Removed | EventKind::Reminder { .. })
}

fn of_event(book: Book<'_>, promised: Promised<'_>, event: &Event) -> Item {
    let (label, why) = headline(promised.change, promised.promise, event);
    let why = why.map(|why| Words::Line(sentence(why)));
    let due = if is_over(&event.kind) { Vec::new() } else { due(book, promised.promise) };
    let is_dated = matches!(event.kind, EventKind::Sunset | EventKind::BrownoutHeld(_));
    let day = Some(event.when.day()).filter(|_| !is_dated);
    let mut item = Item { sentences: why.into_iter().chain(due).collect(), ..item(book, promised.change, day, label) };
    if let EventKind::Revised { number, .. } = event.kind {
        item.url.push_str(&format!("#revision-{number}"));
    }
    item
}
