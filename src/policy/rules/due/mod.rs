//! What has come, or comes soon.

mod estimated_too_long;
mod overdue;
mod planned_overdue;
mod soon;

use crate::policy::Definition;

pub const RULES: &[&Definition] =
    &[&overdue::DEFINITION, &planned_overdue::DEFINITION, &soon::DEFINITION, &estimated_too_long::DEFINITION];
