//! Why a command ends, and the exit code that says so.

use std::io::Write;
use std::process::ExitCode;

use super::global::Global;
use super::load::{self, Unusable};
use crate::edit::Refusal;
use crate::report;
use crate::shell::Failure;

/// Why a command ended before its time.
#[derive(Debug)]
pub enum Stop {
    /// The content has findings that fail the run; they were told already.
    Findings,
    /// No site can be made of book.toml; nobody was told yet, since `check` words it as it was asked to.
    Unusable(Unusable),
    /// The work could not be done.
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

impl From<Unusable> for Stop {
    fn from(unusable: Unusable) -> Self {
        Stop::Unusable(unusable)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Failure(Failure::new(refusal.message, refusal.hint))
    }
}

/// 0 fine, 1 findings at deny level, 2 could not do the work.
pub fn code(global: &Global, done: Result<(), Stop>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Findings) => ExitCode::from(1),
        Err(Stop::Unusable(unusable)) => {
            load::tell_unusable(global, &unusable);
            ExitCode::from(1)
        }
        Err(Stop::Failure(failure)) => {
            tell(&failure);
            ExitCode::from(2)
        }
    }
}

fn tell(failure: &Failure) {
    let mut text = format!("error: {}\n", report::printable(&failure.message));
    if let Some(cause) = &failure.cause {
        text.push_str(&format!("  cause: {}\n", report::printable(cause)));
    }
    if !failure.hint.is_empty() {
        text.push_str(&format!("  help: {}\n", report::printable(&failure.hint)));
    }
    // Nobody is left to tell when even this cannot be written.
    let _ = anstream::stderr().write_all(text.as_bytes());
}
