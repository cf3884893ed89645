//! Versions that contradict what SemVer promises, and removals nobody announced.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
