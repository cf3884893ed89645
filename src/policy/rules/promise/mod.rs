//! What was published, against what would be: a promise is kept, or changed in the open.

mod dropped_date;
mod moved_earlier;
mod moved_without_revision;
mod no_baseline;
mod removal_lowered;
mod replacement_withdrawn;
mod revision_mismatch;
mod revision_rewritten;
mod stale_baseline;
mod surface_added;
mod too_many_revisions;
mod unread_revision;
mod url_lost;
mod vanished;

use crate::policy::Definition;

pub const RULES: &[&Definition] = &[
    &vanished::DEFINITION,
    &moved_earlier::DEFINITION,
    &dropped_date::DEFINITION,
    &removal_lowered::DEFINITION,
    &moved_without_revision::DEFINITION,
    &revision_rewritten::DEFINITION,
    &revision_mismatch::DEFINITION,
    &surface_added::DEFINITION,
    &replacement_withdrawn::DEFINITION,
    &url_lost::DEFINITION,
    &too_many_revisions::DEFINITION,
    &no_baseline::DEFINITION,
    &stale_baseline::DEFINITION,
];
