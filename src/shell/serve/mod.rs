//! A site in memory → answers to a browser on this machine, and a word to every open page when something changed.
//! Nothing but what is planned can be asked for; no file is reached by a path that a client sends.

mod admission;
mod events;
mod page;
mod respond;
mod server;

pub use server::{Bound, bind};

use std::sync::Arc;

use serde::Serialize;
use tokio::sync::watch;

/// A site that is rendered on demand.
pub trait Site: Send + Sync {
    /// The place of exactly this path in the plan.
    fn find(&self, path: &str) -> Option<usize>;

    /// The bytes at a place.
    ///
    /// # Errors
    /// What is wrong, in words for people.
    fn render(&self, index: usize) -> Result<Vec<u8>, String>;

    /// The path of the site's address, with `/` at both ends.
    fn base_path(&self) -> &str;
}

/// What is shown now. Numbers tell a page whether it is the newest.
#[derive(Clone)]
pub struct Snapshot {
    pub site: Arc<dyn Site>,
    /// Counts what was read: the report of an older edition comes too late.
    pub edition: u64,
    pub pages: u64,
    pub styles: u64,
    pub report: Option<Report>,
}

/// What is wrong, shown over the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether it is unfolded: nothing can be published before it is mended.
    pub open: bool,
    pub summary: String,
    pub text: String,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Snapshot {{ pages: {}, styles: {}, report: {:?} }}", self.pages, self.styles, self.report)
    }
}

/// Where a new snapshot is put, for all who serve.
pub type Stage = watch::Sender<Snapshot>;
/// Where the newest snapshot is seen.
pub type Seat = watch::Receiver<Snapshot>;
