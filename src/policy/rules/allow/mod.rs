//! Exceptions that silence nothing, or no longer. Found where levels are set, which knows what every `[[allow]]` silenced.

mod expired;
mod unused;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[&unused::DEFINITION, &expired::DEFINITION];
