//! Whether a change to the platform's code comes with an entry. Found where a change is handed in, which is no part of the site.

pub mod no_entry;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[&no_entry::DEFINITION];
