//! The published view of a catalog and its baseline → the documents of API v1 ([`wire`]), and nothing else.
//!
//! [`schedule`] comes first: it says when each date was first published. All other documents are made on demand from the
//! view and the settings. Pure: it reads no file and fetches nothing, and no document depends on anything but its
//! arguments. No document holds a state or a count of days, so that bytes change only when content does; nothing that
//! is dated after today is in any of them, save the events and dates that readers may know of today.

mod baseline;
mod change;
pub mod compare;
mod component;
mod events;
mod examples;
mod first_published;
mod index;
pub mod links;
mod openapi;
mod parts;
pub mod paths;
mod project;
mod promise;
mod published;
pub mod record;
pub mod routes;
mod schema;
#[cfg(test)]
mod tests;
mod upgrade;
pub mod wire;

pub use baseline::{Baseline, BaselineError, MAX_BYTES, Problem, check_baseline, read_schedule, read_upgrade};
pub use change::{PAGE, change, changes_page, changes_pages};
pub use component::{component, components, release, releases};
pub use events::Events;
pub use examples::Api;
pub use first_published::{Days, FirstDays, Known, first_published};
pub use index::index;
pub use openapi::openapi;
pub use parts::migration_guide;
pub use project::{deprecation, ids, promise, schedule};
pub use published::Published;
pub use schema::{SCHEMAS, schema, schemas};
pub use upgrade::{NoUpgrade, matters, slice, upgrade_document};

use serde::Serialize;

/// What the document of one entry fits into.
const USUAL_BYTES: usize = 8 << 10;
/// What an event in the list of all events fits into.
const EVENT_BYTES: usize = 768;
/// What a promise in the schedule fits into.
const PROMISE_BYTES: usize = 2304;

/// The bytes of `events.json`, the longest document of all.
pub fn events_bytes(events: &Events<'_>) -> Vec<u8> {
    long(events, USUAL_BYTES + events.len() * EVENT_BYTES)
}

/// The bytes of `schedule.json`.
pub fn schedule_bytes(schedule: &wire::Schedule) -> Vec<u8> {
    long(schedule, USUAL_BYTES + schedule.deprecations.len() * PROMISE_BYTES)
}

/// The bytes of a document: indented, so that a change of content is a small change of lines.
pub fn bytes(document: &impl Serialize) -> Vec<u8> {
    long(document, USUAL_BYTES)
}

/// The same, of a document of about so many bytes: text that grows by doubling takes three times its length.
fn long(document: &impl Serialize, about: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(about);
    serde_json::to_writer_pretty(&mut bytes, document).expect("writing to memory does not fail");
    bytes.push(b'\n');
    bytes
}
