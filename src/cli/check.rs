//! `forewarn check`: what is wrong with the entries, and where.

use clap::{Args as ClapArgs, ValueEnum};

use super::global::Global;
use super::load::{self, BaselineArgs};
use super::selection::SelectionArgs;
use super::{Done, Stop};
use crate::pipeline::Strictness;
use crate::policy::Scope;
use crate::report;

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// How to word the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
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
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// With the lines of the file, as rustc does
    Human,
    /// A line each
    Short,
    /// One JSON document
    Json,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let mut compiled = load::compile(global, &args.baseline, Scope::All, args.strictness())?;
    args.selection.apply(&mut compiled)?;
    match args.format {
        Format::Human => anstream::print!("{}", load::human(global, &compiled, &compiled.findings)),
        Format::Short => anstream::print!("{}", report::short(&compiled.findings, &compiled.sources)),
        Format::Json => anstream::print!("{}", report::json(&compiled.findings, &compiled.sources)),
    }
    global.say(&report::summary(&compiled.findings, compiled.catalog.changes().len()));
    if compiled.denied() > 0 { Err(Stop::Findings) } else { Ok(()) }
}

impl Args {
    fn strictness(&self) -> Strictness {
        Strictness { time: self.strict_time, warnings: self.deny_warnings }
    }
}
