//! The only place where the phases are composed: texts → parsed → catalog → schedule → plan, with the findings of all of
//! them at their levels. Pure: the texts are handed in, and the plan is rendered by whoever asks.

mod digest;
mod feeds;
mod horizon;
mod levels;
mod parsed;
mod past;
mod preview;
mod replaced;
mod selection;
mod submitted;
mod theme;

pub use levels::Strictness;
pub use parsed::Drafts;
pub use past::{Past, as_published};
pub use preview::Preview;
pub use selection::Selection;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::base::{RelPath, Source, Sources, Today};
use crate::catalog::{self, Catalog};
use crate::config::{Config, parse_releases};
use crate::diag::{self, Diagnostic, Finding, Level, Rule};
use crate::entry::{Entry, Name};
use crate::policy::openapi::Described;
use crate::policy::{self, Context, Scope, Unread};
use crate::schedule::{self, Baseline, wire};
use crate::site::theme::{Theme, UserTheme};
use crate::site::{self, Content, Plan, Site};
use parsed::{Parsed, Read};

/// Everything that a site is made of, as it was read.
#[derive(Clone, Debug)]
pub struct Input {
    pub config: Arc<Config>,
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

/// A site that is ready to be rendered, with what is wrong with it. What is shared, is shared with the site before an edit.
#[derive(Debug)]
pub struct Compiled {
    pub config: Arc<Config>,
    pub catalog: Catalog,
    pub today: Today,
    pub schedule: Arc<wire::Schedule>,
    /// Sorted by file and place; what is allowed is left out.
    pub findings: Vec<Finding>,
    pub sources: Sources,
    /// What was found, before levels were set and what is allowed was dropped.
    found: Vec<Diagnostic>,
    baseline: Option<Baseline>,
    ids: OnceLock<wire::Ids>,
    theme: Arc<Theme>,
    plan: Plan,
}

/// Runs all phases up to the plan. What could not be read is left out, and the findings say so.
pub fn compile(input: Input) -> Compiled {
    let parsed = Parsed::anew(&input.config, &input.entries, &input.pages);
    let (openapi, policy, strict) = (input.openapi.clone(), input.policy, input.strict);
    let (compiled, _) = lay_out(input, parsed);
    let (found, findings) = compiled.judge(&openapi, policy, strict);
    Compiled { found, findings, ..compiled }
}

/// All phases but policy; and the plan of the day of the last entry, if that is to come.
fn lay_out(input: Input, parsed: Parsed) -> (Compiled, Option<(Today, Plan)>) {
    let Input { config, mut sources, mut findings, entries, pages, releases, files, theme, baseline, today, .. } =
        input;
    let texts = Texts { entries: &entries, releases: releases.as_ref() };
    let (catalog, problems) = read(&config, parsed, texts, Unreadable { findings: &findings, shown: &sources });
    findings.extend(problems);

    let view = catalog.as_of(today);
    let (theme_ready, problems) = Theme::new(theme.as_ref(), &site::global(&config, &catalog, today));
    findings.extend(problems);
    let files: BTreeSet<RelPath> = files.into_iter().collect();
    let ((plan, problems), schedule) = rayon::join(
        || site::plan(view, &config, &theme_ready, &files),
        || schedule::schedule(view, &config, baseline.as_ref()),
    );
    // An entry of a later day is checked as on its day.
    let later =
        last_day(&catalog, today).map(|day| (day, site::plan(catalog.as_of(day), &config, &theme_ready, &files)));
    let (later, later_problems) = later.map(|(day, (plan, problems))| ((day, plan), problems)).unzip();
    findings.extend(later_problems.unwrap_or(problems));
    diag::sort(&mut findings);
    sources.extend(entries);
    sources.extend(pages);
    sources.extend(input.openapi.into_iter().map(|file| file.source));
    sources.extend(releases);
    sources.extend(theme.into_iter().flat_map(|theme| theme.templates));
    let broken = findings.iter().filter(|finding| finding.rule.is_form()).cloned();
    let broken = broken.map(|diagnostic| Finding { level: Level::Deny, diagnostic }).collect();
    let compiled = Compiled {
        config,
        catalog,
        today,
        schedule: Arc::new(schedule),
        findings: broken,
        sources: sources.into_iter().collect(),
        found: findings,
        baseline,
        ids: OnceLock::new(),
        theme: Arc::new(theme_ready),
        plan,
    };
    (compiled, later)
}

/// The names of files below `changes/` that are no entries: parsed in vain, or not even read as text.
fn unread(
    parsed: &[Read<Arc<Entry>>],
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

/// The texts that a catalog is made of.
#[derive(Clone, Copy)]
struct Texts<'a> {
    entries: &'a [Source],
    releases: Option<&'a Source>,
}

/// What was parsed → the catalog, and what could not be read.
fn read(config: &Config, parsed: Parsed, texts: Texts<'_>, unreadable: Unreadable<'_>) -> (Catalog, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let unread = unread(&parsed.entries, texts.entries, unreadable.findings, unreadable.shown, config);
    let entries = split(parsed.entries, &mut findings);
    let pages = split(parsed.pages, &mut findings);
    let (releases, problems) = texts.releases.map(parse_releases).unwrap_or_default();
    findings.extend(problems);
    let (catalog, problems) = catalog::assemble(catalog::Input { entries, pages, releases, unread }, config);
    findings.extend(problems);
    (catalog, findings)
}

/// What could be read; what could not goes to the findings.
fn split<T>(parsed: Vec<Read<T>>, findings: &mut Vec<Diagnostic>) -> Vec<T> {
    let mut read = Vec::with_capacity(parsed.len());
    for (value, problems) in parsed {
        read.extend(value);
        findings.extend(problems);
    }
    read
}

/// The day of the last entry, if it is yet to come.
fn last_day(catalog: &Catalog, today: Today) -> Option<Today> {
    let last = catalog.changes().next()?.date().day();
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

    /// All places in [`Compiled::paths`], in the order in which rendering them costs least.
    pub fn order(&self) -> Vec<usize> {
        self.plan.order()
    }

    /// Whether this site was made of another, or that of this, with some entries replaced.
    pub fn is_of(&self, other: &Compiled) -> bool {
        Arc::ptr_eq(&self.theme, &other.theme)
    }

    /// Renders what stands at the n-th path.
    pub fn render(&self, index: usize) -> Result<Content, Box<Diagnostic>> {
        site::render(&self.site(), index)
    }

    /// What the rules of policy find as well, all of them: what `check` would report of this site. A site that was made
    /// without a baseline may be judged against one.
    pub fn in_full(&self, baseline: Option<&Baseline>) -> Vec<Finding> {
        match baseline {
            Some(baseline) => {
                let schedule = schedule::schedule(self.catalog.as_of(self.today), &self.config, Some(baseline));
                self.judge_by(
                    Published { baseline: Some(baseline), schedule: &schedule },
                    &[],
                    Scope::All,
                    Strictness::default(),
                )
            }
            None => self.judge(&[], Scope::All, Strictness::default()),
        }
        .1
    }

    /// All that is found, and the same at its levels.
    fn judge(&self, openapi: &[Described], policy: Scope, strict: Strictness) -> (Vec<Diagnostic>, Vec<Finding>) {
        self.judge_by(Published { baseline: self.baseline.as_ref(), schedule: &self.schedule }, openapi, policy, strict)
    }

    fn judge_by(
        &self,
        published: Published<'_>,
        openapi: &[Described],
        policy: Scope,
        strict: Strictness,
    ) -> (Vec<Diagnostic>, Vec<Finding>) {
        let feeds = feeds::sizes(&self.site(), policy);
        let unread = Unread::of(&self.found, &self.config, &self.catalog);
        let context = Context {
            config: &self.config,
            catalog: &self.catalog,
            schedule: published.schedule,
            baseline: published.baseline,
            today: self.today,
            unread: &unread,
            feeds: &feeds,
            openapi,
        };
        let mut found = self.found.clone();
        found.extend(policy::check(&context, policy));
        diag::sort(&mut found);
        let findings = levels::apply(found.clone(), &context, policy, strict);
        (found, findings)
    }

    fn site(&self) -> Site<'_> {
        Site {
            view: self.catalog.as_of(self.today),
            config: &self.config,
            schedule: &self.schedule,
            baseline: self.baseline.as_ref(),
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

    /// How many files could not be read whole: what rests on them is not judged.
    pub fn unread(&self) -> usize {
        Unread::of(&self.found, &self.config, &self.catalog).count()
    }

    /// Whether what every entry is judged by was read whole.
    pub fn can_judge(&self) -> bool {
        !Unread::of(&self.found, &self.config, &self.catalog).hides_standards()
    }

    /// How many findings fail a run.
    pub fn denied(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level == Level::Deny).count()
    }

    pub fn warned(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level == Level::Warn).count()
    }
}

/// What was published last, and the schedule that follows from it.
#[derive(Clone, Copy)]
struct Published<'a> {
    baseline: Option<&'a Baseline>,
    schedule: &'a wire::Schedule,
}

/// Findings with which nothing may be published: a broken file, and a broken promise, which would be the next baseline.
fn stops_publication(finding: &Finding) -> bool {
    let rule: Rule = finding.diagnostic.rule;
    rule.is_form() || (rule.family() == "promise" && finding.level == Level::Deny)
}
