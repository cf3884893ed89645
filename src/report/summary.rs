//! Findings → the one line that ends a run.

use std::collections::BTreeSet;

use super::reported;
use crate::diag::{Finding, Level};

/// `3 errors and 1 warning in 2 files`, or `no findings in 50 entries`.
pub fn summary(findings: &[Finding], entries: usize) -> String {
    let count = |level: Level| findings.iter().filter(|finding| finding.level == level).count();
    let counts = [(Level::Deny, "error"), (Level::Warn, "warning"), (Level::Note, "note")];
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(level, noun)| (count(level), noun))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun, &format!("{noun}s")))
        .collect();
    let files: BTreeSet<_> = reported(findings).map(|finding| &finding.diagnostic.primary.path).collect();
    let files = counted(files.len(), "file", "files");
    match parts.as_slice() {
        [] => format!("no findings in {}", counted(entries, "entry", "entries")),
        [only] => format!("{only} in {files}"),
        [first @ .., last] => format!("{} and {last} in {files}", first.join(", ")),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
