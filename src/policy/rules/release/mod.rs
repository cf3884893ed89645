//! Versions that contradict what SemVer promises, and removals nobody announced.

mod breaking_outside_major;
mod deprecated_in_patch;
mod order;
mod outliers;
mod removal_already_released;
mod removal_not_after_deprecation;
mod removal_not_major;
mod removed_before_sunset;
mod removed_without_deprecation;
mod step;
mod unknown_version;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &breaking_outside_major::DEFINITION,
    &removal_not_major::DEFINITION,
    &removal_not_after_deprecation::DEFINITION,
    &removal_already_released::DEFINITION,
    &removed_without_deprecation::DEFINITION,
    &removed_before_sunset::DEFINITION,
    &deprecated_in_patch::DEFINITION,
    &order::DEFINITION,
    &unknown_version::DEFINITION,
];
