//! `forewarn export keep-a-changelog`

use clap::Args as ClapArgs;

use super::super::Done;
use super::super::global::Global;
use super::{Output, names};
use crate::export::{Book, Extent, keep_a_changelog};

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Changes stand below Unreleased, then below each release, newest first; what belongs to no release stands below its day.
An entry that concerns a component too, by `also`, is told in the changelog of its own component.

Examples:
  forewarn export keep-a-changelog deploy-api -o CHANGELOG.md
  forewarn export keep-a-changelog > CHANGELOG.md     all components in one file")]
pub struct Args {
    /// The id of the component [default: all of them, in one file]
    #[arg(value_name = "COMPONENT")]
    component: Option<String>,
    #[command(flatten)]
    output: Output,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let compiled = super::compile(global)?;
    let view = compiled.catalog.as_of(compiled.today);
    let extent = match &args.component {
        Some(id) => Extent::Component(names::component(view, id)?.0),
        None => Extent::Platform,
    };
    args.output.put(global, &keep_a_changelog(Book { view, config: &compiled.config }, extent))?;
    Ok(())
}
