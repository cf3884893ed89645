//! A published promise and the next → which of its dates, versions and flags have another value, and what recorded that.

use std::cmp::Ordering;

use super::Pair;
use crate::diag::Rule;
use crate::entry::{Change, FieldName};
use crate::schedule::wire::{self, Moment, Value};

/// A field whose value is not the published one.
#[derive(Clone, Debug, PartialEq)]
pub struct Move<'a> {
    pub field: FieldName,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub way: Way,
    /// The revision that tells readers of it.
    pub recorded: Option<&'a wire::Revision>,
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Earlier,
    Later,
    /// There was a value, and there is none.
    Dropped,
    /// There was none.
    Given,
    /// Neither earlier nor later: a flag, or a date where a version was.
    Otherwise,
    /// A brownout that was cancelled is on again.
    Revived,
}

/// How a move breaks the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    MovedEarlier,
    RemovalLowered,
    Dropped,
    Unrecorded,
}

impl Breach {
    /// The rule that flags it.
    pub fn rule(self) -> Rule {
        match self {
            Breach::MovedEarlier => Rule::MovedEarlier,
            Breach::RemovalLowered => Rule::RemovalLowered,
            Breach::Dropped => Rule::DroppedDate,
            Breach::Unrecorded => Rule::MovedWithoutRevision,
        }
    }
}

impl Move<'_> {
    /// What the move breaks; `None` if readers are told of it as they should be.
    pub fn breach(&self) -> Option<Breach> {
        match self.way {
            Way::Earlier if self.field == FieldName::NotBefore => {
                // A floor may only move later, unless there is an emergency.
                let lifted = self.recorded.is_some_and(|revision| revision.emergency.is_some());
                (!lifted).then_some(Breach::MovedEarlier)
            }
            Way::Earlier if self.may_come_earlier() => None,
            Way::Earlier if self.field == FieldName::Removal => Some(Breach::RemovalLowered),
            Way::Earlier => Some(Breach::MovedEarlier),
            Way::Dropped => Some(Breach::Dropped),
            Way::Revived => Some(Breach::Unrecorded),
            Way::Later | Way::Given | Way::Otherwise => self.recorded.is_none().then_some(Breach::Unrecorded),
        }
    }

    /// A revision says that it is pulled in; of the dates that readers do not plan by, also that a mistake is mended.
    fn may_come_earlier(&self) -> bool {
        let firm = matches!(self.field, FieldName::Sunset | FieldName::Removal);
        self.recorded.is_some_and(|revision| {
            revision.change == Change::PulledIn.name() || (!firm && revision.change == Change::Corrected.name())
        })
    }
}

/// Every field of a promise that has another value than was published, in the order of the entry's keys.
pub fn moves<'a>(pair: Pair<'a>) -> Vec<Move<'a>> {
    if pair.is_reinstated() {
        return Vec::new();
    }
    if pair.before.estimated {
        // The dates of a plan are not promised; that it is one no more is.
        return plan(pair).into_iter().collect();
    }
    let fields = FieldName::FIXED.iter().map(|(_, field)| field).filter(|field| **field != FieldName::NotBefore);
    let mut moves: Vec<Move<'a>> = fields.filter_map(|field| of_field(pair, field)).collect();
    if let Some(floor) = floor(pair) {
        // The date that goes below the floor is one and the same edit.
        moves.retain(|other| other.way != Way::Given || other.after != floor.after);
        moves.push(floor);
    }
    moves.extend(pair.before.brownouts.iter().filter_map(|brownout| of_brownout(pair, brownout)));
    moves
}

/// A plan made firm: recorded by a revision of `estimated`, or by one that gives a date.
fn plan<'a>(pair: Pair<'a>) -> Option<Move<'a>> {
    if pair.after.estimated {
        return None;
    }
    let estimated = FieldName::Estimated.to_string();
    let tells = |revision: &&wire::Revision| {
        revision.field.as_ref() == Some(&estimated) || revision.change == Change::Dated.name()
    };
    Some(Move {
        field: FieldName::Estimated,
        before: Some(Value::Flag(true)),
        after: Some(Value::Flag(false)),
        way: Way::Otherwise,
        recorded: pair.new_revisions().find(tells),
    })
}

fn of_field<'a>(pair: Pair<'a>, field: &FieldName) -> Option<Move<'a>> {
    let (before, after) = (value(pair.before, field), value(pair.after, field));
    let way = way(before.as_ref(), after.as_ref())?;
    Some(Move { recorded: recorded(pair, field, after.as_ref()), field: field.clone(), before, after, way })
}

/// The last new revision of a field that ends at its value.
fn recorded<'a>(pair: Pair<'a>, field: &FieldName, value: Option<&Value>) -> Option<&'a wire::Revision> {
    let name = field.to_string();
    let tells = |revision: &&wire::Revision| {
        revision.field.as_ref() == Some(&name) && way(revision.to.as_ref(), value).is_none()
    };
    pair.new_revisions().filter(tells).last()
}

/// A floor is kept by a date or version at or above it, too: it only held while that was not known.
fn floor<'a>(pair: Pair<'a>) -> Option<Move<'a>> {
    let moved = of_field(pair, &FieldName::NotBefore)?;
    if moved.way != Way::Dropped {
        return Some(moved);
    }
    let successor = match moved.before {
        Some(Value::Version(_)) => value(pair.after, &FieldName::Removal),
        _ => value(pair.after, &FieldName::Sunset),
    };
    match way(moved.before.as_ref(), successor.as_ref()) {
        Some(Way::Dropped) => Some(moved),
        Some(Way::Earlier) => Some(Move { after: successor, way: Way::Earlier, ..moved }),
        _ => None,
    }
}

fn of_brownout<'a>(pair: Pair<'a>, before: &wire::Brownout) -> Option<Move<'a>> {
    let field = FieldName::Brownout(crate::base::Slug::new(&before.id).ok()?);
    let start = |brownout: &wire::Brownout| Value::When(Moment(crate::base::When::Instant(brownout.start.0)));
    let moved = |after: Option<Value>, way: Way| Move {
        recorded: recorded(pair, &field, after.as_ref()),
        field: field.clone(),
        before: Some(start(before)),
        after,
        way,
    };
    let Some(after) = pair.after.brownouts.iter().find(|brownout| brownout.id == before.id) else {
        return Some(moved(None, Way::Dropped));
    };
    if before.cancelled.is_some() {
        return after.cancelled.is_none().then(|| moved(Some(start(after)), Way::Revived));
    }
    let way = way(Some(&start(before)), Some(&start(after)));
    // Longer than announced is another brownout than announced.
    let way = way.or_else(|| (after.end > before.end).then_some(Way::Otherwise))?;
    Some(moved(Some(start(after)), way))
}

/// What a field of a promise says.
pub fn value(promise: &wire::Deprecation, field: &FieldName) -> Option<Value> {
    match field {
        FieldName::Deprecated => Some(Value::When(promise.deprecated)),
        FieldName::ClosedToNew => promise.closed_to_new.map(Value::When),
        FieldName::EndOfSupport => promise.end_of_support.map(Value::When),
        FieldName::Sunset => promise.sunset.map(Value::When),
        FieldName::Removal => promise.removal.clone().map(Value::Version),
        FieldName::NotBefore => promise.not_before.clone().map(|floor| match floor {
            wire::Floor::When(when) => Value::When(when),
            wire::Floor::Version(version) => Value::Version(version),
        }),
        FieldName::Estimated => Some(Value::Flag(promise.estimated)),
        FieldName::Brownout(id) => {
            let brownout = promise.brownouts.iter().find(|brownout| brownout.id == id.as_str())?;
            Some(Value::When(Moment(crate::base::When::Instant(brownout.start.0))))
        }
    }
}

/// `None`: the same. A date is the same as its first instant.
pub(super) fn way(before: Option<&Value>, after: Option<&Value>) -> Option<Way> {
    let order = match (before, after) {
        (None, None) => return None,
        (Some(_), None) => return Some(Way::Dropped),
        (None, Some(_)) => return Some(Way::Given),
        (Some(Value::When(before)), Some(Value::When(after))) => after.0.instant().cmp(&before.0.instant()),
        (Some(Value::Version(before)), Some(Value::Version(after))) => after.cmp_precedence(before),
        (Some(before), Some(after)) if before == after => Ordering::Equal,
        _ => return Some(Way::Otherwise),
    };
    match order {
        Ordering::Less => Some(Way::Earlier),
        Ordering::Equal => None,
        Ordering::Greater => Some(Way::Later),
    }
}
