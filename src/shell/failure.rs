//! What stops the program: not wrong content, which is a [`Diagnostic`], but a world that does not let us do the work.
//! It is plain data and prints nothing.

use std::fmt;
use std::path::Path;

use crate::diag::Diagnostic;

/// Why the program cannot go on, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done, with the file it concerns: lower case, no final period.
    pub message: String,
    /// What the system, a library or a server said.
    pub cause: Option<String>,
    /// What is still intact and what to do.
    pub hint: String,
    /// The findings that led to it, if it was content after all.
    pub findings: Vec<Diagnostic>,
}

impl Failure {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure { message: message.into(), cause: None, hint: hint.into(), findings: Vec::new() }
    }

    /// A failure of the file system: ``cannot {doing} `path` ``.
    pub fn io(doing: &str, path: &Path, cause: &std::io::Error, hint: impl Into<String>) -> Self {
        Failure::new(format!("cannot {doing} `{}`", path.display()), hint).because(cause)
    }

    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    #[must_use]
    pub fn with_findings(mut self, findings: Vec<Diagnostic>) -> Self {
        self.findings = findings;
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)?;
        match &self.cause {
            Some(cause) => write!(out, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}
