//! What takes a surface's place, and whether it can.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
