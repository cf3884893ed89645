//! Which findings of a run are asked for.

use std::collections::BTreeSet;

use super::Compiled;
use crate::base::RelPath;
use crate::diag::{Finding, Rule};

/// Only these rules, and only one entry; both as far as given.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub rules: BTreeSet<Rule>,
    pub entry: Option<RelPath>,
}

impl Selection {
    fn wants(&self, finding: &Finding) -> bool {
        let (rule, path) = (finding.diagnostic.rule, &finding.diagnostic.primary.path);
        // What is broken was not judged by any rule, and what vanished has no file: to leave those out would be a false pass.
        let of_rule = self.rules.is_empty() || self.rules.contains(&rule);
        rule.is_fixed() || (of_rule && self.entry.as_ref().is_none_or(|entry| entry == path))
    }
}

impl Compiled {
    /// Drops the findings that are not asked for. All rules have run, so that an `[[allow]]` that is needed is not reported
    /// as unused.
    pub fn select(&mut self, selection: &Selection) {
        self.findings.retain(|finding| selection.wants(finding));
    }

    /// The file of an entry, by its id or a former one.
    pub fn entry_path(&self, id: &str) -> Option<&RelPath> {
        let index = self.catalog.find(id)?;
        Some(&self.catalog.change(index).entry.path)
    }
}
