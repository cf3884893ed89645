//! `forewarn build`: the whole site, published at once.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};

use super::baseline::BaselineArgs;
use super::global::Global;
use super::load;
use super::{Done, Stop};
use crate::base::RelPath;
use crate::diag::{self, Diagnostic, Finding};
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report;
use crate::shell::Failure;
use crate::shell::made_of::made_of;
use crate::shell::publish::Target;
use crate::shell::publish::{self, How, Output, Published, Why};
use crate::site;

/// What takes less is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);
const NAMED: usize = 10;

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Where to write the site, relative to the root [default: `build-dir` of book.toml]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Fail on everything that `check` denies, and not only on broken files
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let start = Instant::now();
    let scope = if args.check { Scope::All } else { Scope::Promises };
    let compiled = load::compile(global, &args.baseline, scope, Strictness::default())
        .map_err(|stop| nothing_published(global, stop))?;
    if compiled.is_broken() || (args.check && compiled.denied() > 0) {
        let told = if args.check { compiled.findings.clone() } else { compiled.obstacles() };
        load::tell_all(global, &compiled, &told);
        global.say(&format!("{}; nothing was published", report::summary(&told, compiled.catalog.changes().len())));
        return Err(Stop::Findings);
    }
    if args.check {
        load::tell_all(global, &compiled, &compiled.findings);
    }
    let published = publish(global, args, &compiled)?;
    say_kept(global, &published);
    say_findings(global, args, &compiled);
    let entries = compiled.catalog.as_of(compiled.today).changes().count();
    let dir =
        args.output.as_ref().map_or_else(|| compiled.config.build_dir.to_string(), |dir| dir.display().to_string());
    global.say(&format!(
        "{} in {dir}, from {}, in {:.2} s",
        files(&published),
        plural(entries, "entry", "entries"),
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// Why there is nothing to publish, and that the site published before stays.
fn nothing_published(global: &Global, stop: Stop) -> Stop {
    match stop {
        Stop::Failure(failure) => {
            Stop::Failure(Failure { hint: format!("nothing was published; {}", failure.hint), ..failure })
        }
        Stop::Unusable(unusable) => {
            load::tell_unusable(global, &unusable);
            global.say("nothing was published");
            Stop::Findings
        }
        Stop::Findings => Stop::Findings,
    }
}

fn publish(global: &Global, args: &Args, compiled: &Compiled) -> Result<Published, Stop> {
    let dir =
        global.root.join(args.output.clone().unwrap_or_else(|| PathBuf::from(compiled.config.build_dir.as_str())));
    let mut sources = vec![global.root.join(compiled.config.src.as_str())];
    sources.extend(compiled.config.theme.iter().map(|theme| global.root.join(theme.as_str())));
    let output = Site { root: global.root.clone(), compiled, paths: compiled.paths() };
    let progress = Progress::new(output.paths.len() as u64, global.quiet);
    let published = publish::publish(&Target { dir: &dir, sources: &sources }, &output, &|count| progress.show(count));
    progress.finish();
    published.map_err(|failure| match failure.findings.is_empty() {
        true => Stop::Failure(failure),
        false => {
            let told: Vec<Finding> = diag::merge(failure.findings)
                .into_iter()
                .map(|diagnostic| Finding { level: diagnostic.rule.default_level(), diagnostic })
                .collect();
            load::tell_all(global, compiled, &told);
            global.say(&format!("{}; nothing was published", report::summary(&told, compiled.catalog.changes().len())));
            Stop::Findings
        }
    })
}

/// The compiled site as the publisher takes it.
struct Site<'a> {
    root: PathBuf,
    compiled: &'a Compiled,
    paths: Vec<RelPath>,
}

impl Output for Site<'_> {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn render(&self, index: usize) -> Result<publish::Content, Diagnostic> {
        match self.compiled.render(index) {
            Ok(site::Content::Bytes(bytes)) => Ok(publish::Content::Bytes(bytes)),
            Ok(site::Content::Copy(path)) => Ok(publish::Content::Copy(self.root.join(path.as_str()))),
            Err(finding) => Err(*finding),
        }
    }

    fn made_of(&self) -> Option<[u8; 32]> {
        made_of(self.compiled.digest(), &self.root, &self.compiled.copied())
    }
}

/// A bar that appears when the work turns out to take long, on a terminal.
struct Progress {
    start: Instant,
    total: u64,
    quiet: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    fn new(total: u64, quiet: bool) -> Self {
        Progress { start: Instant::now(), total, quiet, bar: OnceLock::new() }
    }

    fn show(&self, count: usize) {
        if self.quiet || self.start.elapsed() < PATIENCE {
            return;
        }
        let style = || {
            ProgressStyle::with_template("{bar:30} {pos} of {len} files")
                .unwrap_or_else(|_| ProgressStyle::default_bar())
        };
        self.bar.get_or_init(|| ProgressBar::new(self.total).with_style(style())).set_position(count as u64);
    }

    fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn files(published: &Published) -> String {
    let total = plural(published.written + published.unchanged, "file", "files");
    match published.how {
        How::Untouched => format!("{total}, nothing changed,"),
        _ if published.removed > 0 => format!("{total} ({} written, {} removed)", published.written, published.removed),
        _ => format!("{total} ({} written)", published.written),
    }
}

/// What was left alone, since it is not, or no longer, ours.
fn say_kept(global: &Global, published: &Published) {
    for kept in published.kept.iter().take(NAMED) {
        let path = kept.path.display().to_string();
        let path = report::printable(&path);
        global.say(&match kept.why {
            Why::Foreign => format!("kept `{path}`: no build wrote it"),
            Why::Edited => format!(
                "kept `{path}`: it was edited since it was built; delete it and build again to have it rendered"
            ),
        });
    }
    if published.kept.len() > NAMED {
        global.say(&format!("kept {} more files that are not, or no longer, ours", published.kept.len() - NAMED));
    }
}

fn say_findings(global: &Global, args: &Args, compiled: &Compiled) {
    if !args.check && !compiled.findings.is_empty() {
        global.say(&format!(
            "{}; `forewarn check` shows them",
            report::summary(&compiled.findings, compiled.catalog.changes().len())
        ));
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
