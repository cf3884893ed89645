//! The only place where the phases are composed: texts → parsed → catalog → schedule → plan, with the findings of all of
//! them at their levels. Pure: the texts are handed in, and the plan is rendered by whoever asks.

mod digest;
mod feeds;
mod horizon;
mod levels;
mod past;
mod selection;

pub use levels::Strictness;
pub use past::{Past, as_published};
pub use selection::Selection;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{RelPath, Source, Sources, Today};
use crate::catalog::{self, Catalog};
use crate::config::{Config, parse_releases};
use crate::diag::{self, Diagnostic, Finding, Level, Rule};
use crate::entry::{Entry, Name, parse_entry, parse_page};
use crate::policy::openapi::Described;
use crate::policy::{self, Context, Scope};
use crate::schedule::{self, Baseline, wire};
use crate::site::theme::{Theme, UserTheme};
use crate::site::{self, Content, Plan, Site};

/// Everything that a site is made of, as it was read.
#[derive(Clone, Debug)]
pub struct Input {
    pub config: Config,
    /// book.toml, and texts that could be shown but not read.
    pub sources: Vec<Source>,
    /// What was found while reading.
    pub findings: Vec<Diagnostic>,
    pub entries: Vec<Source>,
    pub pages: Vec<Source>,
    pub releases: Option<Source>,
    /// Files beside entries and pages.
    pub files: Vec<RelPath>,
    pub theme: Option<UserTheme>,
    pub baseline: Option<Baseline>,
    pub today: Today,
    /// Descriptions of APIs, to be compared with the promises about their routes.
    pub openapi: Vec<Described>,
    /// Which rules of policy run, and how strictly.
    pub policy: Scope,
    pub strict: Strictness,
}

/// A site that is ready to be rendered, with what is wrong with it.
#[derive(Debug)]
pub struct Compiled {
    pub config: Config,
    pub catalog: Catalog,
    pub today: Today,
    pub schedule: wire::Schedule,
    /// Sorted by file and place; what is allowed is left out.
    pub findings: Vec<Finding>,
    pub sources: Sources,
    /// What was found, before levels were set and what is allowed was dropped.
    found: Vec<Diagnostic>,
    baseline: Option<Baseline>,
    ids: wire::Ids,
    theme: Theme,
    plan: Plan,
}

/// Runs all phases up to the plan. What could not be read is left out, and the findings say so.
pub fn compile(input: Input) -> Compiled {
    let Input {
        config,
        mut sources,
        mut findings,
        entries,
        pages,
        releases,
        files,
        theme,
        baseline,
        today,
        openapi,
        policy,
        strict,
    } = input;
    let (catalog, problems) =
        read(&config, &entries, &pages, releases.as_ref(), Unreadable { findings: &findings, shown: &sources });
    findings.extend(problems);

    let view = catalog.as_of(today);
    let schedule = schedule::schedule(view, &config, baseline.as_ref());
    let ids = schedule::ids(view, &config, &schedule::events(view, &config), baseline.as_ref());
    let (theme_ready, problems) = Theme::new(theme.as_ref(), &site::global(&config, &catalog, today));
    findings.extend(problems);
    let files: BTreeSet<RelPath> = files.into_iter().collect();
    let (plan, problems) = site::plan(view, &config, &theme_ready, &files);
    findings.extend(match last_day(&catalog, today) {
        // An entry of a later day is checked as on its day.
        Some(later) => site::plan(catalog.as_of(later), &config, &theme_ready, &files).1,
        None => problems,
    });

    let ready = Site { view, config: &config, schedule: &schedule, ids: &ids, theme: &theme_ready, plan: &plan };
    let feeds = feeds::sizes(&ready, policy);
    let context = Context {
        config: &config,
        catalog: &catalog,
        schedule: &schedule,
        baseline: baseline.as_ref(),
        today,
        is_whole: !findings.iter().any(|finding| hides_an_entry(finding, &config)),
        feeds: &feeds,
        openapi: &openapi,
    };
    findings.extend(policy::check(&context, policy));

    diag::sort(&mut findings);
    let found = findings;
    let findings = levels::apply(found.clone(), &context, policy, strict);
    sources.extend(entries);
    sources.extend(pages);
    sources.extend(openapi.iter().map(|file| file.source.clone()));
    sources.extend(releases);
    sources.extend(theme.into_iter().flat_map(|theme| theme.templates));
    Compiled {
        config,
        catalog,
        today,
        schedule,
        findings,
        sources: sources.into_iter().collect(),
        found,
        baseline,
        ids,
        theme: theme_ready,
        plan,
    }
}

/// The names of files below `changes/` that are no entries: parsed in vain, or not even read as text.
fn unread(
    parsed: &[(Option<Entry>, Vec<Diagnostic>)],
    entries: &[Source],
    findings: &[Diagnostic],
    shown: &[Source],
    config: &Config,
) -> Vec<Name> {
    let folder = format!("{}/changes", config.src);
    let in_vain = parsed.iter().zip(entries).filter(|((entry, _), _)| entry.is_none()).map(|(_, source)| source);
    let of_source = |source: &Source| Name::of_source(source, &folder, config.limits);
    let is_entry = |path: &RelPath| path.strip_prefix(&folder).is_some() && path.extension() == Some("md");
    let broken = shown.iter().filter(|source| is_entry(&source.path));
    let closed = findings.iter().map(|finding| &finding.primary.path).filter(|path| is_entry(path));
    let closed = closed.map(|path| Name::of_path(path, &folder));
    in_vain.chain(broken).map(of_source).chain(closed).collect()
}

/// What was found and kept while the files were read: names of entries that could not be.
#[derive(Clone, Copy)]
struct Unreadable<'a> {
    findings: &'a [Diagnostic],
    shown: &'a [Source],
}

/// Texts → the catalog, and what could not be read.
fn read(
    config: &Config,
    entries: &[Source],
    pages: &[Source],
    releases: Option<&Source>,
    unreadable: Unreadable<'_>,
) -> (Catalog, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let (changes_folder, pages_folder) = (format!("{}/changes", config.src), format!("{}/pages", config.src));
    let parsed: Vec<_> = entries.par_iter().map(|source| parse_entry(source, &changes_folder, config.limits)).collect();
    let unread = unread(&parsed, entries, unreadable.findings, unreadable.shown, config);
    let entries = split(parsed, &mut findings);
    let parsed: Vec<_> = pages.par_iter().map(|source| parse_page(source, &pages_folder, config.limits)).collect();
    let pages = split(parsed, &mut findings);
    let (releases, problems) = releases.map(parse_releases).unwrap_or_default();
    findings.extend(problems);
    let (catalog, problems) = catalog::assemble(catalog::Input { entries, pages, releases, unread }, config);
    findings.extend(problems);
    (catalog, findings)
}

/// What could be read; what could not goes to the findings.
fn split<T>(parsed: Vec<(Option<T>, Vec<Diagnostic>)>, findings: &mut Vec<Diagnostic>) -> Vec<T> {
    let mut read = Vec::with_capacity(parsed.len());
    for (value, problems) in parsed {
        read.extend(value);
        findings.extend(problems);
    }
    read
}

/// The day of the last entry, if it is yet to come.
fn last_day(catalog: &Catalog, today: Today) -> Option<Today> {
    let last = catalog.changes().first()?.date().day();
    (last > today.0).then_some(Today(last))
}

impl Compiled {
    /// All paths of the site, sorted.
    pub fn paths(&self) -> Vec<RelPath> {
        self.plan.paths().cloned().collect()
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Renders what stands at the n-th path.
    pub fn render(&self, index: usize) -> Result<Content, Box<Diagnostic>> {
        site::render(&self.site(), index)
    }

    fn site(&self) -> Site<'_> {
        Site {
            view: self.catalog.as_of(self.today),
            config: &self.config,
            schedule: &self.schedule,
            ids: &self.ids,
            theme: &self.theme,
            plan: &self.plan,
        }
    }

    /// What keeps the site from being published.
    pub fn obstacles(&self) -> Vec<Finding> {
        self.findings.iter().filter(|finding| stops_publication(finding)).cloned().collect()
    }

    /// Whether a file or a promise is broken: then nothing may be published.
    pub fn is_broken(&self) -> bool {
        self.findings.iter().any(stops_publication)
    }

    /// How many findings fail a run.
    pub fn denied(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level == Level::Deny).count()
    }

    pub fn warned(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level == Level::Warn).count()
    }
}

/// Whether an entry may stand in a file that could not be read.
fn hides_an_entry(finding: &Diagnostic, config: &Config) -> bool {
    let changes = format!("{}/changes", config.src);
    finding.rule.is_form() && finding.primary.path.strip_prefix(&changes).is_some()
}

/// Findings with which nothing may be published: a broken file, and a broken promise, which would be the next baseline.
fn stops_publication(finding: &Finding) -> bool {
    let rule: Rule = finding.diagnostic.rule;
    rule.is_form() || (rule.family() == "promise" && finding.level == Level::Deny)
}
