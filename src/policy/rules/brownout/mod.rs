//! Planned failures that lie wrong.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
