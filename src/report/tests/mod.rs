#![allow(clippy::disallowed_methods, reason = "snapbox's `str!` asks for its own source file")]

mod fingerprints;
mod formats;
mod hostile;
mod properties;
mod schedule;
mod schemas;
mod transcripts;
