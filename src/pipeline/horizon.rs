//! What will be found on the days to come because of the day alone: the rules that depend on today run again for each of
//! them, over the same content.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::Compiled;
use super::levels::{self, Strictness};
use crate::base::{RelPath, Span, Today};
use crate::diag::{self, Diagnostic, Finding, Level, Rule};
use crate::policy::{self, Context, Scope, Unread};

/// What tells two findings of a rule apart, whatever their words are on a day.
type Key = (Rule, RelPath, Option<Span>);

impl Compiled {
    /// Adds as notes what is not found today but begins within `days`, each with its day.
    pub fn look_ahead(&mut self, days: u16) {
        let unread = Unread::of(&self.found, &self.config, &self.catalog);
        let mut seen: BTreeSet<Key> = self.findings.iter().map(|finding| key(&finding.diagnostic)).collect();
        for ahead in 1..=i64::from(days) {
            let Ok(day) = self.today.0.checked_add(ahead.days()) else { break };
            for finding in self.timed_on(Today(day), &unread) {
                if seen.insert(key(&finding)) {
                    self.findings.push(Finding { level: Level::Note, diagnostic: begins(finding, Today(day)) });
                }
            }
        }
        self.findings.sort_by(|a, b| diag::order(&a.diagnostic, &b.diagnostic));
    }

    /// What is reported on a day, save what is only found for other reasons than the day.
    fn timed_on(&self, day: Today, unread: &Unread) -> Vec<Diagnostic> {
        let context = Context {
            config: &self.config,
            catalog: &self.catalog,
            schedule: &self.schedule,
            baseline: self.baseline.as_ref(),
            today: day,
            unread,
            feeds: &[],
            openapi: &[],
        };
        let lasting = self.found.iter().filter(|finding| !finding.rule.depends_on_today()).cloned();
        let mut found: Vec<Diagnostic> = lasting.chain(policy::check(&context, Scope::Timed)).collect();
        diag::sort(&mut found);
        let levelled = levels::apply(found, &context, Scope::All, Strictness::default());
        levelled.into_iter().map(|finding| finding.diagnostic).collect()
    }
}

fn key(finding: &Diagnostic) -> Key {
    (finding.rule, finding.primary.path.clone(), finding.primary.span)
}

fn begins(finding: Diagnostic, day: Today) -> Diagnostic {
    let message = format!("from {} on: {}", day.0, finding.message);
    Diagnostic { message, ..finding }
}
