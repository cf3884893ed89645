//! A sunset → whether another rule refuses the very date. Whoever mends that chooses another day, so that what is said of
//! this one would lead astray.

use std::collections::BTreeSet;

use super::context::Promised;
use super::told::{Told, is_shown, told};
use super::{Context, emergency};
use crate::catalog::ChangeIx;
use crate::diag::Rule;
use crate::entry::FieldName;

/// Whether `date/sunset-before-deprecated` speaks of it.
pub fn is_backwards(context: &Context<'_>, promised: &Promised<'_>) -> bool {
    promised.ends_before_it_begins() && is_shown(context, promised, Rule::SunsetBeforeDeprecated)
}

/// Days of notice, where they are fewer than policy asks for and no emergency lifts that.
pub fn short_notice(promised: &Promised<'_>, told: &Told) -> Option<i64> {
    let given = i64::from((told.when.day() - told.first).get_days());
    let is_short = given < i64::from(promised.policy.min_notice_days);
    (is_short && !emergency::lifts(promised.deprecation, &told.field)).then_some(given)
}

/// The promises with a sunset of which `notice/too-short` or `date/sunset-before-deprecated` speaks.
pub fn refused_sunsets(context: &Context<'_>) -> BTreeSet<ChangeIx> {
    let backwards =
        context.promises().filter(|promised| is_backwards(context, promised)).map(|promised| promised.index);
    let short = told(context).into_iter().filter(|(promised, dates)| {
        let mut sunsets = dates.iter().filter(|told| told.field == FieldName::Sunset);
        sunsets.any(|told| short_notice(promised, told).is_some()) && is_shown(context, promised, Rule::NoticeTooShort)
    });
    short.map(|(promised, _)| promised.index).chain(backwards).collect()
}

/// Leaves out what is said of a refused sunset. Whether one is refused is asked only if something is said at all.
pub fn unless_refused<T>(context: &Context<'_>, said: Vec<(ChangeIx, T)>) -> impl Iterator<Item = T> {
    let refused = if said.is_empty() { BTreeSet::new() } else { refused_sunsets(context) };
    said.into_iter().filter(move |(index, _)| !refused.contains(index)).map(|(_, said)| said)
}
