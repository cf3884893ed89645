//! The registry: every rule, by family.

pub mod allow;
pub mod brownout;
pub mod date;
pub mod detect;
pub mod due;
pub mod entry;
pub mod form;
pub mod gate;
pub mod notice;
pub mod openapi;
pub mod promise;
pub mod reader;
pub mod release;
pub mod replacement;

use super::Definition;

/// All rules, in the order of the catalogue.
pub fn all() -> impl Iterator<Item = &'static &'static Definition> {
    let families = [
        form::RULES,
        release::RULES,
        entry::RULES,
        date::RULES,
        notice::RULES,
        promise::RULES,
        replacement::RULES,
        reader::RULES,
        brownout::RULES,
        detect::RULES,
        due::RULES,
        openapi::RULES,
        gate::RULES,
        allow::RULES,
    ];
    families.into_iter().flatten()
}
