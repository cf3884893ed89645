//! `forewarn export release-notes`

use clap::Args as ClapArgs;

use super::super::Done;
use super::super::global::Global;
use super::{Output, names};
use crate::export::{Book, release_notes};

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
What breaks, what is deprecated and what is about security is told in full, with what to do and by when; all else is a list.
GitHub takes 125,000 characters: where there are more, the last are shortened, and the notes say so.

Examples:
  forewarn export release-notes deploy-api 4.3.0
  forewarn export release-notes deploy-api 4.3.0 | gh release create v4.3.0 --title 'Deploy API 4.3.0' --notes-file -")]
pub struct Args {
    /// The id of the component
    #[arg(value_name = "COMPONENT")]
    component: String,
    /// The version; a `v` before it, as tags have it, does not matter
    #[arg(value_name = "VERSION")]
    version: String,
    #[command(flatten)]
    output: Output,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let compiled = super::compile(global)?;
    let view = compiled.catalog.as_of(compiled.today);
    let (_, component) = names::component(view, &args.component)?;
    let release = names::release(view, component, &args.version)?;
    args.output.put(global, &release_notes(Book { view, config: &compiled.config }, component, release))?;
    Ok(())
}
