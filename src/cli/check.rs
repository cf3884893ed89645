//! `forewarn check`: what is wrong with the entries, and where.

use clap::Args as ClapArgs;

use super::global::Global;
use super::load::{self, BaselineArgs};
use super::reports::{self, Found, ReportArgs};
use super::{Done, Stop};
use crate::diag::{Level, Rule};
use crate::pipeline::Compiled;
use crate::report;
use crate::shell::Failure;

#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    reports: ReportArgs,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let compiled = load::compile(global, &args.baseline)?;
    report(global, args, &compiled)?;
    global.say(&report::summary(&compiled.findings, compiled.catalog.changes().len()));
    if compiled.denied() > 0 || (args.deny_warnings && compiled.warned() > 0) { Err(Stop::Findings) } else { Ok(()) }
}

fn report(global: &Global, args: &Args, compiled: &Compiled) -> Result<(), Failure> {
    let allowed = |rule: Rule| {
        let set = compiled.config.levels.iter().rfind(|(set, _)| set.value == rule);
        !rule.is_form() && set.is_some_and(|(_, level)| *level == Level::Allow)
    };
    let rules: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| !allowed(*rule)).collect();
    let found = Found {
        findings: &compiled.findings,
        sources: &compiled.sources,
        today: compiled.today,
        rules: &rules,
        fails: if args.deny_warnings { Level::Warn } else { Level::Deny },
    };
    reports::report(global, &args.reports, &found)
}
