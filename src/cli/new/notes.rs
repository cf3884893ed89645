//! What is said of an entry once it is written: it did not keep it from being written, and its author should know.

use std::collections::BTreeSet;

use crate::base::{RelPath, Version};
use crate::cli::changed;
use crate::cli::global::Global;
use crate::diag::{Finding, Level};
use crate::pipeline::Compiled;
use crate::report;

/// The warnings that `check` gives with the entry and not without it, a line each.
pub fn say_findings(global: &Global, before: &Compiled, after: &Compiled) {
    let new: Vec<Finding> =
        changed::new(before, after).filter(|finding| finding.level >= Level::Warn).cloned().collect();
    if new.is_empty() {
        return;
    }
    global.say(report::short(&new, &after.sources).trim_end());
    let rules: BTreeSet<&str> = new.iter().map(|finding| finding.diagnostic.rule.name()).collect();
    let rules: Vec<String> = rules.into_iter().map(|rule| format!("`forewarn explain {rule}`")).collect();
    global.say(&format!("help: {} says what to write", rules.join(", ")));
}

/// A version that releases.toml does not list is out with the entry that carries it.
pub fn say_unlisted(global: &Global, site: &Compiled, path: &RelPath, version: &Version) {
    let change = site.catalog.changes().find(|change| change.entry.path == *path);
    let Some(change) = change else { return };
    let component = site.catalog.component(change.component);
    let Some(release) = component.releases.find(version).filter(|release| release.row.is_none()) else { return };
    let day = release.since.map(|day| format!(", on {day}")).unwrap_or_default();
    global.say(&format!(
        "note: {version} has no row in `{}/releases.toml`: with this entry it counts as released{day}\n  \
         help: if it is not out yet, delete `version`: `forewarn release {} {version}` writes it, and the row, when it is",
        site.config.src,
        component.id(),
    ));
}
