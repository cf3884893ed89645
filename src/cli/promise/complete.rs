//! `promise complete`: the entry of kind `removed` beside the others of its component.

use super::Complete;
use crate::base::{Date, RelPath, Source};
use crate::cli::baseline::BaselineArgs;
use crate::cli::global::Global;
use crate::cli::load;
use crate::cli::{Done, Stop, changed, diff};
use crate::edit::promise::{self, Removal};
use crate::edit::{self, Draft, Refusal};
use crate::pipeline::{self, Compiled};
use crate::shell::rewrite::{Rewrite, write_all};

pub fn run(global: &Global, args: &Complete) -> Done {
    let mut input = load::read(global, &BaselineArgs::none())?;
    let before = changed::sound(global, &input)?;
    let (path, draft) = prepare(args, &before)?;
    let rewrite = Rewrite { path, before: None, after: draft.text() };
    input.entries.push(Source::new(rewrite.path.clone(), rewrite.after.as_str()));
    let after = pipeline::compile(input);
    let worse = changed::worse(&before, &after);
    if !worse.is_empty() {
        load::tell_all(global, &after, &worse);
        global.say("nothing was written: the entry would have these findings");
        return Err(Stop::Findings);
    }
    let rewrites = [rewrite];
    if !args.dry_run {
        write_all(&global.root, &rewrites)?;
    }
    diff::print(global, &rewrites);
    global.say(match args.dry_run {
        true => "nothing was written",
        false => "next: add what readers should know, then `forewarn check`",
    });
    Ok(())
}

/// The new entry and its place.
fn prepare(args: &Complete, site: &Compiled) -> Result<(RelPath, Draft), Refusal> {
    let date = args.date.unwrap_or(site.today).0;
    let found = promise::find(&site.catalog, &args.id, date)?;
    let component = found.component.id();
    let taken = |id: &str| site.catalog.find(id).is_some();
    let free = |title: &str| edit::free_id(&format!("{component}-{}", edit::stem(title, component.as_str())), taken);
    let said = Removal { version: args.version.clone(), title: args.title.clone() };
    let draft = promise::removal(&found, &said, free)?;
    let own = format!("{component}-");
    let stem = draft.id.as_str().strip_prefix(&own).unwrap_or(draft.id.as_str());
    Ok((place(site, component.as_str(), date, stem), draft))
}

/// A file in the component's own folder: its place says component and date.
fn place(site: &Compiled, component: &str, date: Date, stem: &str) -> RelPath {
    let path = format!("changes/{component}/{date}-{stem}.md");
    site.config.src.join(&path).expect("ids and dates are valid parts of a path")
}
