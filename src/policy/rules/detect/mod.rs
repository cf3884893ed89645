//! Patterns with which consumers find their uses.

mod bad_pattern;
mod no_samples;
mod patterns;
mod sample_fails;
mod too_costly;
mod too_wide;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &bad_pattern::DEFINITION,
    &sample_fails::DEFINITION,
    &no_samples::DEFINITION,
    &too_wide::DEFINITION,
    &too_costly::DEFINITION,
];
