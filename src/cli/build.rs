//! `forewarn build`: the whole site, published at once.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args as ClapArgs;

use super::Done;
use super::global::Global;
use super::publication::{self, Progress, Site};
use crate::pipeline::Compiled;
use crate::shell::publish::{self, How, Output, Published, Target};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Where to write the site, relative to the root [default: `build-dir` of book.toml]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    made: publication::MadeArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let start = Instant::now();
    // The process ends with it, and need not give it back piece by piece.
    let compiled = ManuallyDrop::new(publication::compile(global, &args.made)?);
    let dir = args.output.clone().unwrap_or_else(|| PathBuf::from(compiled.config.build_dir.as_str()));
    into_folder(global, &compiled, &dir, start)?;
    publication::say_findings(global, &args.made, &compiled);
    Ok(())
}

/// Publishes a compiled site into a folder, named from the root.
pub fn into_folder(global: &Global, compiled: &Compiled, dir: &Path, start: Instant) -> Done {
    let output = Site::new(global, compiled);
    let progress = Progress::new(global, "files");
    let (path, sources) = (global.root.join(dir), publication::sources(global, compiled));
    let total = output.paths().len();
    let published =
        publish::publish(&Target { dir: &path, sources: &sources }, &output, &|count| progress.show(count, total));
    progress.finish();
    let published = published.map_err(|failure| publication::failed(global, compiled, failure))?;
    publication::say_kept(global, &published.kept, &publication::BUILT);
    let entries = compiled.catalog.as_of(compiled.today).changes().count();
    global.say(&format!(
        "{} in {}, from {}, in {:.2} s",
        files(&published),
        dir.display(),
        plural(entries, "entry", "entries"),
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

fn files(published: &Published) -> String {
    let total = plural(published.written + published.unchanged, "file", "files");
    match published.how {
        How::Untouched => format!("{total}, nothing changed,"),
        _ if published.removed > 0 => format!("{total} ({} written, {} removed)", published.written, published.removed),
        _ => format!("{total} ({} written)", published.written),
    }
}

pub fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        assert_eq!(
            (plural(1, "entry", "entries"), plural(2, "entry", "entries")),
            ("1 entry".to_owned(), "2 entries".to_owned())
        );
    }
}
