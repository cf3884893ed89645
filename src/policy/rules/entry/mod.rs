//! Where an entry lies.

mod stray_file;
mod unknown_folder;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[&unknown_folder::DEFINITION, &stray_file::DEFINITION];
