//! `promise extend`, `pull-in`, `cancel` and `reinstate`: the entry's front matter is edited in place.

use super::{Cancel, Extend, PullIn, Record, Reinstate, Target};
use crate::base::Source;
use crate::cli::baseline::BaselineArgs;
use crate::cli::global::Global;
use crate::cli::load;
use crate::cli::{Done, Stop, changed, diff};
use crate::edit::Refusal;
use crate::edit::promise::{self, Deed, Found, Move, Revised};
use crate::pipeline::{self, Input};
use crate::shell::rewrite::{Rewrite, write_all};

pub fn extend(global: &Global, args: &Extend) -> Done {
    let wanted = args.target.to(None);
    revise(global, &args.record, |found, deed| promise::extend(found, &wanted, deed))
}

pub fn pull_in(global: &Global, args: &PullIn) -> Done {
    let wanted = args.target.to(args.emergency.clone());
    revise(global, &args.record, |found, deed| promise::pull_in(found, &wanted, deed))
}

pub fn cancel(global: &Global, args: &Cancel) -> Done {
    revise(global, &args.record, promise::cancel)
}

pub fn reinstate(global: &Global, args: &Reinstate) -> Done {
    revise(global, &args.record, |found, deed| promise::reinstate(found, args.to, deed))
}

impl Target {
    fn to(&self, emergency: Option<String>) -> Move {
        Move { field: self.field.clone(), to: self.to.clone(), emergency }
    }
}

type Judge<'a> = &'a dyn Fn(&Found<'_>, &Deed<'_>) -> Result<Revised, Refusal>;

fn revise(global: &Global, record: &Record, judge: impl Fn(&Found<'_>, &Deed<'_>) -> Result<Revised, Refusal>) -> Done {
    let input = load::read(global, &BaselineArgs::none())?;
    let before = changed::sound(global, &input)?;
    let rewrite = rewrite(&input, &before, record, &judge)?;
    let after = pipeline::compile(with(input, &rewrite));
    let worse = changed::worse(&before, &after);
    if !worse.is_empty() {
        load::tell_all(global, &after, &worse);
        global.say("nothing was written: with this revision, the entries would have these findings");
        return Err(Stop::Findings);
    }
    let rewrites = [rewrite];
    if !record.dry_run {
        write_all(&global.root, &rewrites)?;
    }
    diff::print(global, &rewrites);
    global.say(if record.dry_run { "nothing was written" } else { "next: `forewarn check`" });
    Ok(())
}

/// The new text of the entry.
fn rewrite(input: &Input, site: &pipeline::Compiled, record: &Record, judge: Judge<'_>) -> Result<Rewrite, Refusal> {
    let date = record.date.unwrap_or(site.today).0;
    let found = promise::find(&site.catalog, &record.id, date)?;
    let policy = site.config.policy_of(found.component.id());
    let revised = judge(&found, &Deed { policy, today: site.today.0, reason: &record.reason })?;
    let path = &found.change.entry.path;
    let source = input.entries.iter().find(|source| source.path == *path).expect("an entry was read from its source");
    let after = promise::with_revisions(source, &revised)?;
    Ok(Rewrite { path: path.clone(), before: Some(source.text.to_string()), after })
}

/// The site as it will be.
fn with(mut input: Input, rewrite: &Rewrite) -> Input {
    for source in input.entries.iter_mut().filter(|source| source.path == rewrite.path) {
        *source = Source::new(rewrite.path.clone(), rewrite.after.as_str());
    }
    input
}
