//! The command line, one file per command. Only here are exit codes decided and results printed.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]

mod ask;
mod baseline;
mod build;
mod changed;
mod check;
mod completions;
mod diff;
mod exit;
mod expected;
mod explain;
mod export;
mod gate;
mod global;
mod init;
mod load;
mod man;
mod new;
mod openapi;
mod promise;
mod publication;
mod publish;
mod published;
mod release;
mod reports;
mod schedule;
mod selection;
mod serve;
mod stdout;
mod theme;
mod upgrade;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use exit::Stop;
use global::Global;

/// A static site generator for platform changelogs and deprecations.
#[derive(Debug, Parser)]
#[command(name = "forewarn", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a first site: settings, an entry, a support policy and a CI workflow
    Init(init::Args),
    /// Write a new entry, with dates that the policy allows
    New(Box<new::Args>),
    /// Compile the entries into a site, feeds and the schedule, and publish them into the output folder
    Build(build::Args),
    /// Send the site to a store of objects (S3 and what speaks it), from which a CDN serves it, or into a folder
    Publish(publish::Args),
    /// Show the site in a browser while it is written: every save is on the page at once
    Serve(serve::Args),
    /// Say what is wrong with the entries, and where
    Check(check::Args),
    /// Say what a rule of `check` flags, why, and what to do; without a rule, list them all
    Explain(explain::Args),
    /// Show what falls due, in the terminal
    Schedule(schedule::Args),
    /// Tell of changes in the formats of others: a CHANGELOG.md, the notes of a release, a digest of a period
    Export(export::Args),
    /// Say what moving a component from one version to another means: what is gone, what breaks, what is to be done
    Diff(upgrade::Args),
    /// Move a published promise, call it off, or complete it, in the open
    Promise(promise::Args),
    /// Stamp a component's unreleased entries with a version, and note the release
    Release(release::Args),
    /// Take files of a theme to change them, and try a theme
    #[command(subcommand)]
    Theme(theme::Command),
    /// Print a script that completes commands and flags in a shell
    Completions(completions::Args),
    /// Print the manual, or write a page per command into a folder
    Man(man::Args),
}

/// Reads the arguments, runs the command, and tells the exit code: 0 fine, 1 findings, 2 could not do the work.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.global.choose_colour();
    let done = match cli.command {
        Command::Init(args) => init::run(&cli.global, &args),
        Command::New(args) => new::run(&cli.global, &args),
        Command::Build(args) => build::run(&cli.global, &args),
        Command::Publish(args) => publish::run(&cli.global, &args),
        Command::Serve(args) => serve::run(&cli.global, &args),
        Command::Check(args) => check::run(&cli.global, &args),
        Command::Explain(args) => explain::run(&cli.global, &args),
        Command::Schedule(args) => schedule::run(&cli.global, &args),
        Command::Export(args) => export::run(&cli.global, &args),
        Command::Diff(args) => upgrade::run(&cli.global, &args),
        Command::Promise(args) => promise::run(&cli.global, &args),
        Command::Release(args) => release::run(&cli.global, &args),
        Command::Theme(command) => theme::run(&cli.global, &command),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    exit::code(&cli.global, done)
}

type Done = Result<(), Stop>;
