//! Findings of form → the files that were not read whole, and which findings of policy wait until they are.
//!
//! What could not be read looks as if it were not there: a date that no calendar has as one that was dropped, a surface of a
//! mistyped kind as another one. Whoever follows such a finding breaks what is whole. It waits for the next run, and nothing
//! passes by that: the finding of form fails this one.

use std::collections::BTreeSet;

use crate::base::RelPath;
use crate::catalog::Catalog;
use crate::config::Config;
use crate::diag::{Diagnostic, Rule};

/// The files that were not read whole.
#[derive(Clone, Debug)]
pub struct Unread {
    files: BTreeSet<RelPath>,
    /// Whether what all is judged by is among them.
    standards: bool,
    /// Whether a file below `changes/` is among them.
    entries: bool,
    /// Whether an entry of any id may be among them.
    any_id: bool,
}

/// Found where something is said nowhere. It may be said in a file that was not read whole, as may be what a rule of the family
/// `openapi` misses: they compare a description with all promises.
const SAID_NOWHERE: [Rule; 3] = [Rule::Overdue, Rule::BrownoutMissing, Rule::UnknownVersion];

/// Found where an id is in no entry. Of most files that were not read whole it is known which ids they may have.
const IN_NO_ENTRY: [Rule; 2] = [Rule::Vanished, Rule::UrlLost];

impl Unread {
    pub fn of(findings: &[Diagnostic], config: &Config, catalog: &Catalog) -> Self {
        let (changes, releases) = (format!("{}/changes", config.src), format!("{}/releases.toml", config.src));
        let broken = findings.iter().filter(|finding| finding.rule.is_form());
        let files: BTreeSet<RelPath> = broken.flat_map(suspects).cloned().collect();
        Unread {
            standards: files.iter().any(|path| path.as_str() == "book.toml" || path.as_str() == releases),
            entries: files.iter().any(|path| path.strip_prefix(&changes).is_some()),
            any_id: !catalog.knows_what_is_left_out()
                || findings.iter().any(|finding| finding.rule == Rule::DuplicateId) // one of the two had another
                || files.iter().any(|path| hides_entries(path, &changes)),
            files,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Whether a file is among them.
    pub fn holds(&self, path: &str) -> bool {
        self.files.iter().any(|file| file.as_str() == path)
    }

    /// Whether book.toml or the releases are among them: by what is left of those, nothing can be judged.
    pub fn hides_standards(&self) -> bool {
        self.standards
    }

    /// Whether a finding of policy may be there only because a file was not read whole.
    pub fn explains(&self, finding: &Diagnostic) -> bool {
        let mut places = std::iter::once(&finding.primary).chain(&finding.labels);
        let missed = SAID_NOWHERE.contains(&finding.rule) || finding.rule.family() == "openapi";
        let lost = IN_NO_ENTRY.contains(&finding.rule);
        self.standards
            || (self.entries && missed)
            || (self.any_id && lost)
            || places.any(|place| self.files.contains(&place.path))
    }
}

/// Whether entries may stand in what could not be entered, such as a link to a folder elsewhere.
fn hides_entries(path: &RelPath, changes: &str) -> bool {
    let is_below = path.as_str() == changes || path.strip_prefix(changes).is_some();
    is_below && path.extension() != Some("md")
}

/// The files that a finding of form makes doubtful. Of two entries with one id it is not known whose it is.
fn suspects(finding: &Diagnostic) -> impl Iterator<Item = &RelPath> {
    let others = finding.labels.iter().filter(|_| finding.rule == Rule::DuplicateId);
    std::iter::once(&finding.primary).chain(others).map(|label| &label.path)
}
