//! Patterns with which consumers find their uses.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
