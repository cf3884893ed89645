//! `cargo bench --bench growth`: whether an entry costs the same in a large site as in a small one.
//!
//! Times are noise on a shared machine, so instructions are counted: this program runs itself under valgrind (which
//! must be installed; it takes minutes), on one thread, and fails if an entry among 20,000 takes more than 1.3 times
//! the instructions of one among 2,000.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout)]

mod corpus;

use std::env;
use std::process::{Command, ExitCode};

use forewarn::pipeline::compile;
use forewarn::site::Content;

const SMALL: u64 = 2_000;
const LARGE: u64 = 20_000;
const MOST: f64 = 1.3;

fn main() -> ExitCode {
    if let Some(count) = env::args().nth(1).and_then(|argument| argument.parse().ok()) {
        println!("{} bytes", build(count));
        return ExitCode::SUCCESS;
    }
    let [small, large] = [SMALL, LARGE].map(|count| instructions(count) / count);
    let growth = large as f64 / small as f64;
    println!("instructions an entry: {small} among {SMALL}, {large} among {LARGE}; growth {growth:.2}");
    if growth <= MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Everything but reading and writing files; returns the size of the site.
fn build(count: usize) -> usize {
    let compiled = compile(corpus::input(count));
    let size = |index| match compiled.render(index) {
        Ok(Content::Bytes(bytes)) => bytes.len(),
        _ => 0,
    };
    (0..compiled.plan().len()).map(size).sum()
}

/// How many instructions a build takes, as callgrind counts them.
fn instructions(count: u64) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().expect("a program knows its path"))
        .arg(count.to_string())
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind is installed");
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected.unwrap_or_else(|| panic!("valgrind counted nothing: {told}"))
}
