#![allow(clippy::disallowed_methods, reason = "snapbox's `str!` asks for its own source file")]

mod properties;
mod schedule;
mod transcripts;
