//! `forewarn check`: what is wrong with the entries, and where.

use std::mem::ManuallyDrop;

use clap::Args as ClapArgs;

use super::baseline::BaselineArgs;
use super::gate::GateArgs;
use super::global::Global;
use super::load::{self, Unusable};
use super::openapi::OpenapiArgs;
use super::reports::{self, Found, ReportArgs};
use super::selection::SelectionArgs;
use super::{Done, Stop};
use crate::diag::{Level, Rule};
use crate::pipeline::{self, Compiled, Input, Strictness};
use crate::policy::Scope;
use crate::report;
use crate::shell::Failure;

#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    reports: ReportArgs,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Fail on what comes with the day alone, such as an overdue removal: for nightly runs
    #[arg(long)]
    strict_time: bool,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    baseline: BaselineArgs,
    #[command(flatten)]
    openapi: OpenapiArgs,
    #[command(flatten)]
    gate: GateArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let input = match load::read(global, &args.baseline) {
        Err(Stop::Unusable(unusable)) => return refuse(global, args, &unusable),
        input => input?,
    };
    let openapi = args.openapi.read(global, &input.config)?;
    let input = Input { openapi, policy: Scope::All, strict: args.strictness(), ..input };
    // The process ends with it: giving a large site back piece by piece takes a thirtieth of a check.
    let mut compiled = ManuallyDrop::new(pipeline::compile(input));
    args.selection.apply(&mut compiled)?;
    // Whoever asks for an entry is told of one that is missing, whatever else is selected.
    let gate = args.gate.judge(global, &mut compiled, args.strictness())?;
    report(global, args, &compiled)?;
    global.say(&report::summary(&compiled.findings, compiled.catalog.changes().len()));
    if let Some(waiting) = waiting(compiled.unread()) {
        global.say(&waiting);
    }
    gate.into_iter().for_each(|said| global.say(&said));
    if compiled.denied() > 0 { Err(Stop::Findings) } else { Ok(()) }
}

/// What is not said of a broken file is no word for it.
fn waiting(unread: usize) -> Option<String> {
    let files = match unread {
        0 => return None,
        1 => "a broken file",
        _ => "broken files",
    };
    Some(format!(
        "what rests on {files} waits to be judged, such as whether promises were kept: mend form first, and check again"
    ))
}

impl Args {
    fn strictness(&self) -> Strictness {
        Strictness { time: self.strict_time, warnings: self.deny_warnings }
    }
}

/// Reports a book.toml that cannot be used: whoever reads the chosen reports is not left with those of an earlier run.
fn refuse(global: &Global, args: &Args, Unusable { findings, sources }: &Unusable) -> Done {
    let rules: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| rule.is_form()).collect();
    reports::report(global, &args.reports, &Found { findings, sources, today: global.today()?, rules: &rules })?;
    global.say(&report::summary(findings, 0));
    Err(Stop::Findings)
}

fn report(global: &Global, args: &Args, compiled: &Compiled) -> Result<(), Failure> {
    let allowed = |rule: Rule| {
        let set = compiled.config.levels.iter().rfind(|(set, _)| set.value == rule);
        !rule.is_form() && set.is_some_and(|(_, level)| *level == Level::Allow)
    };
    let asked = |rule: Rule| rule.family() != "gate" || args.gate.is_asked();
    let rules: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| !allowed(*rule) && asked(*rule)).collect();
    let found =
        Found { findings: &compiled.findings, sources: &compiled.sources, today: compiled.today, rules: &rules };
    reports::report(global, &args.reports, &found)
}
