//! Dates that come too soon after readers were told.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
