//! A promise, a wish and the policy → the moves of its dates and the revisions that tell of them.

use std::cmp::Ordering;

use super::current;
use super::find::Found;
use super::revise::{Record, Revised};
use crate::base::{Date, When};
use crate::config::Policy;
use crate::edit::Refusal;
use crate::edit::notice::{Given, check_notice, check_open};
use crate::entry::{Change, Deprecation, FieldName, FieldValue};
use crate::form::read::listing;

/// Which way a date or version is to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Later,
    Earlier,
}

/// Where to a field is to move.
#[derive(Clone, Debug)]
pub struct Move {
    /// `None`: the sunset for a date, the removal for a version.
    pub field: Option<FieldName>,
    pub to: FieldValue,
    /// The advisory for which notice is cut short.
    pub emergency: Option<String>,
}

/// What the policy asks, the day it is, and why it is done.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    pub policy: &'a Policy,
    pub today: Date,
    pub reason: &'a str,
}

impl Deed<'_> {
    /// The day on which readers can first know: a revision that is dated back gives them no more time.
    fn told(&self, found: &Found<'_>) -> Date {
        found.date.max(self.today)
    }

    fn record(&self, found: &Found<'_>, change: Option<Change>) -> Record {
        Record { date: found.date, field: None, from: None, change, reason: self.reason.to_owned(), emergency: None }
    }
}

/// Moves a date or a version later.
pub fn extend(found: &Found<'_>, wanted: &Move, deed: &Deed<'_>) -> Result<Revised, Refusal> {
    found.must_stand()?;
    let moving = moving(found, wanted, Way::Later)?;
    check_count(found, deed)?;
    if let FieldValue::When(when) = &wanted.to {
        if when.day() < deed.told(found) {
            return Err(Refusal::new(
                format!("{} to {when} lies before {}, when readers are told of it", moving.name(), deed.told(found)),
                "choose a day that is yet to come",
            ));
        }
        check_day(found, &moving, *when, deed)?;
    }
    Ok(moving.revised(deed.record(found, None)))
}

/// Moves a date or a version earlier: readers get the whole notice again, counted from the day on which they are told.
pub fn pull_in(found: &Found<'_>, wanted: &Move, deed: &Deed<'_>) -> Result<Revised, Refusal> {
    found.must_stand()?;
    let moving = moving(found, wanted, Way::Earlier)?;
    check_count(found, deed)?;
    if moving.field == FieldName::NotBefore && wanted.emergency.is_none() {
        return Err(Refusal::new(
            format!("the floor `not-before` may only move later, from {}", moving.from),
            "readers count on it; a security flaw that cannot wait is named with `--emergency ADVISORY`",
        ));
    }
    if let FieldValue::When(when) = &wanted.to {
        if wanted.emergency.is_none() {
            check_told(found, &moving, *when, deed).map_err(with_emergency)?;
        } else if when.day() < found.date {
            return Err(Refusal::new(
                format!("{} to {when} lies before {}, when readers are told of it", moving.name(), found.date),
                "even an emergency cannot be announced after the fact",
            ));
        }
        check_day(found, &moving, *when, deed)?;
    }
    Ok(moving.revised(Record { emergency: wanted.emergency.clone(), ..deed.record(found, None) }))
}

fn with_emergency(refusal: Refusal) -> Refusal {
    Refusal {
        hint: format!("{}; a security flaw that cannot wait is named with `--emergency ADVISORY`", refusal.hint),
        ..refusal
    }
}

/// Calls a promise off.
pub fn cancel(found: &Found<'_>, deed: &Deed<'_>) -> Result<Revised, Refusal> {
    if let Some(day) = found.cancelled() {
        let id = &found.change.id;
        return Err(Refusal::new(
            format!("`{id}` was already cancelled, on {day}"),
            "there is nothing left to call off",
        ));
    }
    Ok(Revised { moves: Vec::new(), records: vec![deed.record(found, Some(Change::Cancelled))] })
}

/// Brings a promise back that was called off, with another sunset if the old one leaves too little time.
pub fn reinstate(found: &Found<'_>, to: Option<When>, deed: &Deed<'_>) -> Result<Revised, Refusal> {
    let id = &found.change.id;
    if found.cancelled().is_none() {
        let hint = format!("it stands; `forewarn promise extend {id}` moves its date");
        return Err(Refusal::new(format!("`{id}` is not cancelled"), hint));
    }
    let mut revised = Revised { moves: Vec::new(), records: vec![deed.record(found, Some(Change::Reinstated))] };
    let sunset = found.deprecation.sunset.as_ref().map(|at| at.value);
    let Some(now) = to.or(sunset) else { return Ok(revised) };
    if let (Some(to), true) = (to, to != sunset) {
        let wanted = Move { field: Some(FieldName::Sunset), to: FieldValue::When(to), emergency: None };
        let way = if sunset.is_some_and(|sunset| to < sunset) { Way::Earlier } else { Way::Later };
        let moved = moving(found, &wanted, way)?.revised(deed.record(found, None));
        check_count(found, deed)?;
        revised.moves.extend(moved.moves);
        revised.records.extend(moved.records);
    }
    if !found.deprecation.is_estimated() {
        let given = Given { what: "the sunset", wanted: now, told: deed.told(found) };
        let judged = check_notice(deed.policy, given, deed.policy.min_notice_days)
            .and_then(|()| check_open(deed.policy, given, deed.policy.min_notice_days));
        judged.map_err(|refusal| match to {
            Some(_) => refusal,
            None => Refusal {
                hint: format!("notice starts anew: say a later sunset with `--to DATE`; {}", refusal.hint),
                ..refusal
            },
        })?;
    }
    Ok(revised)
}

/// A field, and its two values.
struct Moving {
    field: FieldName,
    from: FieldValue,
    to: FieldValue,
}

impl Moving {
    fn name(&self) -> String {
        match &self.field {
            FieldName::Brownout(id) => format!("moving the brownout `{id}`"),
            field => format!("moving `{field}`"),
        }
    }

    /// What it is called in a sentence about its date.
    fn what(&self) -> String {
        match &self.field {
            FieldName::Brownout(id) => format!("the brownout `{id}` on"),
            FieldName::EndOfSupport => "the end of support".to_owned(),
            FieldName::ClosedToNew => "the closing to new users on".to_owned(),
            field => format!("the {field}"),
        }
    }

    fn revised(self, record: Record) -> Revised {
        let field = Some(self.field.clone()).filter(|field| *field != FieldName::Sunset);
        let record = Record { field, from: Some(self.from), ..record };
        Revised { moves: vec![(self.field, self.to)], records: vec![record] }
    }
}

/// Which field moves, if it has a value of that sort and the move goes the right way.
fn moving(found: &Found<'_>, wanted: &Move, way: Way) -> Result<Moving, Refusal> {
    let (promise, id) = (found.deprecation, &found.change.id);
    let default = if matches!(wanted.to, FieldValue::Version(_)) { FieldName::Removal } else { FieldName::Sunset };
    let field = wanted.field.clone().unwrap_or(default);
    if let FieldName::Brownout(brownout) = &field
        && let Some(known) = promise.brownouts.iter().find(|known| known.id.value == *brownout)
        && let Some(cancelled) = &known.cancelled
    {
        let message = format!("the brownout `{brownout}` was cancelled on {}", cancelled.date);
        return Err(Refusal::new(message, "announce another with an id of its own"));
    }
    let Some(from) = current(promise, &field) else {
        if field == FieldName::Deprecated {
            return Err(Refusal::new(
                format!("`{id}` is deprecated from its announcement on, {}", found.change.date()),
                "readers were told so already; move another field",
            ));
        }
        return Err(Refusal::new(format!("`{id}` has no {}", named(&field)), has(promise)));
    };
    let to = wanted.to.clone();
    let order = match (&from, &to) {
        (FieldValue::When(_), FieldValue::When(When::Day(_))) if matches!(field, FieldName::Brownout(_)) => {
            return Err(Refusal::new(
                "a brownout starts at an instant, and not on a day",
                format!("say when, with offset, as now: `{from}`"),
            ));
        }
        (FieldValue::When(from), FieldValue::When(to)) => to.cmp(from),
        (FieldValue::Version(from), FieldValue::Version(to)) => to.cmp_precedence(from),
        (FieldValue::Version(_), _) => {
            return Err(Refusal::new(format!("`{field}` of `{id}` is a version, {from}"), "say a version with `--to`"));
        }
        _ => return Err(Refusal::new(format!("`{field}` of `{id}` is a date, {from}"), "say a date with `--to`")),
    };
    match (order, way) {
        (Ordering::Equal, _) => {
            Err(Refusal::new(format!("{} is {from} already", named(&field)), "choose another, or leave it as it is"))
        }
        (Ordering::Less, Way::Later) => Err(Refusal::new(
            format!("{to} is earlier than {from}, which {} is now", named(&field)),
            "`forewarn promise pull-in` moves it earlier",
        )),
        (Ordering::Greater, Way::Earlier) => Err(Refusal::new(
            format!("{to} is later than {from}, which {} is now", named(&field)),
            "`forewarn promise extend` moves it later",
        )),
        _ => Ok(Moving { field, from, to }),
    }
}

fn named(field: &FieldName) -> String {
    match field {
        FieldName::Brownout(id) => format!("brownout `{id}`"),
        field => format!("`{field}`"),
    }
}

/// What of a promise can move.
fn has(promise: &Deprecation) -> String {
    let fixed = FieldName::FIXED.iter().map(|(_, field)| field.clone());
    let brownouts = promise.brownouts.iter().map(|brownout| FieldName::Brownout(brownout.id.value.clone()));
    let fields: Vec<String> =
        fixed.chain(brownouts).filter_map(|field| Some(format!("{field} = {}", current(promise, &field)?))).collect();
    match fields.is_empty() {
        true => {
            "it is a plan without dates: write the first one by hand, with a revision of `change = \"dated\"`".into()
        }
        false => format!(
            "it has {}: name one with `--field`; a first date is written by hand, with a revision of `change = \"dated\"`",
            listing(fields.iter().map(String::as_str))
        ),
    }
}

fn check_count(found: &Found<'_>, deed: &Deed<'_>) -> Result<(), Refusal> {
    let Some(allowed) = deed.policy.max_revisions else { return Ok(()) };
    let is_move = |change: Change| matches!(change, Change::Extended | Change::PulledIn);
    let moved = found.deprecation.revisions.iter().filter(|revision| is_move(revision.change)).count();
    if moved < allowed as usize {
        return Ok(());
    }
    let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let often =
        if allowed == 0 { "no move".to_owned() } else { format!("a promise to move {}", times(allowed as usize)) };
    let so_far = if moved == 0 { "has not moved yet".to_owned() } else { format!("has moved {}", times(moved)) };
    Err(Refusal::new(
        format!("`{}` {so_far}, and the policy allows {often}", found.change.id),
        "keep the date; if it cannot be kept, cancel the promise and announce one that can",
    ))
}

/// Whether a new date gives the notice that the policy asks for. Plans are not held to it.
fn check_told(found: &Found<'_>, moving: &Moving, when: When, deed: &Deed<'_>) -> Result<(), Refusal> {
    let days = match moving.field {
        FieldName::Brownout(_) => deed.policy.brownout_notice_days,
        FieldName::ClosedToNew | FieldName::EndOfSupport | FieldName::Sunset => deed.policy.min_notice_days,
        _ => return Ok(()),
    };
    if found.deprecation.is_estimated() {
        return Ok(());
    }
    check_notice(deed.policy, Given { what: &moving.what(), wanted: when, told: deed.told(found) }, days)
}

/// Sunsets and brownouts fall on open days.
fn check_day(found: &Found<'_>, moving: &Moving, when: When, deed: &Deed<'_>) -> Result<(), Refusal> {
    if !matches!(moving.field, FieldName::Sunset | FieldName::Brownout(_)) {
        return Ok(());
    }
    check_open(deed.policy, Given { what: &moving.what(), wanted: when, told: deed.told(found) }, 0)
}
