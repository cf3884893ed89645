//! The promises that are published still, each with its entry and what moved in it.

use super::Context;
use super::context::Promised;
use super::misquoted::misquoted;
use super::told::is_denied;
use crate::diag::Rule;
use crate::entry::FieldName;
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

/// The moves that break a promise in one way. Where a revision that should record the move contradicts what was published,
/// that is the finding, and the move can be judged once it is mended.
pub fn breaches<'a>(context: &Context<'a>, breach: Breach) -> Vec<(Kept<'a>, Move<'a>)> {
    let mut found = Vec::new();
    for kept in kept(context) {
        let mut moves = moves(kept.pair);
        moves.retain(|moved| moved.breach() == Some(breach));
        if !moves.is_empty() && is_denied(context, &kept.promised, Rule::RevisionMismatch) {
            let revisions =
                misquoted(&kept).into_iter().map(|found| found.revision).filter(|revision| !revision.is_call());
            let fields: Vec<&FieldName> = revisions.map(|revision| &revision.field).collect();
            moves.retain(|moved| !fields.contains(&&moved.field));
        }
        found.extend(moves.into_iter().map(|moved| (kept, moved)));
    }
    found
}
