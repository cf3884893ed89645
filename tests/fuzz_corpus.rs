//! The texts that fuzzing kept, since each takes a way of its own through the code, and those that once broke it: what is
//! checked of any bytes holds of them. `cargo fuzz` finds more (CONTRIBUTING.md).
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::unwrap_used)] // a test may read files, say which, and fail

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use std::fs;
use std::path::Path;

/// Gives every kept text to its check.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let kept: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(kept.len() >= 10, "{} holds {} texts", folder.display(), kept.len());
    for path in kept {
        println!("{}", path.display());
        check(&fs::read(path).unwrap());
    }
}

#[test]
fn front_matter() {
    replay("front_matter", checks::front_matter::check);
}

#[test]
fn markdown() {
    replay("markdown", checks::markdown::check);
}

#[test]
fn book_toml() {
    replay("book", checks::book::check);
}

#[test]
fn schedules() {
    replay("schedule", checks::schedule::check);
}

#[test]
fn patterns() {
    replay("pattern", checks::pattern::check);
}
