//! A compiled site as the server takes it, and findings as the report that is shown over it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::{Finding, Level};
use crate::pipeline::Compiled;
use crate::report::{self, Styled};
use crate::shell::Failure;
use crate::shell::serve::{Report, Site};
use crate::site::Content;

/// Columns of the report: the panel is as wide as the browser, and scrolls.
pub const WIDTH: usize = 120;

/// A compiled site, with the folder that its copied files lie in.
#[derive(Debug)]
pub struct Shown {
    pub compiled: Arc<Compiled>,
    /// Free of links.
    pub root: PathBuf,
}

impl Site for Shown {
    fn find(&self, path: &str) -> Option<usize> {
        self.compiled.plan().find(path)
    }

    fn render(&self, index: usize) -> Result<Vec<u8>, String> {
        match self.compiled.render(index) {
            Ok(Content::Bytes(bytes)) => Ok(bytes),
            Ok(Content::Copy(path)) => {
                // It was a file below the root when it was planned; a link may have taken its place since.
                let real =
                    fs::canonicalize(self.root.join(path.as_str())).map_err(|error| format!("{path}: {error}"))?;
                match real.starts_with(&self.root) && real.is_file() {
                    true => fs::read(real).map_err(|error| format!("{path}: {error}")),
                    false => Err(format!("{path} is no longer a file of the project")),
                }
            }
            Err(diagnostic) => {
                let finding = Finding { level: Level::Deny, diagnostic: *diagnostic };
                Err(report::human(&[finding], &self.compiled.sources, Styled::Plain, WIDTH))
            }
        }
    }

    fn base_path(&self) -> &str {
        self.compiled.config.base_url.path()
    }
}

/// What lies below a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// The site that the report is about.
    This,
    /// The last one that could be shown.
    Older,
}

/// What `check` reports of a site, if that fails a run.
pub fn of_findings(findings: &[Finding], compiled: &Compiled, below: Below) -> Option<Report> {
    if !findings.iter().any(|finding| finding.level == Level::Deny) {
        return None;
    }
    let entries = compiled.catalog.changes().len();
    let text = report::human(findings, &compiled.sources, Styled::Plain, WIDTH);
    Some(shown(report::summary(findings, entries), text, (compiled.is_broken(), below)))
}

/// A report of what is wrong, open if nothing can be published.
pub fn shown(summary: String, text: String, (open, below): (bool, Below)) -> Report {
    let summary = match below {
        Below::This => summary,
        Below::Older => format!("{summary}; the page below is the last good one"),
    };
    Report { open, summary, text }
}

/// Why the sources cannot be read at all.
pub fn of_failure(failure: &Failure) -> Report {
    let text = format!("error: {failure}\n  help: {}\n", failure.hint);
    shown("the sources cannot be read".to_owned(), text, (true, Below::Older))
}
