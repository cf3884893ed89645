//! The catalog, the schedule and the baseline → findings about promises: one rule a file, in `rules/<family>/<defect>.rs`.
//!
//! A rule sees the whole [`Context`] and has no opinion on levels, formats or other rules. Pure.

mod context;
mod deeds;
mod definition;
mod emergency;
mod fields;
pub mod gate;
mod kept;
mod lost;
mod misquoted;
pub mod openapi;
mod promised;
mod refused;
pub mod rules;
mod told;
mod unread;

pub use context::{Context, FeedSize, Promised};
pub use definition::{Definition, Docs};
pub use unread::Unread;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Rule};

/// Which rules run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// None: only broken files are found.
    Nothing,
    /// The family `promise`: what must not be published.
    Promises,
    /// Those that depend on today: what a day alone can bring.
    Timed,
    All,
}

/// Runs the rules of a scope. What rests on a file that was not read whole waits until it is.
pub fn check(context: &Context<'_>, scope: Scope) -> Vec<Diagnostic> {
    let runs = |definition: &&&Definition| match scope {
        Scope::Nothing => false,
        Scope::Promises => definition.rule.family() == "promise",
        Scope::Timed => definition.rule.depends_on_today(),
        Scope::All => true,
    };
    let definitions: Vec<&&Definition> = rules::all().filter(runs).collect();
    definitions
        .par_iter()
        .flat_map_iter(|definition| definition.check.map(|check| check(context)).unwrap_or_default())
        .filter(|finding| !context.unread.explains(finding))
        .collect()
}

/// What a rule is documented with.
pub fn definition(rule: Rule) -> Option<&'static Definition> {
    rules::all().find(|definition| definition.rule == rule).copied()
}
