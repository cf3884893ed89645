//! What takes a surface's place, and whether it can.

mod cycle;
mod deprecated;
mod links;
mod missing;
mod not_available;

use crate::policy::Definition;

pub const RULES: &[&Definition] =
    &[&missing::DEFINITION, &not_available::DEFINITION, &deprecated::DEFINITION, &cycle::DEFINITION];
