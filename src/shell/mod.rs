//! The outside world: reads a source tree, publishes an output tree, watches and serves it, fetches a baseline, knows the clock.
#![allow(clippy::disallowed_methods)]

pub mod ci;
pub mod clock;
pub mod failure;
pub mod fetch;
mod file_digest;
pub mod git;
mod http;
pub mod made_of;
pub mod publish;
pub mod rewrite;
pub mod serve;
mod signal;
pub mod terminal;
pub mod tree;
pub mod watch;
pub mod write;

pub use failure::Failure;
