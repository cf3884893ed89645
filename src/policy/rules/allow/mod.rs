//! Exceptions that silence nothing, or no longer.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
