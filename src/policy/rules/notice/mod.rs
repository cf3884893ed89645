//! Dates that come too soon after readers were told.

mod back_dated;
mod brownout_too_soon;
mod emergency_without_advisory;
mod too_short;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &too_short::DEFINITION,
    &emergency_without_advisory::DEFINITION,
    &back_dated::DEFINITION,
    &brownout_too_soon::DEFINITION,
];
