//! What was published is kept, or changed in the open; against the baseline.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
