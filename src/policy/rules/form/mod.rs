//! Broken files. Found while a file is read or resolved; documented here.

mod control_character;
mod duplicate_id;
mod invalid_date;
mod invalid_id;
mod invalid_surface;
mod invalid_version;
mod misplaced_table;
mod missing_key;
mod no_front_matter;
mod no_schedule;
mod not_a_file;
mod not_utf8;
mod outside_root;
mod path_collision;
mod syntax;
mod template;
mod too_large;
mod unknown_key;
mod unreadable;
mod unresolved_reference;
mod wrong_type;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &no_front_matter::DEFINITION,
    &syntax::DEFINITION,
    &unknown_key::DEFINITION,
    &missing_key::DEFINITION,
    &wrong_type::DEFINITION,
    &invalid_date::DEFINITION,
    &invalid_version::DEFINITION,
    &invalid_id::DEFINITION,
    &duplicate_id::DEFINITION,
    &unresolved_reference::DEFINITION,
    &not_utf8::DEFINITION,
    &misplaced_table::DEFINITION,
    &no_schedule::DEFINITION,
    &invalid_surface::DEFINITION,
    &path_collision::DEFINITION,
    &control_character::DEFINITION,
    &too_large::DEFINITION,
    &not_a_file::DEFINITION,
    &unreadable::DEFINITION,
    &template::DEFINITION,
    &outside_root::DEFINITION,
];
