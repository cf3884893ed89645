//! The command line, one file per command. Only here are exit codes decided and results printed.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]

mod build;
mod check;
mod exit;
mod explain;
mod global;
mod load;
mod schedule;
mod selection;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use exit::Stop;
use global::Global;

/// A static site generator for platform changelogs and deprecations.
#[derive(Debug, Parser)]
#[command(name = "forewarn", version, propagate_version = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compile the entries into a site, feeds and the schedule, and publish them into the output folder
    Build(build::Args),
    /// Say what is wrong with the entries, and where
    Check(check::Args),
    /// Say what a rule of `check` flags, why, and what to do; without a rule, list them all
    Explain(explain::Args),
    /// Show what falls due, in the terminal
    Schedule(schedule::Args),
}

/// Reads the arguments, runs the command, and tells the exit code: 0 fine, 1 findings, 2 could not do the work.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.global.choose_colour();
    let done = match cli.command {
        Command::Build(args) => build::run(&cli.global, &args),
        Command::Check(args) => check::run(&cli.global, &args),
        Command::Explain(args) => explain::run(&cli.global, &args),
        Command::Schedule(args) => schedule::run(&cli.global, &args),
    };
    exit::code(done)
}

type Done = Result<(), Stop>;
