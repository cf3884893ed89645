//! What a reader needs and does not find.

mod action_missing;
mod contradiction;
mod dead_link;
pub mod feed_size;
mod migration_missing;
mod owner_missing;
mod placeholder_text;
mod unmatched_route;
mod unsafe_html;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &action_missing::DEFINITION,
    &contradiction::DEFINITION,
    &migration_missing::DEFINITION,
    &owner_missing::DEFINITION,
    &dead_link::DEFINITION,
    &placeholder_text::DEFINITION,
    &feed_size::DEFINITION,
    &unsafe_html::DEFINITION,
    &unmatched_route::DEFINITION,
];
