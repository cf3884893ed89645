//! State, events and life of promises, from the text of entries on.

mod findings;
mod kit;
mod properties;
mod tables;
