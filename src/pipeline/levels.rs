//! Sets the level of every finding: default, then `[policy.levels]`; what an entry's `[[allow]]` silences is dropped.

use std::collections::BTreeMap;

use crate::base::{RelPath, Today};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::diag::{Diagnostic, Finding, Level};
use crate::entry::Allow;

pub fn apply(findings: Vec<Diagnostic>, config: &Config, catalog: &Catalog, today: Today) -> Vec<Finding> {
    let allowed: BTreeMap<&RelPath, &[Allow]> = catalog
        .changes()
        .iter()
        .filter(|change| !change.entry.allow.is_empty())
        .map(|change| (&change.entry.path, change.entry.allow.as_slice()))
        .collect();
    let silenced = |finding: &Diagnostic| {
        let allows = allowed.get(&finding.primary.path).copied().unwrap_or_default();
        let holds = |allow: &Allow| allow.until.as_ref().is_none_or(|until| today.0 <= until.value);
        allows.iter().any(|allow| allow.rule.value == finding.rule && holds(allow))
    };
    let levelled =
        findings.into_iter().filter(|finding| finding.rule.is_form() || !silenced(finding)).map(|diagnostic| {
            let set = config.levels.iter().rfind(|(rule, _)| rule.value == diagnostic.rule).map(|(_, level)| *level);
            let level = set.filter(|_| !diagnostic.rule.is_form()).unwrap_or(diagnostic.rule.default_level());
            Finding { level, diagnostic }
        });
    levelled.filter(|finding| finding.level != Level::Allow).collect()
}
