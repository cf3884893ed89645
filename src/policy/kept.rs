//! The promises that are published still, each with its entry and what moved in it.

use super::Context;
use super::context::Promised;
use crate::schedule::compare::{Breach, Move, Pair, compare, moves};

/// A promise as it was published, as it would be, and as its file says it.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    pub promised: Promised<'a>,
    pub pair: Pair<'a>,
}

/// All of them, by id; none without a baseline.
pub fn kept<'a>(context: &Context<'a>) -> Vec<Kept<'a>> {
    let Some(baseline) = context.baseline else { return Vec::new() };
    let pairs = compare(baseline, context.schedule).kept.into_iter();
    let kept = pairs.filter_map(|pair| {
        let index = context.catalog.find(&pair.after.id)?;
        Some(Kept { promised: context.promised(index, context.catalog.change(index))?, pair })
    });
    kept.collect()
}

/// The moves that break a promise in one way.
pub fn breaches<'a>(context: &Context<'a>, breach: Breach) -> Vec<(Kept<'a>, Move<'a>)> {
    let moved = |kept: Kept<'a>| moves(kept.pair).into_iter().map(move |moved| (kept, moved));
    kept(context).into_iter().flat_map(moved).filter(|(_, moved)| moved.breach() == Some(breach)).collect()
}
