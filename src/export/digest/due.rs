//! What falls due after a period, as its last day knows it: dates of promises and brownouts, the nearest first.

use super::super::Book;
use super::{Item, Period, Scope, Words, item};
use crate::base::When;
use crate::catalog::{Promised, State};
use crate::words::{deadline, sentence, sunset_words, when, window};

pub fn due(book: Book<'_>, period: Period, scope: &Scope) -> Vec<Item> {
    let open = open(book, scope).filter(|promised| !promised.promise.life.is_estimated_on(period.to));
    let mut items: Vec<(When, Item)> = open.flat_map(|promised| of_promise(book, period, promised)).collect();
    items.sort_by_key(|(when, _)| *when);
    items.into_iter().map(|(_, item)| item).collect()
}

/// Promises that are past their day, in words; they are no news, but they are not over either.
pub fn overdue(book: Book<'_>, scope: &Scope) -> Option<String> {
    match open(book, scope).filter(|promised| promised.state == State::Due).count() {
        0 => None,
        1 => Some("1 deprecation is past its day, and may be gone at any time.".to_owned()),
        count => Some(format!("{count} deprecations are past their day, and may be gone at any time.")),
    }
}

fn open<'a>(book: Book<'a>, scope: &'a Scope) -> impl Iterator<Item = Promised<'a>> {
    book.view.promises().filter(|promised| promised.state.is_open() && scope.holds(promised.change))
}

fn of_promise(book: Book<'_>, period: Period, promised: Promised<'_>) -> Vec<(When, Item)> {
    let life = &promised.promise.life;
    let dates = [
        ("Deprecated from", life.deprecated.on(period.to)),
        ("Closed to new users from", life.closed_to_new.on(period.to)),
        ("End of support on", life.end_of_support.on(period.to)),
    ];
    let dates = dates.into_iter().filter_map(|(words, date)| Some((*date?, format!("{words} {}", when(*date?)))));
    let sunset = life.sunset.on(period.to).map(|date| {
        let words = deadline(promised.promise, period.to).unwrap_or_else(|| format!("Sunset {}", sunset_words(*date)));
        (*date, words)
    });
    let soon = dates.chain(sunset).filter(|(date, _)| period.soon().contains(&date.day()));
    let mut items: Vec<(When, Item)> = soon.map(|(date, label)| (date, told(book, promised, label))).collect();
    items.extend(brownouts(book, period, promised));
    items
}

fn brownouts(book: Book<'_>, period: Period, promised: Promised<'_>) -> Vec<(When, Item)> {
    let lives = promised.promise.life.brownouts.iter();
    let standing = lives.filter(|brownout| {
        brownout.announced <= period.to && brownout.cancelled.is_none_or(|cancelled| period.to < cancelled)
    });
    let starts = standing.filter_map(|brownout| Some((brownout, *brownout.starts.on(period.to)?)));
    let soon = starts.filter(|(_, start)| period.soon().contains(&start.day()));
    soon.map(|(brownout, start)| {
        let written = promised.change.entry.deprecation.iter().flat_map(|promise| &promise.brownouts);
        let written = written.into_iter().find(|written| written.id.value == brownout.id && brownout.start == start);
        let span = written.map_or_else(|| when(start), window);
        let mut item = told(book, promised, format!("Brownout on {span}"));
        let effect = written.and_then(|written| written.effect.clone());
        item.sentences.splice(0..0, effect.map(|effect| Words::Line(sentence(effect))));
        (start, item)
    })
    .collect()
}

/// By when it is gone, unless the label says so, and what to do.
fn told(book: Book<'_>, promised: Promised<'_>, label: String) -> Item {
    let deadline = deadline(promised.promise, book.view.today().0).filter(|deadline| *deadline != label);
    let action = promised.promise.action.clone();
    Item {
        sentences: deadline.into_iter().chain(action).map(|words| Words::Line(sentence(words))).collect(),
        ..item(book, promised.change, None, label)
    }
}
