//! `forewarn promise`: changes a published promise in the open, or says that it is kept.

mod complete;
mod flags;
mod revise;

use clap::{Args as ClapArgs, Subcommand};

use super::Done;
use super::global::Global;
use crate::base::{Today, Version, When};
use crate::entry::{FieldName, FieldValue};

#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Give readers more time: a later date or version
    Extend(Extend),
    /// Take time from readers: an earlier date or version, with the notice that the policy asks for
    PullIn(PullIn),
    /// Call the promise off; its dates stay as history
    Cancel(Cancel),
    /// Bring back a promise that was called off; notice starts anew
    Reinstate(Reinstate),
    /// Write the entry that says it is gone
    Complete(Complete),
}

/// What every change of an entry takes.
#[derive(Debug, ClapArgs)]
struct Record {
    /// The id of the promise
    #[arg(value_name = "ID")]
    id: String,
    /// Why, in one line; readers are shown it
    #[arg(long, value_name = "TEXT", value_parser = flags::line)]
    reason: String,
    /// The day on which readers are told [default: today]
    #[arg(long, value_name = "DAY")]
    date: Option<Today>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, ClapArgs)]
struct Target {
    /// The new date, instant or version
    #[arg(long, value_name = "DATE|VERSION", value_parser = flags::target)]
    to: FieldValue,
    /// What moves: sunset, removal, end-of-support, closed-to-new, deprecated, not-before or brownout:<id>
    /// [default: sunset for a date, removal for a version]
    #[arg(long, value_name = "FIELD", value_parser = flags::field)]
    field: Option<FieldName>,
}

#[derive(Debug, ClapArgs)]
struct Extend {
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    target: Target,
}

#[derive(Debug, ClapArgs)]
struct PullIn {
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    target: Target,
    /// The CVE, GHSA or link for which notice is cut short
    #[arg(long, value_name = "ADVISORY", value_parser = flags::line)]
    emergency: Option<String>,
}

#[derive(Debug, ClapArgs)]
struct Cancel {
    #[command(flatten)]
    record: Record,
}

#[derive(Debug, ClapArgs)]
struct Reinstate {
    #[command(flatten)]
    record: Record,
    /// The new sunset [default: the old one]
    #[arg(long, value_name = "DATE", value_parser = flags::when)]
    to: Option<When>,
}

#[derive(Debug, ClapArgs)]
struct Complete {
    /// The id of the promise
    #[arg(value_name = "ID")]
    id: String,
    /// The version that carries the removal [default: the promised one, if it is released or planned]
    #[arg(long, value_name = "VERSION", value_parser = flags::version)]
    version: Option<Version>,
    /// What readers are told, in one line [default: "NAME was removed"]
    #[arg(long, value_name = "TEXT", value_parser = flags::line)]
    title: Option<String>,
    /// The day on which it is gone [default: today]
    #[arg(long, value_name = "DAY")]
    date: Option<Today>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(global: &Global, args: &Args) -> Done {
    match &args.deed {
        Deed::Extend(args) => revise::extend(global, args),
        Deed::PullIn(args) => revise::pull_in(global, args),
        Deed::Cancel(args) => revise::cancel(global, args),
        Deed::Reinstate(args) => revise::reinstate(global, args),
        Deed::Complete(args) => complete::run(global, args),
    }
}
