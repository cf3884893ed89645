//! What `new` asks on a terminal: only what no flag says, and only what the kind of the entry needs.

use super::Args;
use super::flags::{self, SurfaceFlag};
use super::prepare::{component, kind, surface_kind, surface_kinds};
use super::removal::ask_completes;
use crate::base::{Slug, When};
use crate::catalog::Component;
use crate::cli::ask::{self, Question};
use crate::config::Config;
use crate::edit::{self, Sunset};
use crate::entry::{Effort, Kind, SurfaceKind};
use crate::pipeline::Compiled;
use crate::shell::Failure;

const KINDS: [(&str, Kind); 6] = [
    ("added: something is new", Kind::Added),
    ("changed: something works differently", Kind::Changed),
    ("deprecated: something will stop working", Kind::Deprecated),
    ("removed: something is gone", Kind::Removed),
    ("fixed: something works again", Kind::Fixed),
    ("security: a weakness is closed", Kind::Security),
];

const EFFORTS: [(&str, Option<Effort>); 5] = [
    ("minutes", Some(Effort::Minutes)),
    ("hours", Some(Effort::Hours)),
    ("days", Some(Effort::Days)),
    ("weeks", Some(Effort::Weeks)),
    ("I cannot say", None),
];

/// Fills in what is missing.
pub fn ask(mut args: Args, site: &Compiled) -> Result<Args, Failure> {
    let kind = match kind(&args) {
        Some(kind) => kind,
        None => ask::choose("What happens", &KINDS)?,
    };
    args.kind = Some(kind);
    let component = match component(&args, site)? {
        Some(component) => component,
        None => ask_component(site)?,
    };
    args.component = Some(component.id().to_string());
    // Before the title: where nothing may be removed, no answer is lost.
    if kind == Kind::Removed && args.completes.is_empty() {
        args.completes = ask_completes(site, component)?;
    }
    if args.title.is_none() && args.titled.is_none() {
        let about = "one line, as readers see it in feeds; inline code is the only Markdown";
        args.title = Some(ask::text(&Question { about, ..Question::new("Title") })?);
    }
    if kind == Kind::Deprecated {
        ask_promise(&mut args, site, component)?;
    }
    let owners = site.catalog.owners();
    if component.config.owner.is_none() && args.owner.is_none() && !owners.is_empty() {
        let choices: Vec<(&str, Slug)> =
            owners.iter().map(|owner| (owner.name.as_str(), owner.id.value.clone())).collect();
        args.owner = Some(ask::choose("Who answers for it", &choices)?);
    }
    Ok(args)
}

fn ask_component(site: &Compiled) -> Result<&Component, Failure> {
    let choices: Vec<(&str, &Component)> =
        site.catalog.components().iter().map(|component| (component.config.name.as_str(), &**component)).collect();
    ask::choose("Component", &choices)
}

fn ask_promise(args: &mut Args, site: &Compiled, component: &Component) -> Result<(), Failure> {
    if args.surfaces.is_empty() {
        args.surfaces.push(ask_surface(&site.config)?);
    }
    if args.replacements.is_empty() && args.no_replacement.is_none() {
        let about = "its name, of the same kind; empty if there is none";
        match ask::optional(&Question { about, ..Question::new("What to use instead") }, |line| Ok(line.to_owned()))? {
            Some(name) => args.replacements.push(name),
            None => args.no_replacement = Some(ask::text(&Question::new("Why is there no replacement"))?),
        }
    }
    if args.sunset.is_none() && args.removal.is_none() {
        args.sunset = Some(ask_sunset(site, component)?);
    }
    if args.reason.is_none() {
        let about = "what readers gain, or what forces you; may be empty";
        args.reason = ask::optional(&Question { about, ..Question::new("Why it goes") }, |line| Ok(line.to_owned()))?;
    }
    if args.effort.is_none() {
        args.effort = ask::choose("What moving costs one typical consumer", &EFFORTS)?;
    }
    Ok(())
}

fn ask_surface(config: &Config) -> Result<SurfaceFlag, Failure> {
    let choices: Vec<(&str, Slug)> =
        surface_kinds(config).filter_map(|name| Some((name, Slug::new(name).ok()?))).collect();
    let kind = ask::choose("What goes is of the kind", &choices)?;
    let about =
        format!("{}; more surfaces of the same dates can be added in the file", SurfaceKind::named(&kind).form());
    let config = config.clone();
    let read = move |line: &str| {
        let flag = SurfaceFlag { kind: kind.clone(), name: line.to_owned() };
        surface_kind(&flag, &config).map(|_| flag)
    };
    ask::parsed(&Question { about: &about, ..Question::new("Its name") }, read)
}

/// The first day on which it may be gone. The proposal leaves the notice that the policy wants, with its grace.
fn ask_sunset(site: &Compiled, component: &Component) -> Result<When, Failure> {
    let policy = site.config.policy_of(component.id()).clone();
    let published = site.today.0;
    let proposed = edit::propose(&policy, published).map(|day| day.to_string()).unwrap_or_default();
    let about = format!(
        "the first day it may be gone; the policy asks for {} days of notice, and {} more leave time for review",
        policy.min_notice_days, policy.grace_days
    );
    let read = move |line: &str| {
        let wanted = flags::when(line)?;
        let judged = edit::judge(&policy, Sunset { wanted, published });
        judged.map(|()| wanted).map_err(|refusal| format!("{}; {}", refusal.message, refusal.hint))
    };
    ask::parsed(&Question { about: &about, default: &proposed, ..Question::new("Sunset") }, read)
}
