//! `forewarn release`: stamps a component's unreleased entries with a version, and notes the release.

use std::collections::BTreeMap;

use clap::Args as ClapArgs;

use super::baseline::BaselineArgs;
use super::global::Global;
use super::load;
use super::{Done, Stop, changed, diff};
use crate::base::{RelPath, Source, Today, Version, parse_version};
use crate::edit::{self, Empty, Plan, Row, Wanted};
use crate::pipeline::{self, Input};
use crate::shell::Failure;
use crate::shell::rewrite::{Rewrite, write_all};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The id of the component
    #[arg(value_name = "COMPONENT")]
    component: String,
    /// The version that is out, as SemVer 2.0.0 wants it
    #[arg(value_name = "VERSION")]
    version: String,
    /// The day of the release: entries of later days stay unreleased [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Today>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// One line of Markdown, or a URL, for the page of the release
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Release although no entry tells of it
    #[arg(long)]
    allow_empty: bool,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let version = version(&args.version)?;
    let input = load::read(global, &BaselineArgs::none())?;
    let before = pipeline::compile(input.clone());
    if before.is_broken() {
        changed::tell_broken(global, &before);
        global.say("nothing was released: mend these files first");
        return Err(Stop::Findings);
    }
    let date = args.date.unwrap_or(before.today).0;
    let empty = if args.allow_empty || args.notes.is_some() { Empty::Allowed } else { Empty::Refused };
    let wanted = Wanted { component: &args.component, version: &version, date, empty };
    let plan = edit::plan(&before.catalog, &before.config, before.today, wanted)?;
    let row = Row { component: plan.component.id().clone(), version: version.clone(), date, notes: args.notes.clone() };
    let rewrites = rewrites(&input, &plan, &row)?;
    let after = pipeline::compile(with(input, &rewrites));
    let worse = changed::worse(&before, &after);
    if !worse.is_empty() {
        load::tell_all(global, &after, &worse);
        global.say("nothing was released: with this version, the entries would have these findings");
        return Err(Stop::Findings);
    }
    advise(global, &plan, &row);
    if let Some(passed) = &plan.passed {
        global.say(&format!("note: {}\n  help: {}", passed.message(), passed.hint(&version)));
    }
    if !args.dry_run {
        write_all(&global.root, &rewrites)?;
    }
    diff::print(global, &rewrites);
    global.say(&done(args, &plan, &version));
    Ok(())
}

fn version(text: &str) -> Result<Version, Failure> {
    parse_version(text).map_err(|error| {
        let hint = match &error.suggestion {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write three numbers, such as `1.4.0` or `2.0.0-rc.1`".to_owned(),
        };
        Failure::new(format!("`{text}` is no version: {error}"), hint)
    })
}

/// The new texts of the entries and of releases.toml.
fn rewrites(input: &Input, plan: &Plan<'_>, row: &Row) -> Result<Vec<Rewrite>, Stop> {
    let sources: BTreeMap<&RelPath, &Source> = input.entries.iter().map(|source| (&source.path, source)).collect();
    let mut rewrites = Vec::with_capacity(plan.entries.len() + 1);
    for entry in &plan.entries {
        let source = sources.get(&entry.entry.path).expect("an entry was read from its source");
        rewrites.push(Rewrite {
            path: source.path.clone(),
            before: Some(source.text.to_string()),
            after: edit::with_version(source, &row.version)?,
        });
    }
    rewrites.sort_by(|a, b| a.path.cmp(&b.path));
    let releases = input.config.src.join("releases.toml").expect("the names of the layout are valid parts of a path");
    let before = input.releases.as_ref().map(|source| source.text.to_string());
    let after = edit::with_row(&releases, before.as_deref().unwrap_or_default(), row)?;
    rewrites.push(Rewrite { path: releases, before, after });
    Ok(rewrites)
}

/// The site as it will be.
fn with(mut input: Input, rewrites: &[Rewrite]) -> Input {
    let mut new: BTreeMap<&RelPath, Source> = rewrites
        .iter()
        .map(|rewrite| (&rewrite.path, Source::new(rewrite.path.clone(), rewrite.after.as_str())))
        .collect();
    for source in &mut input.entries {
        if let Some(new) = new.remove(&source.path) {
            *source = new;
        }
    }
    // What is no entry is releases.toml, which may be new.
    input.releases = new.into_values().next().or(input.releases);
    input
}

fn advise(global: &Global, plan: &Plan<'_>, row: &Row) {
    let bump = plan.advice.as_ref().zip(plan.previous);
    let bump = bump.map(|(advice, previous)| advice.words(&previous.version, &row.version));
    let ahead = plan.ahead.as_ref().map(|ahead| ahead.words(row.component.as_str(), row.date));
    let held = plan.held.iter().map(|held| held.words(&row.version));
    for words in bump.into_iter().chain(ahead).chain(held) {
        global.say(&format!("warning: {}\n  help: {}", words.message, words.hint));
    }
}

fn done(args: &Args, plan: &Plan<'_>, version: &Version) -> String {
    let count = plan.entries.len() + plan.carried;
    let entries = super::build::plural(count, "entry", "entries");
    let id = plan.component.id();
    match args.dry_run {
        true => format!("{id} {version} would gather {entries}; nothing was written"),
        false => format!("{id} {version} gathers {entries}; `forewarn check`, then commit and tag"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_version_is_offered() {
        assert_eq!(version("v1.2").unwrap_err().hint, "did you mean `1.2.0`?");
        assert!(version("1.2.3-rc.1").is_ok());
    }
}
