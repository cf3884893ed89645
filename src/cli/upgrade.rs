//! `forewarn diff`: what moving a component from one version to another means.

use clap::Args as ClapArgs;

use super::baseline::BaselineArgs;
use super::global::Global;
use super::{Done, Stop, load, published};
use crate::form::nearest;
use crate::form::read::listing;
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report;
use crate::schedule::{self, NoUpgrade, wire};
use crate::shell::{Failure, terminal};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The id of the component
    #[arg(value_name = "COMPONENT")]
    component: String,
    /// The version in use
    #[arg(value_name = "FROM")]
    from_version: String,
    /// The version to move to; the same one tells what is deprecated there
    #[arg(value_name = "TO")]
    to_version: String,
    /// Ask a published site instead of the sources here: its address or folder, or its upgrade document
    #[arg(long = "from", value_name = "FILE|URL")]
    published: Option<String>,
    /// Print JSON instead of a table
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print a checklist in Markdown instead of a table
    #[arg(long)]
    markdown: bool,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let upgrade = match &args.published {
        Some(place) => {
            let document = published::upgrade(place, &args.component)?;
            asked(args, |from, to| schedule::slice(&document, from, to))?
        }
        None => of_sources(global, args)?,
    };
    let text = if args.json {
        report::printable_json(&String::from_utf8_lossy(&schedule::bytes(&upgrade)))
    } else if args.markdown {
        report::upgrade_checklist(&upgrade)
    } else {
        report::upgrade_table(&upgrade, terminal::width(), global.styled())
    };
    anstream::print!("{text}");
    Ok(())
}

fn of_sources(global: &Global, args: &Args) -> Result<wire::Upgrade, Stop> {
    // First days of publication are not told here, so no baseline is needed.
    let compiled = load::compile(global, &BaselineArgs::none(), Scope::Nothing, Strictness::default())?;
    if compiled.is_broken() {
        load::tell_all(global, &compiled, &compiled.obstacles());
        return Err(Stop::Findings);
    }
    let Some((component, _)) = compiled.catalog.component_named(&args.component) else {
        return Err(unknown(&compiled, &args.component).into());
    };
    let view = compiled.catalog.as_of(compiled.today);
    let document = schedule::upgrade_document(view, &compiled.config, &compiled.schedule, component);
    Ok(asked(args, |from, to| schedule::slice(&document, from, to))?)
}

/// The answer; or what is wrong with both versions, and not only with the first.
fn asked(
    args: &Args,
    slice: impl Fn(&str, &str) -> Result<wire::Upgrade, NoUpgrade>,
) -> Result<wire::Upgrade, Failure> {
    let (from, to) = (args.from_version.as_str(), args.to_version.as_str());
    slice(from, to).map_err(|refused| {
        let other = slice(to, to).err();
        match other.filter(|other| *other != refused) {
            Some(other) => Failure::new(
                format!("{refused}, and {other}"),
                format!("for the first, {}; for the second, {}", refused.help(), other.help()),
            ),
            None => Failure::new(refused.to_string(), refused.help()),
        }
    })
}

fn unknown(compiled: &Compiled, component: &str) -> Failure {
    let known: Vec<&str> = compiled.catalog.components().iter().map(|component| component.id().as_str()).collect();
    let hint = match nearest(component, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", listing(known.into_iter())),
    };
    Failure::new(format!("there is no component `{component}`"), hint)
}
