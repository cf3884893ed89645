//! `forewarn schedule`: what falls due, as a table or as JSON.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::Args as ClapArgs;

use super::baseline::BaselineArgs;
use super::expected::Expected;
use super::global::Global;
use super::load;
use super::{Done, Stop, published as elsewhere, stdout};
use crate::base::{Today, When};
use crate::catalog::{Promised, State, View};
use crate::form::nearest;
use crate::form::read::listing;
use crate::markdown;
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report::{self, Groups, Hidden, Row};
use crate::schedule::wire;
use crate::shell::{Failure, terminal};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Only promises that this team answers for
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// Only promises of this component
    #[arg(long, value_name = "ID")]
    component: Option<String>,
    /// Only what is due, or may be gone within so many days, such as 30d. With --from, what a release made due is not known
    #[arg(long, value_name = "DAYS", value_parser = super::selection::days)]
    days: Option<u16>,
    /// Print the matching part of schedule.json instead of a table
    #[arg(long)]
    json: bool,
    /// Show a published schedule instead of that of the sources here: its file or address, or that of its site
    #[arg(long, value_name = "FILE|URL", conflicts_with_all = ["against", "no_baseline"])]
    from: Option<String>,
    #[command(flatten)]
    baseline: BaselineArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    if let Some(place) = &args.from {
        return published(global, args, place);
    }
    let compiled = load::compile(global, &args.baseline, Scope::Nothing, Strictness::default())?;
    if compiled.is_broken() {
        load::tell_all(global, &compiled, &compiled.obstacles());
        return Err(Stop::Findings);
    }
    let components: Vec<&str> = compiled.catalog.components().iter().map(|component| component.id().as_str()).collect();
    let owners: Vec<&str> = compiled.catalog.owners().iter().map(|owner| owner.id.value.as_str()).collect();
    check_names(args, components, owners)?;
    let view = compiled.catalog.as_of(compiled.today);
    let open = view.promises().filter(|promised| promised.state.is_open() && matches(args, view, promised));
    let rows: Vec<Row> = open.map(|promised| row(view, &compiled, promised)).collect();
    Ok(tell(global, args, rows, Arc::unwrap_or_clone(compiled.schedule))?)
}

/// The rows that fall due in time, as a table, or what is published of them.
fn tell(global: &Global, args: &Args, rows: Vec<Row>, schedule: wire::Schedule) -> Result<(), Failure> {
    let (near, far): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| is_near(args, row));
    let text = match args.json {
        true => json(args, &near, schedule),
        false => report::table(&groups(args, near, far.len()), terminal::width(), global.styled()),
    };
    stdout::print(&text, global.styled())
}

fn matches(args: &Args, view: View<'_>, promised: &Promised<'_>) -> bool {
    let component = view.catalog().component(promised.change.component).id().as_str();
    let owner = promised.change.owner.as_ref().map(|owner| owner.as_str());
    args.component.as_deref().is_none_or(|wanted| wanted == component)
        && args.owner.as_deref().is_none_or(|wanted| owner == Some(wanted))
}

/// Whether a promise falls due within the days that were asked for; one that is due already, does.
fn is_near(args: &Args, row: &Row) -> bool {
    let Some(days) = args.days else { return true };
    row.state == "due" || row.days_ahead().is_some_and(|left| left <= i64::from(days))
}

/// The rows that fall due in time, and how many do not.
fn groups(args: &Args, near: Vec<Row>, far: usize) -> Groups {
    let by = args.days.map(|days| format!("--days {days}")).filter(|_| far > 0);
    Groups { hidden: by.map(|by| Hidden { count: far, by }), ..Groups::of(near) }
}

/// A filter that nothing can match is a mistake, and not an empty schedule.
fn check_names(args: &Args, components: Vec<&str>, owners: Vec<&str>) -> Result<(), Failure> {
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

/// The schedule as it is published, with the promises that match; what has ended is not near, and has no row.
fn json(args: &Args, rows: &[Row], mut schedule: wire::Schedule) -> String {
    let rows: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let is_near = |promise: &wire::Deprecation| args.days.is_none() || rows.contains(promise.id.as_str());
    schedule.deprecations.retain(|promise| matches_published(args, promise) && is_near(promise));
    report::printable_json(&String::from_utf8_lossy(&crate::schedule::bytes(&schedule)))
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
        expected: view.expected(promised).map(|day| (day.to_string(), today.days_until(day))),
        replacement: (!replacements.is_empty()).then(|| replacements.join(", ")),
        action: promised.promise.action.clone(),
        url: compiled.config.base_url.join(&crate::schedule::paths::change_page(&change.id)),
    }
}

/// The schedule of somebody's site: what is due follows from its dates alone.
fn published(global: &Global, args: &Args, place: &str) -> Done {
    let today = global.today()?;
    let schedule = elsewhere::schedule(place)?;
    let of = |value: fn(&wire::Deprecation) -> Option<&str>| -> Vec<&str> {
        let names: BTreeSet<&str> = schedule.deprecations.iter().filter_map(value).collect();
        names.into_iter().collect()
    };
    let components = of(|promise| Some(&promise.component));
    let owners = of(|promise| promise.owner.as_ref().map(|owner| owner.id.as_str()));
    check_names(args, components, owners)?;
    let open = schedule.deprecations.iter().filter(|promise| is_open(promise) && matches_published(args, promise));
    let expected = Expected::of(place, open.clone());
    let rows = open.map(|promise| Row {
        expected: expected.day(promise, today).map(|day| (day.to_string(), today.days_until(day))),
        ..published_row(promise, today)
    });
    let rows = rows.collect();
    Ok(tell(global, args, rows, schedule)?)
}

fn matches_published(args: &Args, promise: &wire::Deprecation) -> bool {
    let owner = promise.owner.as_ref().map(|owner| owner.id.as_str());
    args.component.as_deref().is_none_or(|wanted| wanted == promise.component)
        && args.owner.as_deref().is_none_or(|wanted| owner == Some(wanted))
}

fn is_open(promise: &wire::Deprecation) -> bool {
    promise.removed.is_none() && promise.cancelled.is_none()
}

/// Whether the removal version is out, the schedule does not say: with one, its sunset alone makes nothing due.
fn published_row(promise: &wire::Deprecation, today: Today) -> Row {
    let sunset = promise.sunset.map(|sunset| sunset.0);
    let is_due = sunset.is_some_and(|sunset| sunset.has_come(today)) && promise.removal.is_none() && !promise.estimated;
    let replacements = promise.surfaces.iter().filter_map(|surface| surface.replacement.as_ref());
    let mut replacements: Vec<&str> = replacements.map(|replacement| replacement.name.as_str()).collect();
    replacements.dedup();
    Row {
        id: promise.id.clone(),
        title: promise.title.clone(),
        component: promise.component.clone(),
        owner: promise.owner.as_ref().map(|owner| owner.id.clone()),
        state: if is_due { State::Due } else { State::Deprecated }.to_string(),
        date: sunset.map(|sunset| if promise.estimated { format!("~{sunset}") } else { sunset.to_string() }),
        last_safe_day: sunset.and_then(When::last_safe_day).map(|day| day.to_string()),
        days_left: sunset.map(|sunset| today.days_until(sunset.day())),
        removal: promise.removal.as_ref().map(ToString::to_string),
        expected: None,
        replacement: (!replacements.is_empty()).then(|| replacements.join(", ")),
        action: promise.action.clone(),
        url: promise.url.0.clone(),
    }
}
