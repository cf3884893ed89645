//! Sets the level of every finding: default < `[policy.levels]` < the entry's `[[allow]]` < the command line. What is
//! allowed is dropped; an `[[allow]]` that silences nothing, or no longer, is a finding of its own.

use std::collections::BTreeMap;

use crate::base::{At, Date, RelPath};
use crate::config::Config;
use crate::diag::{self, Diagnostic, Finding, Level, Rule};
use crate::entry::Allow;
use crate::policy::{Context, Scope};

/// What the command line says of levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strictness {
    /// Findings that come with the day alone are denied.
    pub time: bool,
    /// Warnings are denied.
    pub warnings: bool,
}

pub fn apply(findings: Vec<Diagnostic>, context: &Context<'_>, scope: Scope, strict: Strictness) -> Vec<Finding> {
    let mut allows = Allows::of(context);
    let mut told: Vec<Diagnostic> =
        findings.into_iter().filter(|finding| finding.rule.is_form() || !allows.silence(finding)).collect();
    if scope == Scope::All {
        told.extend(allows.findings());
        diag::sort(&mut told);
    }
    let levelled =
        told.into_iter().map(|diagnostic| Finding { level: level(&diagnostic, context.config, strict), diagnostic });
    levelled.filter(|finding| finding.level != Level::Allow).collect()
}

/// The level of a finding that no `[[allow]]` silences.
pub fn level(finding: &Diagnostic, config: &Config, strict: Strictness) -> Level {
    let rule = finding.rule;
    if rule.is_fixed() {
        return Level::Deny;
    }
    let set = config.levels.iter().rfind(|(known, _)| known.value == rule).map(|(_, level)| *level);
    let default = if finding.grave { Level::Deny } else { rule.default_level() };
    match set.unwrap_or(default) {
        Level::Warn if strict.warnings || (strict.time && rule.depends_on_today()) => Level::Deny,
        level => level,
    }
}

/// The `[[allow]]` tables of all entries, and which of them were needed.
struct Allows<'a> {
    of_entries: BTreeMap<&'a RelPath, Vec<(&'a Allow, bool)>>,
    today: Date,
    /// Whether descriptions of APIs were there to be judged.
    has_openapi: bool,
    /// Whether every file was read whole. If not, what would need a table may wait.
    is_whole: bool,
}

impl<'a> Allows<'a> {
    fn of(context: &Context<'a>) -> Self {
        let entries = context.catalog.changes().map(|change| &change.entry).filter(|entry| !entry.allow.is_empty());
        let of_entries =
            entries.map(|entry| (&entry.path, entry.allow.iter().map(|allow| (allow, false)).collect())).collect();
        Allows {
            of_entries,
            today: context.today.0,
            has_openapi: !context.openapi.is_empty(),
            is_whole: context.unread.is_empty(),
        }
    }

    /// Whether the entry allows a finding; the table that does is marked as needed. That a promise vanished cannot be allowed.
    fn silence(&mut self, finding: &Diagnostic) -> bool {
        let Some(allows) = self.of_entries.get_mut(&finding.primary.path) else { return false };
        let mut silenced = false;
        for (allow, needed) in allows.iter_mut().filter(|(allow, _)| allow.rule.value == finding.rule) {
            *needed = true;
            silenced |= holds(allow, self.today) && finding.rule != Rule::Vanished;
        }
        silenced
    }

    fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        self.of_entries.iter().flat_map(|(path, allows)| {
            allows.iter().filter_map(|(allow, needed)| match (&allow.until, needed) {
                (Some(until), true) if !holds(allow, self.today) => Some(expired(path, until)),
                (_, true) => None,
                (_, false) if !self.is_whole => None,
                // The day alone decides whether such a rule is broken: it may be tomorrow.
                _ if allow.rule.value.depends_on_today() => None,
                // Nothing was handed in for such a rule to judge.
                _ if allow.rule.value.family() == "openapi" && !self.has_openapi => None,
                (_, false) => Some(unused(path, allow)),
            })
        })
    }
}

fn holds(allow: &Allow, today: Date) -> bool {
    allow.until.as_ref().is_none_or(|until| today <= until.value)
}

fn expired(path: &RelPath, until: &At<Date>) -> Diagnostic {
    let finding = Diagnostic::new(
        Rule::AllowExpired,
        path,
        until.span,
        format!("what was allowed until {} is reported again", until.value),
    );
    finding.help("mend what is reported, or allow it until a later day, with the reason")
}

fn unused(path: &RelPath, allow: &Allow) -> Diagnostic {
    let finding = Diagnostic::new(
        Rule::AllowUnused,
        path,
        allow.rule.span,
        format!("nothing here breaks `{}`", allow.rule.value),
    );
    finding.help("delete this `[[allow]]`")
}
