//! What a change makes worse: the findings of a site with it, against those without it.

use std::collections::BTreeSet;

use super::Stop;
use super::global::Global;
use super::load;
use crate::diag::{Finding, Level};
use crate::pipeline::{self, Compiled, Input};

/// The findings at deny level that were not there before.
pub fn worse(before: &Compiled, after: &Compiled) -> Vec<Finding> {
    new(before, after).filter(|finding| finding.level == Level::Deny).cloned().collect()
}

/// The findings that were not there before. Places may have moved, so they are told apart by what they say.
pub fn new<'a>(before: &Compiled, after: &'a Compiled) -> impl Iterator<Item = &'a Finding> {
    let said = |finding: &Finding| {
        let found = &finding.diagnostic;
        (found.rule, found.primary.path.clone(), found.message.clone())
    };
    let old: BTreeSet<_> = before.findings.iter().map(said).collect();
    after.findings.iter().filter(move |finding| !old.contains(&said(finding)))
}

/// Tells what keeps a site from being built.
pub fn tell_broken(global: &Global, compiled: &Compiled) {
    load::tell_all(global, compiled, &compiled.obstacles());
}

/// The site as it is, if it can be changed: nothing is built on broken files.
pub fn sound(global: &Global, input: &Input) -> Result<Compiled, Stop> {
    let compiled = pipeline::compile(input.clone());
    if compiled.is_broken() {
        tell_broken(global, &compiled);
        global.say("nothing was written: mend these files first");
        return Err(Stop::Findings);
    }
    Ok(compiled)
}
