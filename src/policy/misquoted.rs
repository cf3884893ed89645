//! The revisions that readers have yet to read → those that cannot follow what readers were told: dated before it, or
//! beginning with a value that nobody published. It compares with the baseline alone; whether the revisions add up among
//! themselves is another matter.

use std::collections::BTreeMap;

use super::kept::Kept;
use crate::base::Date;
use crate::entry::{Change, FieldName, Revision};
use crate::schedule::compare::{Pair, is_told, value};
use crate::schedule::wire;

/// A revision that contradicts what was published.
#[derive(Clone, Debug)]
pub struct Misquoted<'a> {
    pub revision: &'a Revision,
    pub how: How,
}

/// What the baseline says against it.
#[derive(Clone, Debug)]
pub enum How {
    /// It is dated before the newest published revision of its field, of this day.
    Behind(Date),
    /// Its `from` is not the published value; `None`: none was published.
    OtherFrom(Option<wire::Value>),
    /// It gives a first value, or makes firm, where readers had this value.
    NotFirst(wire::Value),
}

/// All of a promise, in the order of the file.
pub fn misquoted<'a>(kept: &Kept<'a>) -> Vec<Misquoted<'a>> {
    let pair = kept.pair;
    let mut revisions: Vec<&Revision> = kept.promised.deprecation.revisions.iter().collect();
    revisions.sort_by_key(|revision| revision.date);
    let mut first_of: BTreeMap<&FieldName, &Revision> = BTreeMap::new();
    let mut found = Vec::new();
    for revision in revisions.into_iter().filter(|revision| pair.is_new(revision)) {
        // Where a published one was rewritten, that is the finding.
        if is_rewritten(pair, revision) {
            continue;
        }
        if let Some(newest) = newest_published(pair, revision).filter(|newest| revision.date < *newest) {
            found.push(Misquoted { revision, how: How::Behind(newest) });
        } else if !revision.is_call() && !first_of.contains_key(&revision.field) {
            first_of.insert(&revision.field, revision);
            found.extend(beginning(pair, revision).map(|how| Misquoted { revision, how }));
        }
    }
    found.sort_by_key(|misquoted| misquoted.revision.span.start);
    found
}

fn field(revision: &Revision) -> Option<String> {
    (!revision.is_call()).then(|| revision.field.to_string())
}

fn is_rewritten(pair: Pair<'_>, revision: &Revision) -> bool {
    pair.lost_revisions().any(|lost| lost.field == field(revision))
}

fn newest_published(pair: Pair<'_>, revision: &Revision) -> Option<Date> {
    let of_field = pair.before.revisions.iter().filter(|known| known.field == field(revision));
    of_field.map(|known| known.date.0).max()
}

/// What is wrong with the value that the first new revision of a field begins with.
fn beginning(pair: Pair<'_>, revision: &Revision) -> Option<How> {
    let told = value(pair.before, &revision.field);
    match (&revision.from, told) {
        (Some(from), Some(told)) if is_told(from, &told) => None,
        (Some(_), told) => Some(How::OtherFrom(told)),
        // Whoever was told of no plan, and of no end, needs no value before.
        (None, Some(told)) if revision.change == Change::Dated && !begins_anew(pair, revision) => {
            Some(How::NotFirst(told))
        }
        (None, _) => None,
    }
}

/// A plan made firm and a reinstated promise may give their dates as first ones; a promise is deprecated from some day
/// in any case.
fn begins_anew(pair: Pair<'_>, revision: &Revision) -> bool {
    pair.before.estimated || pair.is_reinstated() || revision.field == FieldName::Deprecated
}
