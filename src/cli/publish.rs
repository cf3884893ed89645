//! `forewarn publish`: the site, made as `build` makes it, sent to a store of objects, or into a folder.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use clap::Args as ClapArgs;

use super::Done;
use super::build::{self, plural};
use super::global::Global;
use super::publication::{self, Progress, Site};
use crate::base::RelPath;
use crate::pipeline::Compiled;
use crate::report;
use crate::shell::Failure;
use crate::shell::publish::store::{self, Address, OnHeld, Sent, Stage, Wish};
use crate::shell::publish::{self, Act, Kept, Output, Target};

/// What to know about stores, below the options.
const STORES: &str = "\
Stores: S3, and what speaks it with conditional writes (R2, MinIO, Ceph). The environment says who and where:
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
                       or what a role of the machine, container or CI job gives; profiles are not read
  AWS_REGION           of the bucket [default: us-east-1]
  AWS_ENDPOINT_URL     of a store that is not AWS
  AWS_ALLOW_HTTP=true  for one without TLS

Only objects that differ are sent, with their media type and `Cache-Control`: what is new first, then pages, lists and feeds; \
what the site no longer has is deleted last. Objects that no publication put there, or that were edited since, are kept and named; \
one whose key has an empty part (`a//b`) must go first. What was killed half-way, or ended by Ctrl-C, is completed by publishing again. \
Bookkeeping lies in `.forewarn.json` and `.forewarn-lock.json` below the prefix: the site's readers need neither.";

#[derive(Debug, ClapArgs)]
#[command(after_help = STORES)]
pub struct Args {
    /// Where to publish: `s3://bucket/prefix`, or a folder, relative to the root
    #[arg(value_name = "s3://BUCKET/PREFIX|DIR")]
    target: String,
    /// Say what would be added, replaced and deleted, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Publish although another publication seems to be under way: it was killed, and left its lock
    #[arg(long, conflicts_with = "dry_run")]
    take_over: bool,
    #[command(flatten)]
    made: publication::MadeArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let start = Instant::now();
    let address = Address::parse(&args.target).transpose()?;
    if address.is_none() && args.take_over {
        let hint = "leave `--take-over` out: in a folder, the lock ends with its process";
        return Err(Failure::new("a folder has nothing to take over", hint).into());
    }
    let compiled = publication::compile(global, &args.made)?;
    match address {
        Some(address) => into_store(global, args, &compiled, (&address, start))?,
        None if args.dry_run => rehearse(global, &compiled, Path::new(&args.target))?,
        None => build::into_folder(global, &compiled, Path::new(&args.target), start)?,
    }
    publication::say_findings(global, &args.made, &compiled);
    Ok(())
}

fn into_store(global: &Global, args: &Args, compiled: &Compiled, (address, start): (&Address, Instant)) -> Done {
    let on_held = if args.take_over { OnHeld::TakeOver } else { OnHeld::Refuse };
    let wish = if args.dry_run { Wish::Rehearse } else { Wish::Publish(on_held) };
    let output = Site::new(global, compiled);
    let (made, sent, deleted) =
        ["files made", "objects sent", "objects deleted"].map(|what| Progress::new(global, what)).into();
    let told = |stage, count, total| match stage {
        Stage::Made => made.show(count, total),
        Stage::Sent => {
            made.finish();
            sent.show(count, total);
        }
        Stage::Deleted => {
            sent.finish();
            deleted.show(count, total);
        }
        Stage::Stopping => {
            [&made, &sent, &deleted].into_iter().for_each(Progress::finish);
            global.say("stopping once what is under way has arrived; a second time, it is not waited for");
        }
    };
    let published = store::publish(address, &output, wish, &told);
    [made, sent, deleted].iter().for_each(Progress::finish);
    let published = published.map_err(|failure| publication::failed(global, compiled, failure))?;
    let place = address.to_string();
    if args.dry_run {
        return say_acts(global, (&published.acts, published.unchanged), &published.kept, &place);
    }
    publication::say_kept(global, &published.kept, &publication::PUBLISHED);
    let entries = compiled.catalog.as_of(compiled.today).changes().count();
    global.say(&format!(
        "{} in {place}, from {}, in {:.2} s",
        objects(&published),
        plural(entries, "entry", "entries"),
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

fn rehearse(global: &Global, compiled: &Compiled, dir: &Path) -> Done {
    let output = Site::new(global, compiled);
    let progress = Progress::new(global, "files");
    let (path, sources, total) = (global.root.join(dir), publication::sources(global, compiled), output.paths().len());
    let rehearsed =
        publish::rehearse(&Target { dir: &path, sources: &sources }, &output, &|count| progress.show(count, total));
    progress.finish();
    let (published, acts) = rehearsed.map_err(|failure| publication::failed(global, compiled, failure))?;
    say_acts(global, (&acts, published.unchanged), &published.kept, &dir.display().to_string())
}

/// What would be done, a line each, on stdout; the sum of it on stderr.
fn say_acts(global: &Global, (acts, unchanged): (&[(Act, RelPath)], usize), kept: &[Kept], place: &str) -> Done {
    let mut text = String::new();
    for (act, path) in acts {
        let word = match act {
            Act::Add => "add",
            Act::Replace => "replace",
            Act::Delete => "delete",
        };
        text.push_str(&format!("{word:<8}{}\n", report::printable(path.as_str())));
    }
    for kept in kept {
        text.push_str(&format!("keep    {}\n", report::printable(&kept.path.display().to_string())));
    }
    // A reader such as `head` may have seen enough.
    let _ = anstream::stdout().write_all(text.as_bytes());
    let count = |wanted: Act| acts.iter().filter(|(act, _)| *act == wanted).count();
    global.say(&format!(
        "nothing was changed in {place}: {} to add, {} to replace, {} to delete, {} to keep, {unchanged} unchanged",
        count(Act::Add),
        count(Act::Replace),
        count(Act::Delete),
        kept.len()
    ));
    Ok(())
}

fn objects(sent: &Sent) -> String {
    let deleted = sent.acts.iter().filter(|(act, _)| *act == Act::Delete).count();
    let written = sent.acts.len() - deleted;
    let total = plural(written + sent.unchanged, "object", "objects");
    match (written, deleted) {
        (0, 0) => format!("{total}, nothing changed,"),
        (_, 0) => format!("{total} ({written} sent, {} KB)", sent.bytes.div_ceil(1000)),
        _ => format!("{total} ({written} sent, {} KB, {deleted} removed)", sent.bytes.div_ceil(1000)),
    }
}
