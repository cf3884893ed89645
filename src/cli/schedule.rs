//! `forewarn schedule`: what falls due, as a table or as JSON.

use clap::Args as ClapArgs;

use super::baseline::BaselineArgs;
use super::global::Global;
use super::load;
use super::{Done, Stop};
use crate::base::When;
use crate::catalog::{Promised, View};
use crate::form::nearest;
use crate::form::read::listing;
use crate::markdown;
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report::{self, Groups, Row};
use crate::shell::{Failure, terminal};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Only promises that this team answers for
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Only promises of this component
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// Print the matching part of schedule.json instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let compiled = load::compile(global, &args.baseline, Scope::Nothing, Strictness::default())?;
    if compiled.is_broken() {
        load::tell_all(global, &compiled, &compiled.obstacles());
        return Err(Stop::Findings);
    }
    check_names(args, &compiled)?;
    if args.json {
        anstream::print!("{}", json(args, &compiled));
        return Ok(());
    }
    let view = compiled.catalog.as_of(compiled.today);
    let open = view.promises().filter(|promised| promised.state.is_open() && matches(args, view, promised));
    let groups = Groups::of(open.map(|promised| row(view, &compiled, promised)));
    anstream::print!("{}", report::table(&groups, terminal::width(), global.styled()));
    Ok(())
}

fn matches(args: &Args, view: View<'_>, promised: &Promised<'_>) -> bool {
    let component = view.catalog().component(promised.change.component).id().as_str();
    let owner = promised.change.owner.as_ref().map(|owner| owner.as_str());
    args.component.as_deref().is_none_or(|wanted| wanted == component)
        && args.owner.as_deref().is_none_or(|wanted| owner == Some(wanted))
}

/// A filter that nothing can match is a mistake, and not an empty schedule.
fn check_names(args: &Args, compiled: &Compiled) -> Result<(), Failure> {
    let components: Vec<&str> = compiled.catalog.components().iter().map(|component| component.id().as_str()).collect();
    let owners: Vec<&str> = compiled.catalog.owners().iter().map(|owner| owner.id.value.as_str()).collect();
    for (what, wanted, known) in [("component", &args.component, components), ("owner", &args.owner, owners)] {
        let Some(wanted) = wanted.as_deref().filter(|wanted| !known.contains(wanted)) else { continue };
        let hint = match nearest(wanted, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is {}", listing(known.iter().copied())),
        };
        return Err(Failure::new(format!("there is no {what} `{wanted}`"), hint));
    }
    Ok(())
}

/// The schedule as it is published, with the promises that match.
fn json(args: &Args, compiled: &Compiled) -> String {
    let mut schedule = compiled.schedule.clone();
    schedule.deprecations.retain(|promise| {
        let owner = promise.owner.as_ref().map(|owner| owner.id.as_str());
        args.component.as_deref().is_none_or(|wanted| wanted == promise.component)
            && args.owner.as_deref().is_none_or(|wanted| owner == Some(wanted))
    });
    String::from_utf8_lossy(&crate::schedule::bytes(&schedule)).into_owned()
}

fn row(view: View<'_>, compiled: &Compiled, promised: Promised<'_>) -> Row {
    let (change, life, today) = (promised.change, &promised.promise.life, compiled.today);
    let sunset = life.sunset.on(today.0).copied();
    let mut replacements: Vec<&str> =
        promised.promise.surfaces.iter().filter_map(|surface| surface.replacement.name()).collect();
    replacements.dedup();
    Row {
        id: change.id.to_string(),
        title: markdown::title_plain(&change.entry.title.value),
        component: view.catalog().component(change.component).id().to_string(),
        owner: change.owner.as_ref().map(ToString::to_string),
        state: promised.state.to_string(),
        date: sunset
            .map(|sunset| if life.is_estimated_on(today.0) { format!("~{sunset}") } else { sunset.to_string() }),
        last_safe_day: sunset.and_then(When::last_safe_day).map(|day| day.to_string()),
        days_left: sunset.map(|sunset| today.days_until(sunset.day())),
        removal: life.removal.on(today.0).map(ToString::to_string),
        replacement: (!replacements.is_empty()).then(|| replacements.join(", ")),
        action: promised.promise.action.clone(),
        url: compiled.config.base_url.join(&crate::schedule::paths::change_page(&change.id)),
    }
}
