//! A finding names a command → the command, run on the spec's own site, and the check after it: the finding is gone.

use std::path::Path;
use std::process::Command;

use forewarn::diag::{Diagnostic, Rule};

use crate::project::{self, TODAY};
use crate::spec::Case;

/// Rules whose commands come after an edit by hand: what was published is put back first.
const AFTER_AN_EDIT: [Rule; 2] = [Rule::DroppedDate, Rule::Vanished];
/// Rules that speak before the day on which what goes may be gone: it is completed then, and not before.
const BEFORE_ITS_DAY: [Rule; 2] = [Rule::Soon, Rule::RemovalAlreadyReleased];

/// A command after which the finding still stands, or that was refused.
#[derive(Debug)]
pub struct InVain {
    pub command: String,
    pub said: String,
}

/// Runs each command that a finding of the rule names in this case, on a site of its own; how many, and which were in vain.
pub fn run(rule: Rule, case: &Case) -> (usize, Vec<InVain>) {
    if AFTER_AN_EDIT.contains(&rule) {
        return (0, Vec::new());
    }
    let findings = project::check(rule, case).findings;
    let own = findings.iter().map(|finding| &finding.diagnostic).filter(|finding| finding.rule == rule);
    let named: Vec<(&Diagnostic, String)> =
        own.flat_map(|finding| commands(finding).map(move |command| (finding, command))).collect();
    let is_later = |command: &str| BEFORE_ITS_DAY.contains(&rule) && command.contains(" complete ");
    let named: Vec<_> = named.into_iter().filter(|(_, command)| !is_later(command)).collect();
    let in_vain = named.iter().filter_map(|(finding, command)| {
        let mut said = String::new();
        let after = project::check_after(rule, case, |root| said = at(root, command, case));
        let stands = |other: &Diagnostic| other.message == finding.message && other.primary == finding.primary;
        let still = after.findings.iter().any(|other| stands(&other.diagnostic));
        still.then(|| InVain { command: command.clone(), said })
    });
    (named.len(), in_vain.collect())
}

/// Those that write a promise.
fn commands(finding: &Diagnostic) -> impl Iterator<Item = String> {
    let code = finding.help.iter().flat_map(|help| help.text.split('`').skip(1).step_by(2));
    let writes = |code: &&str| {
        let words: Vec<&str> = code.split(' ').collect();
        matches!(words[..], ["forewarn", "promise", "extend" | "complete" | "cancel", ..])
    };
    code.filter(writes).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn at(root: &Path, command: &str, case: &Case) -> String {
    // What people would write for the words that are left open: late enough for any notice, and yet before the sunset.
    let date = if command.contains("closed-to-new") { "2026-11-30" } else { "2028-03-01" };
    let word = |word| match word {
        "DATE" => date,
        "VERSION" => "90.0.0",
        "\"…\"" => "Billing takes longer",
        word => word,
    };
    let ran = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(command.split(' ').skip(1).map(word))
        .args(["--today", case.today.as_deref().unwrap_or(TODAY)])
        .current_dir(root)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    String::from_utf8_lossy(&ran.stderr).into_owned()
}
