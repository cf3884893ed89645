//! Reads a site from the disk and compiles it: what `build`, `check` and `schedule` have in common.

use std::io;

use super::baseline::{self, BaselineArgs};
use super::exit::Stop;
use super::global::Global;
use crate::base::{RelPath, Source, Sources};
use crate::config::{self, Config};
use crate::diag::{self, Diagnostic, Finding, Level};
use crate::pipeline::{self, Compiled, Input, Strictness};
use crate::policy::Scope;
use crate::report;
use crate::shell::{Failure, tree};
use crate::site::theme::UserTheme;

pub const BOOK: &str = "book.toml";
/// book.toml is written by hand.
pub const BOOK_BYTES: u64 = 1 << 20;
const TERMINAL_WIDTH: usize = 140;

/// A book.toml of which no site can be made: it cannot be read, or says nothing that could be used.
#[derive(Debug)]
pub struct Unusable {
    /// Each fails the run, since no level of the book is known.
    pub findings: Vec<Finding>,
    pub sources: Sources,
}

impl Unusable {
    fn new(findings: Vec<Diagnostic>, source: Option<Source>) -> Self {
        let denied = |diagnostic| Finding { level: Level::Deny, diagnostic };
        Unusable { findings: findings.into_iter().map(denied).collect(), sources: source.into_iter().collect() }
    }
}

/// Reads book.toml alone.
pub fn config(global: &Global) -> Result<(Config, Source, Vec<Diagnostic>), Stop> {
    let hint = "name the folder that holds `book.toml` with `--root`";
    match global.root.metadata() {
        Ok(found) if found.is_dir() => {}
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::io("open the folder", &global.root, &error, hint).into());
        }
        _ => return Err(Failure::new(format!("there is no folder `{}`", global.root.display()), hint).into()),
    }
    let path = RelPath::new(BOOK).expect("a plain name is a path");
    let source = match tree::read_source(&global.root, &path, BOOK_BYTES) {
        Ok(Some(source)) => source,
        Ok(None) => {
            let message = format!("there is no `{BOOK}` in `{}`", global.root.display());
            return Err(Failure::new(
                message,
                "run `forewarn init` to make a site here, or name its folder with `--root`",
            )
            .into());
        }
        Err(unread) => {
            return Err(Unusable::new(vec![unread.finding], unread.lossy).into());
        }
    };
    let (config, mut findings) = config::parse(&source);
    match config {
        Some(config) => Ok((config, source, findings)),
        None => {
            diag::sort(&mut findings);
            Err(Unusable::new(findings, Some(source)).into())
        }
    }
}

/// Reads the whole tree and compiles it.
pub fn compile(global: &Global, baseline: &BaselineArgs, policy: Scope, strict: Strictness) -> Result<Compiled, Stop> {
    let input = read(global, baseline)?;
    Ok(pipeline::compile(Input { policy, strict, ..input }))
}

/// Reads the whole tree, to be checked in full: for commands that compile it more than once, with a change of theirs.
pub fn read(global: &Global, baseline: &BaselineArgs) -> Result<Input, Stop> {
    let today = global.today()?;
    let (config, book, mut findings) = config(global)?;
    let limits = tree::Limits { source_bytes: config.limits.entry as u64 };
    let tree = tree::read(&global.root, &config.src, config.theme.as_ref(), &limits)?;
    let baseline = baseline::read(global, &config, baseline, today)?;
    findings.extend(tree.findings);
    let theme = config.theme.clone().map(|dir| UserTheme { dir, templates: tree.templates, files: tree.theme_files });
    let mut sources = tree.broken;
    sources.push(book);
    Ok(Input {
        config: config.into(),
        sources,
        findings,
        entries: tree.entries,
        pages: tree.pages,
        releases: tree.releases,
        files: tree.assets,
        theme,
        baseline,
        today,
        openapi: Vec::new(),
        policy: Scope::All,
        strict: Strictness::default(),
    })
}

/// Tells people why there is no site, and so nothing for a command to work on.
pub fn tell_unusable(global: &Global, unusable: &Unusable) {
    let Unusable { findings, sources } = unusable;
    anstream::eprint!("{}", report::human(findings, sources, global.styled(), TERMINAL_WIDTH));
    anstream::eprintln!("{}", report::summary(findings, 0));
}

/// The findings of a site in words for people.
pub fn human(global: &Global, compiled: &Compiled, findings: &[Finding]) -> String {
    report::human(findings, &compiled.sources, global.styled(), TERMINAL_WIDTH)
}

/// Tells people why a command stops.
pub fn tell_all(global: &Global, compiled: &Compiled, findings: &[Finding]) {
    anstream::eprint!("{}", human(global, compiled, findings));
}
