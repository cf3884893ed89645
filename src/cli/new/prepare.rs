//! What was said, and the site → the new entry and its place; or all that is missing, at once.

use super::Args;
use super::flags::SurfaceFlag;
use super::removal::check_completes;
use crate::base::{Date, RelPath, Slug, Today};
use crate::catalog::Component;
use crate::config::Config;
use crate::edit::{self, Draft, DraftPromise, DraftSurface, Sunset};
use crate::entry::{Kind, SurfaceKind};
use crate::form::nearest;
use crate::form::read::listing;
use crate::pipeline::Compiled;
use crate::shell::Failure;

const NOTHING: &str = "nothing was written";

/// A new entry and where it goes.
#[derive(Debug)]
pub struct New {
    pub path: RelPath,
    pub draft: Draft,
}

pub fn prepare(args: &Args, site: &Compiled) -> Result<New, Failure> {
    let kind = kind(args);
    let component = component(args, site)?;
    let missing = missing(args, site, kind, component);
    let title =
        args.title.as_ref().or(args.titled.as_ref()).map(|title| title.trim()).filter(|title| !title.is_empty());
    let (Some(title), Some(kind), Some(component), []) = (title, kind, component, missing.as_slice()) else {
        let hint = match args.no_input {
            true => "say them by flags, or leave `--no-input` out on a terminal to be asked",
            false => "say them by flags, or run it on a terminal to be asked",
        };
        // What is wrong with what was said is no news for the second time.
        let mut all = wrong(args, site, component);
        all.push(format!("missing: {}", missing.join(", ")));
        return Err(Failure::new(all.join("; "), hint));
    };
    check_kind(args, kind)?;
    check_completes(&site.catalog, &args.completes, component)?;
    let id = id(args, site, component, title)?;
    let (path, date) = place(args, site, component, &id)?;
    let published = date.max(site.today.0);
    let promise = match args.surfaces.is_empty() {
        true => None,
        false => Some(promise(args, site, component, published)?),
    };
    let folder = format!("{}/changes/{}", site.config.src, component.id());
    let draft = Draft {
        title: title.to_owned(),
        date: named_date(&path).is_none().then_some(date),
        kind,
        component: path.strip_prefix(&folder).is_none().then(|| component.id().clone()),
        version: args.version.clone(),
        id,
        breaking: args.breaking || kind == Kind::Removed,
        tags: args.tags.clone(),
        audiences: args.audiences.clone(),
        action: args.action.clone(),
        effort: args.effort,
        owner: args.owner.clone(),
        completes: args.completes.clone(),
        advisories: args.advisories.clone(),
        promise,
        body: args.body.clone(),
    };
    Ok(New { path, draft })
}

/// The kind as said, or what the rest makes it, as in an entry.
pub fn kind(args: &Args) -> Option<Kind> {
    let promise = !args.surfaces.is_empty() || args.sunset.is_some() || args.removal.is_some();
    args.kind
        .or_else(|| promise.then_some(Kind::Deprecated))
        .or_else(|| (!args.completes.is_empty()).then_some(Kind::Removed))
}

/// The component as said, or the only one.
pub fn component<'s>(args: &Args, site: &'s Compiled) -> Result<Option<&'s Component>, Failure> {
    let all = site.catalog.components();
    let Some(wanted) = &args.component else {
        return Ok(if all.len() == 1 { all.first().map(|only| &**only) } else { None });
    };
    if let Some((_, component)) = site.catalog.component_named(wanted) {
        return Ok(Some(component));
    }
    let names = || all.iter().map(|component| component.id().as_str());
    let hint = match nearest(wanted, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", listing(names())),
    };
    Err(Failure::new(format!("there is no component `{wanted}`"), hint))
}

/// What cannot be, of the parts of a promise that were said.
fn wrong(args: &Args, site: &Compiled, component: Option<&Component>) -> Vec<String> {
    let misfit = |flag: &SurfaceFlag| surface_kind(flag, &site.config).err();
    let sunset = args.sunset.zip(component).and_then(|(wanted, component)| {
        let policy = site.config.policy_of(component.id());
        let refusal = edit::judge(policy, Sunset { wanted, published: site.today.0 }).err()?;
        Some(format!("{}: {}", refusal.message, refusal.hint))
    });
    args.surfaces.iter().filter_map(misfit).chain(sunset).collect()
}

/// Everything that is needed and was not said.
fn missing(args: &Args, site: &Compiled, kind: Option<Kind>, component: Option<&Component>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut need = |given: bool, flag: String| {
        if !given {
            missing.push(flag)
        }
    };
    need(args.title.as_ref().or(args.titled.as_ref()).is_some_and(|title| !title.trim().is_empty()), "`TITLE`".into());
    need(kind.is_some(), "`--kind`".into());
    let names = site.catalog.components().iter().map(|component| component.id().as_str());
    need(component.is_some(), format!("`--component` (one of {})", listing(names)));
    let promises = kind == Some(Kind::Deprecated) || (kind.is_some_and(Kind::may_deprecate) && args.sunset.is_some());
    if promises {
        need(!args.surfaces.is_empty(), "`--surface KIND=NAME`".into());
        need(
            !args.replacements.is_empty() || args.no_replacement.is_some(),
            "`--replacement` or `--no-replacement WHY`".into(),
        );
        let policy = component.map_or(&site.config.policy, |component| site.config.policy_of(component.id()));
        let proposed = edit::propose(policy, site.today.0).map(|day| format!(" ({day} keeps to the policy)"));
        need(
            args.sunset.is_some() || args.removal.is_some(),
            format!("`--sunset DATE`{} or `--removal VERSION`", proposed.unwrap_or_default()),
        );
    }
    missing
}

/// Flags that only some kinds have.
fn check_kind(args: &Args, kind: Kind) -> Result<(), Failure> {
    let promise = [
        ("--surface", !args.surfaces.is_empty()),
        ("--sunset", args.sunset.is_some()),
        ("--removal", args.removal.is_some()),
        ("--replacement", !args.replacements.is_empty()),
        ("--no-replacement", args.no_replacement.is_some()),
        ("--reason", args.reason.is_some()),
    ];
    let given = |flags: &[(&'static str, bool)]| flags.iter().find(|(_, given)| *given).map(|(flag, _)| *flag);
    let misfit = |flag: &str, kinds: &str| {
        Err(Failure::new(
            format!("`{flag}` does not fit an entry of kind `{kind}`"),
            format!("it belongs to {kinds}; {NOTHING}"),
        ))
    };
    match given(&promise) {
        Some(flag) if !kind.may_deprecate() => misfit(flag, "`deprecated`, `changed` or `security`"),
        Some(flag) if args.surfaces.is_empty() => {
            Err(Failure::new(format!("`{flag}` is part of a promise, which needs a `--surface`"), NOTHING))
        }
        _ if !args.completes.is_empty() && kind != Kind::Removed => misfit("--completes", "`removed`"),
        _ => Ok(()),
    }
}

fn id(args: &Args, site: &Compiled, component: &Component, title: &str) -> Result<Slug, Failure> {
    let taken = |id: &str| id == "page" || site.catalog.find(id).is_some();
    if let Some(id) = &args.id {
        return match site.catalog.find(id.as_str()) {
            None => Ok(id.clone()),
            Some(index) => Err(Failure::new(
                format!("the id `{id}` is that of `{}`", site.catalog.change(index).entry.path),
                "an id is never used twice; choose another",
            )),
        };
    }
    let wanted = format!("{}-{}", component.id(), edit::stem(title, component.id().as_str()));
    edit::free_id(&wanted, taken)
        .ok_or_else(|| Failure::new("no id can be made of component and title", "name one with `--id`"))
}

/// The file and the day on which it is announced.
fn place(args: &Args, site: &Compiled, component: &Component, id: &Slug) -> Result<(RelPath, Date), Failure> {
    let changes = format!("{}/changes", site.config.src);
    let wanted = match &args.output {
        Some(path) => path.trim_start_matches("./").to_owned(),
        None => {
            let own = format!("{}-", component.id());
            let stem = id.as_str().strip_prefix(&own).filter(|stem| !stem.is_empty()).unwrap_or(id.as_str());
            format!("{changes}/{}/{}-{stem}.md", component.id(), site.today.0)
        }
    };
    let path = RelPath::new(wanted.as_str()).ok().filter(|path| path.strip_prefix(&changes).is_some());
    let path = path.filter(|path| path.extension() == Some("md")).ok_or_else(|| {
        let hint = format!("entries lie below `{changes}` and end in `.md`; {NOTHING}");
        Failure::new(format!("`{wanted}` is no place for an entry"), hint)
    })?;
    let date = named_date(&path).unwrap_or(site.today.0);
    Ok((path, date))
}

/// The date that begins a file's name.
fn named_date(path: &RelPath) -> Option<Date> {
    path.stem().get(..10)?.parse::<Today>().ok().map(|day| day.0)
}

fn promise(args: &Args, site: &Compiled, component: &Component, published: Date) -> Result<DraftPromise, Failure> {
    if let Some(wanted) = args.sunset {
        let sunset = Sunset { wanted, published };
        edit::judge(site.config.policy_of(component.id()), sunset)
            .map_err(|refusal| Failure::new(refusal.message, refusal.hint))?;
    }
    let replacement = |index: usize| match args.replacements.as_slice() {
        [one] => Some(one.clone()),
        several => several.get(index).cloned(),
    };
    let (surfaces, replacements) = (args.surfaces.len(), args.replacements.len());
    if replacements > 1 && replacements != surfaces {
        return Err(Failure::new(
            format!("there are {replacements} replacements for {surfaces} surfaces"),
            "give one for all, or one for each in the order of the surfaces",
        ));
    }
    let surfaces: Result<_, Failure> = args
        .surfaces
        .iter()
        .enumerate()
        .map(|(index, flag)| {
            let kind = surface_kind(flag, &site.config).map_err(|error| Failure::new(error, NOTHING))?;
            Ok(DraftSurface { kind, name: flag.name.clone(), replacement: replacement(index) })
        })
        .collect();
    Ok(DraftPromise {
        sunset: args.sunset,
        removal: args.removal.clone(),
        reason: args.reason.clone(),
        no_replacement: args.no_replacement.clone(),
        surfaces: surfaces?,
    })
}

/// The kind of a surface, if there is such a kind and the name fits it.
pub fn surface_kind(flag: &SurfaceFlag, config: &Config) -> Result<SurfaceKind, String> {
    let kind = SurfaceKind::named(&flag.kind);
    if let SurfaceKind::Declared(name) = &kind
        && !config.surface_kinds.contains(name)
    {
        return Err(match nearest(name.as_str(), surface_kinds(config)) {
            Some(near) => format!("there is no kind of surface `{name}`; did you mean `{near}`?"),
            None => format!("there is no kind of surface `{name}`; there is {}", listing(surface_kinds(config))),
        });
    }
    match kind.misfit(&flag.name) {
        Some(form) => Err(format!("`{}` is no name for a surface of kind `{kind}`: write {form}", flag.name)),
        None => Ok(kind),
    }
}

/// The kinds of surfaces that there are.
pub fn surface_kinds<'c>(config: &'c Config) -> impl Iterator<Item = &'c str> {
    SurfaceKind::built_in_names().map(|name| -> &'c str { name }).chain(config.surface_kinds.iter().map(Slug::as_str))
}
