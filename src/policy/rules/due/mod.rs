//! What has come, or comes soon.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
