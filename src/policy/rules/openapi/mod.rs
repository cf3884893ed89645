//! Whether the descriptions of APIs say what is promised about their routes. They run over what `check --openapi` hands in.

mod date_differs;
mod no_description;
mod no_operation;
mod no_promise;
mod not_marked;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &no_description::DEFINITION,
    &no_operation::DEFINITION,
    &no_promise::DEFINITION,
    &not_marked::DEFINITION,
    &date_differs::DEFINITION,
];
