//! Dates that contradict each other, the calendar, or the file's name.

mod closed_day;
mod file_name;
mod in_future;
mod out_of_order;
mod sunset_before_deprecated;
mod title_has_date;
mod version_disagrees;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &sunset_before_deprecated::DEFINITION,
    &out_of_order::DEFINITION,
    &closed_day::DEFINITION,
    &version_disagrees::DEFINITION,
    &file_name::DEFINITION,
    &in_future::DEFINITION,
    &title_has_date::DEFINITION,
];
