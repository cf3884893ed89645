//! Findings, and the schedule, in words: for a terminal, for a log, for a program, for a forge. A file per format.
//!
//! Turns findings and the sources they point into into text. Knows no rule, decides no level, prints nothing and never
//! asks what the terminal can do: width and colour are handed in. No control character of any source gets out.

mod excerpt;
mod explain;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod lines;
mod place;
mod sarif;
mod schedule;
mod short;
mod step_summary;
mod summary;
mod theme_reference;
mod upgrade;
mod visible;

#[cfg(test)]
mod tests;

pub use explain::{explained, index_page, list, page};
pub use github::{GitHub, github};
pub use gitlab::gitlab;
pub use human::human;
pub use json::{json, json_schema, printable_json};
pub use junit::{Run, junit};
pub use place::InRepository;
pub use sarif::{RuleText, sarif};
pub use schedule::{Groups, Hidden, Row, table};
pub use short::short;
pub use summary::summary;
pub use theme_reference::theme_reference;
pub use upgrade::{upgrade_checklist, upgrade_table};
pub use visible::one_line as printable;

use crate::diag::{Finding, Level};

/// Whether a text for people may hold ANSI colour sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styled {
    Plain,
    Coloured,
}

/// The findings that are reported at all.
fn reported(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.level != Level::Allow)
}

/// What people call a level.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}
