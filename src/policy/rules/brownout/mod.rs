//! Planned failures that lie wrong.

mod missing;
mod outside_life;
mod overlap;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[&outside_life::DEFINITION, &overlap::DEFINITION, &missing::DEFINITION];
