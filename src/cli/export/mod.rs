//! `forewarn export`: what is published, in the formats of others.

mod digest;
mod keep_a_changelog;
mod names;
mod release_notes;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::baseline::BaselineArgs;
use super::global::Global;
use super::load;
use super::{Done, Stop, stdout};
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report::Styled;
use crate::shell::{Failure, write};

#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// A CHANGELOG.md as Keep a Changelog 1.1.0 has it, for one component or for all
    KeepAChangelog(keep_a_changelog::Args),
    /// The notes of a release in Markdown, for the body of a release on GitHub
    ReleaseNotes(release_notes::Args),
    /// What changed in some days, and what falls due after them: Markdown, a message for Slack, or a mail
    Digest(digest::Args),
}

/// Where it goes.
#[derive(Debug, ClapArgs)]
struct Output {
    /// Write to this file, which is replaced if there is one [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(global: &Global, args: &Args) -> Done {
    match &args.format {
        Format::KeepAChangelog(args) => keep_a_changelog::run(global, args),
        Format::ReleaseNotes(args) => release_notes::run(global, args),
        Format::Digest(args) => digest::run(global, args),
    }
}

/// A site of which something can be told: nothing in it is broken.
fn compile(global: &Global) -> Result<Compiled, Stop> {
    let compiled = load::compile(global, &BaselineArgs::none(), Scope::Nothing, Strictness::default())?;
    if compiled.is_broken() {
        load::tell_all(global, &compiled, &compiled.obstacles());
        global.say("nothing was exported: mend these files first");
        return Err(Stop::Findings);
    }
    Ok(compiled)
}

impl Output {
    fn put(&self, global: &Global, text: &str) -> Result<(), Failure> {
        let Some(file) = &self.output else {
            return stdout::print(text, Styled::Plain);
        };
        let done = if file.is_file() { "replaced" } else { "wrote" };
        write::whole(file, text)?;
        global.say(&format!("{done} `{}`", file.display()));
        Ok(())
    }
}
