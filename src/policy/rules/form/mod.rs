//! Broken files. Found while a file is read or resolved; documented here.

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[];
