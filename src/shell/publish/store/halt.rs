//! The wish to stop: what is under way ends, and nothing more is begun. Else a request that nobody waits for could arrive
//! after the lock was given back, among the objects of the next publication.

use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::pin;

use super::UNTOUCHED;
use super::address::Address;
use super::send::HALFWAY;
use crate::shell::Failure;

/// Asked before each step that changes something.
#[derive(Debug, Default)]
pub struct Halt(Cell<bool>);

impl Halt {
    pub fn call(&self) {
        self.0.set(true);
    }

    pub fn is_called(&self) -> bool {
        self.0.get()
    }

    /// # Errors
    /// If nothing more is to be begun.
    pub fn check(&self, address: &Address) -> Result<(), Failure> {
        if self.is_called() { Err(interrupted(address, "publish again, which completes it")) } else { Ok(()) }
    }
}

/// Waits for the work. If `stop` resolves before, `halted` is called, and the work comes to an end of its own; if it resolves once
/// more, the work is left as it is.
pub async fn until<T>(
    stop: impl AsyncFn() -> io::Result<()>,
    halted: impl Fn(),
    address: &Address,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let mut work = pin!(work);
    // Asked first: whoever cannot be told to stop begins nothing.
    tokio::select! {
        biased;
        heard = stop() => heard.map_err(deaf)?,
        done = &mut work => return done,
    }
    halted();
    tokio::select! {
        biased;
        Ok(()) = stop() => {
            Err(interrupted(address, "the lock is there still: publish again with `--take-over`, which completes it"))
        }
        done = &mut work => done,
    }
}

fn interrupted(address: &Address, remedy: &str) -> Failure {
    Failure::new(format!("interrupted while publishing to `{address}`"), format!("{HALFWAY}; {remedy}"))
}

fn deaf(cause: io::Error) -> Failure {
    Failure::new("cannot hear when the publication is to stop", format!("{UNTOUCHED}; try again")).because(cause)
}
