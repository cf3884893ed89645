//! Dates that contradict each other, the calendar, or the file's name.

mod title_has_date;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[&title_has_date::DEFINITION];
