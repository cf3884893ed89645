//! What a reader needs and does not find.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
