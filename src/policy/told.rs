//! The dates of a promise that readers plan by, each with the day on which they were told of it.

use super::Context;
use super::context::Promised;
use super::fields::place;
use crate::base::{At, Date, Span, Today, When};
use crate::diag::{Level, Rule};
use crate::entry::FieldName;
use crate::schedule::compare::{Pair, compare, moves, value};
use crate::schedule::{FirstDays, Published, wire};

/// A date, and the day from which its notice is counted.
#[derive(Clone, Debug)]
pub struct Told {
    pub field: FieldName,
    pub when: When,
    pub first: Date,
    pub place: Span,
    /// Whether the baseline has this very date, as a promise: then it can only be moved, and not written anew.
    pub is_published: bool,
}

/// The dates of all open promises that are no plans. A date that moved without the revision it needs is another finding,
/// and left out here.
pub fn told<'a>(context: &Context<'a>) -> Vec<(Promised<'a>, Vec<Told>)> {
    let comparison = context.baseline.map(|baseline| compare(baseline, context.schedule));
    let pairs = comparison.map(|comparison| comparison.kept).unwrap_or_default();
    let open = context.promises().filter(is_open);
    let told = open.map(|promised| {
        let id = promised.change.id.as_str();
        let pair = pairs.binary_search_by(|pair| pair.after.id.as_str().cmp(id)).ok().map(|at| pairs[at]);
        let broken: Vec<FieldName> = pair
            .into_iter()
            .flat_map(moves)
            .filter(|moved| moved.breach().is_some_and(|breach| is_denied(context, &promised, breach.rule())))
            .map(|moved| moved.field)
            .collect();
        let firm_unrecorded = broken.contains(&FieldName::Estimated);
        let mut dates = dates(context, &promised, pair);
        dates.retain(|told| !firm_unrecorded && !broken.contains(&told.field));
        (promised, dates)
    });
    told.collect()
}

/// Whether a finding of a rule will fail the run. One that is allowed here, or only warned of, must not hide a date from
/// the rules of notice.
pub fn is_denied(context: &Context<'_>, promised: &Promised<'_>, rule: Rule) -> bool {
    level(context, promised, rule) == Level::Deny
}

/// Whether a finding of a rule will be shown at all.
pub fn is_shown(context: &Context<'_>, promised: &Promised<'_>, rule: Rule) -> bool {
    level(context, promised, rule) != Level::Allow
}

fn level(context: &Context<'_>, promised: &Promised<'_>, rule: Rule) -> Level {
    if promised.change.entry.allow.iter().any(|allow| allow.rule.value == rule) {
        return Level::Allow;
    }
    let set = context.config.levels.iter().rfind(|(known, _)| known.value == rule).map(|(_, level)| *level);
    set.unwrap_or(rule.default_level())
}

/// Neither fulfilled nor called off, and more than a plan.
fn is_open(promised: &Promised<'_>) -> bool {
    let state = promised.life().state_on(promised.day, &promised.component.releases);
    state.is_open() && !promised.deprecation.is_estimated()
}

fn dates(context: &Context<'_>, promised: &Promised<'_>, pair: Option<Pair<'_>>) -> Vec<Told> {
    let promise = promised.deprecation;
    let fields = [
        (FieldName::ClosedToNew, &promise.closed_to_new),
        (FieldName::EndOfSupport, &promise.end_of_support),
        (FieldName::Sunset, &promise.sunset),
    ];
    let fixed = fields.into_iter().filter_map(|(field, at)| Some((field, at.as_ref().map(|at: &At<When>| at.value)?)));
    let brownouts = promise.brownouts.iter().filter(|brownout| brownout.cancelled.is_none());
    let starts =
        brownouts.map(|brownout| (FieldName::Brownout(brownout.id.value.clone()), When::Instant(brownout.start.value)));
    let tell = |(field, when): (FieldName, When)| {
        let first = first_told(context, promised, &field)?;
        let place = place(promised, &field);
        let is_published = pair.is_some_and(|pair| is_published(pair, &field, when));
        Some(Told { field, when, first, place, is_published })
    };
    fixed.chain(starts).filter_map(tell).collect()
}

fn is_published(pair: Pair<'_>, field: &FieldName, when: When) -> bool {
    let same = match value(pair.before, field) {
        Some(wire::Value::When(before)) => before.0.instant() == when.instant(),
        _ => false,
    };
    same && !pair.before.estimated && !pair.is_reinstated()
}

/// The day on which readers are told of the value that the file ends with: a revision of a later day is judged as on that day.
fn first_told(context: &Context<'_>, promised: &Promised<'_>, field: &FieldName) -> Option<Date> {
    let promise = promised.deprecation;
    let concerns = |named: &FieldName| named == field || *named == FieldName::Estimated;
    let revised = promise.revisions.iter().filter(|revision| revision.is_call() || concerns(&revision.field));
    let brownout = promise.brownouts.iter().find(|brownout| *field == FieldName::Brownout(brownout.id.value.clone()));
    let announced = brownout.and_then(|brownout| brownout.announced.as_ref()).map(|at| at.value);
    let day = revised.map(|revision| revision.date).chain(announced).fold(promised.day, Date::max);
    let published = Published::of(context.catalog, promised.change, Today(day))?;
    let FirstDays { fields, brownouts } = FirstDays::of(&published, context.baseline, Today(day));
    match field {
        FieldName::ClosedToNew => fields.closed_to_new.map(|day| day.0),
        FieldName::EndOfSupport => fields.end_of_support.map(|day| day.0),
        FieldName::Sunset => fields.sunset.map(|day| day.0),
        FieldName::Brownout(_) => {
            let place =
                published.deprecation.brownouts.iter().position(|known| Some(&known.id) == brownout.map(|b| &b.id))?;
            brownouts.get(place).copied()
        }
        _ => None,
    }
}
