//! `forewarn serve`, by the real binary on a free port of this machine. Nothing sleeps: each step waits for what it wants to
//! see, for as long as a deadline allows.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests run programs and read files, and may fail")]

mod afresh;
mod edits;
mod kit;
mod limits;
mod opening;
mod promises;
mod requests;
