//! `forewarn theme check`: what is wrong with a theme, and where.

use clap::Args as ClapArgs;

use crate::cli::baseline::BaselineArgs;
use crate::cli::build::plural;
use crate::cli::global::Global;
use crate::cli::reports::{self, Found, ReportArgs};
use crate::cli::{Done, Stop, load};
use crate::diag::{Level, Rule};
use crate::pipeline::{self, Input};
use crate::policy::Scope;
use crate::shell::tree;

#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    reports: ReportArgs,
    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let input = load::read(global, &BaselineArgs::none())?;
    let theme = input.theme.clone();
    let others = match &theme {
        Some(theme) => tree::beside_theme(&global.root, &theme.dir)?,
        None => Vec::new(),
    };
    let compiled = pipeline::compile(Input { policy: Scope::Nothing, ..input });
    let mut findings = compiled.try_theme(theme.as_ref(), &others);
    for finding in findings.iter_mut().filter(|_| args.deny_warnings) {
        finding.level = Level::Deny;
    }
    let rules = [Rule::Template];
    let found = Found { findings: &findings, sources: &compiled.sources, today: compiled.today, rules: &rules };
    reports::report(global, &args.reports, &found)?;
    let summary = match findings.len() {
        0 => "no findings".to_owned(),
        count => plural(count, "finding", "findings"),
    };
    global.say(&match &theme {
        Some(theme) => {
            format!("{summary} in {} of `{}`", plural(theme.templates.len(), "template", "templates"), theme.dir)
        }
        None => format!("{summary}; `[theme] dir` of book.toml names no folder: all templates are the embedded ones"),
    });
    if findings.iter().any(|finding| finding.level == Level::Deny) { Err(Stop::Findings) } else { Ok(()) }
}
