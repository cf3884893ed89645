//! What `build` and `publish` have in common: a site that may be published, its files, and what is said about them.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};

use super::baseline::BaselineArgs;
use super::exit::Stop;
use super::global::Global;
use super::load;
use crate::base::RelPath;
use crate::diag::{self, Diagnostic, Finding};
use crate::pipeline::{Compiled, Strictness};
use crate::policy::Scope;
use crate::report;
use crate::shell::Failure;
use crate::shell::made_of::made_of;
use crate::shell::publish::{self, Kept, Output, Why};
use crate::site;

/// What takes less is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);
const NAMED: usize = 10;

#[derive(Debug, ClapArgs)]
pub struct MadeArgs {
    /// Publish nothing when `check` finds an error. Without it, only broken files and broken promises stop this; the rest is counted
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    baseline: BaselineArgs,
}

/// Reads and compiles the site.
///
/// # Errors
/// If nothing may be published of it; people are told why.
pub fn compile(global: &Global, args: &MadeArgs) -> Result<Compiled, Stop> {
    // Nobody is told by a quiet build what does not stop it: that need not be judged.
    let scope = if global.quiet && !args.check { Scope::Promises } else { Scope::All };
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
    Ok(compiled)
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

/// Folders that an output may not be, hold or lie inside.
pub fn sources(global: &Global, compiled: &Compiled) -> Vec<PathBuf> {
    let theme = compiled.config.theme.iter().map(|theme| global.root.join(theme.as_str()));
    [global.root.join(compiled.config.src.as_str())].into_iter().chain(theme).collect()
}

/// Findings in templates show only when they are rendered; people are told of them as of others.
pub fn failed(global: &Global, compiled: &Compiled, failure: Failure) -> Stop {
    if failure.findings.is_empty() {
        return Stop::Failure(failure);
    }
    let told: Vec<Finding> = diag::merge(failure.findings)
        .into_iter()
        .map(|diagnostic| Finding { level: diagnostic.rule.default_level(), diagnostic })
        .collect();
    load::tell_all(global, compiled, &told);
    global.say(&format!("{}; nothing was published", report::summary(&told, compiled.catalog.changes().len())));
    Stop::Findings
}

/// The compiled site as the publisher takes it.
pub struct Site<'a> {
    root: PathBuf,
    compiled: &'a Compiled,
    paths: Vec<RelPath>,
}

impl<'a> Site<'a> {
    pub fn new(global: &Global, compiled: &'a Compiled) -> Self {
        Site { root: global.root.clone(), compiled, paths: compiled.paths() }
    }
}

impl Output for Site<'_> {
    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn order(&self) -> Vec<usize> {
        self.compiled.order()
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
pub struct Progress {
    start: Instant,
    /// What is counted.
    what: &'static str,
    quiet: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub fn new(global: &Global, what: &'static str) -> Self {
        Progress { start: Instant::now(), what, quiet: global.quiet, bar: OnceLock::new() }
    }

    pub fn show(&self, count: usize, total: usize) {
        if self.quiet || self.start.elapsed() < PATIENCE {
            return;
        }
        let style = || {
            ProgressStyle::with_template(&format!("{{bar:30}} {{pos}} of {{len}} {}", self.what))
                .unwrap_or_else(|_| ProgressStyle::default_bar())
        };
        self.bar.get_or_init(|| ProgressBar::new(total as u64).with_style(style())).set_position(count as u64);
    }

    pub fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// Why something was left alone, and what to do, where it lies.
pub struct Reasons {
    foreign: &'static str,
    edited: &'static str,
}

/// In the output folder.
pub const BUILT: Reasons = Reasons {
    foreign: "no build wrote it",
    edited: "it was edited since it was built; delete it and build again to have it rendered",
};
/// In a store.
pub const PUBLISHED: Reasons = Reasons {
    foreign: "no publication put it there",
    edited: "it was edited since it was published; delete it and publish again to have it replaced",
};

/// What was left alone, since it is not, or no longer, ours.
pub fn say_kept(global: &Global, all: &[Kept], reasons: &Reasons) {
    for kept in all.iter().take(NAMED) {
        let path = kept.path.display().to_string();
        let path = report::printable(&path);
        let reason = match kept.why {
            Why::Foreign => reasons.foreign,
            Why::Edited => reasons.edited,
        };
        global.say(&format!("kept `{path}`: {reason}"));
    }
    if all.len() > NAMED {
        global.say(&format!("kept {} more files that are not, or no longer, ours", all.len() - NAMED));
    }
}

/// How much of what `check` would say did not stop this.
pub fn say_findings(global: &Global, args: &MadeArgs, compiled: &Compiled) {
    if args.check || compiled.findings.is_empty() {
        return;
    }
    let counts = report::summary(&compiled.findings, compiled.catalog.changes().len());
    global.say(&match compiled.denied() {
        0 => format!("{counts}; `forewarn check` shows them"),
        _ => format!(
            "{counts} did not stop this: `forewarn check` shows them, and with `--check` no error would be published"
        ),
    });
}
