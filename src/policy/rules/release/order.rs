//! release/order

use std::collections::{BTreeMap, BTreeSet};

use super::outliers::outliers;
use crate::base::{Date, RelPath, Span, Version};
use crate::catalog::{Component, Release};
use crate::diag::{Diagnostic, Rule};
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::ReleaseOrder, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "A version is dated before a lower one of the same line.",
    why: "One of the two dates, or one of the two versions, is wrong. Releases are listed by version and read by date; and when a removal version is out decides when a promise is due.",
    example: r#"
```toml
[[release]]
component = "deploy-api"
version = "3.4.0"
date = 2025-06-17

[[release]]
component = "deploy-api"
version = "3.5.0"
date = 2025-05-23
```
"#,
    remedy: "Correct the date or the version of one of the two. A backport is in order: 3.4.1 may follow 4.0.0, and 3.5.1 may precede 3.4.2. Compared are the versions of one minor among themselves, the first versions of the minors of one major, and those of the majors.",
    settings: "`date` in releases.toml, or else the date of the first entry that carries the version.",
    source: "Semantic Versioning 2.0.0, item 11 (precedence), and the practice of keeping several lines alive.",
};

/// Versions that follow one another in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Majors,
    MinorsOf(u64),
    PatchesOf(u64, u64),
}

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    context.catalog.components().iter().flat_map(|component| of_component(context, component)).collect()
}

fn of_component(context: &Context<'_>, component: &Component) -> Vec<Diagnostic> {
    let mut told: BTreeSet<&Version> = BTreeSet::new();
    let mut findings = Vec::new();
    for line in lines(component).values() {
        let days: Vec<Date> = line.iter().map(|(_, day)| *day).collect();
        let out = outliers(&days);
        for index in &out {
            let is_in_order = |other: &usize| out.binary_search(other).is_err();
            // One finding for each release, however many lines it stands in.
            if told.insert(&line[*index].0.version) {
                findings.extend(finding(context, component, line[*index], contradicting(line, *index, is_in_order)));
            }
        }
    }
    findings
}

type Dated<'a> = (&'a Release, Date);

/// The dated releases of each line, the lowest version first: a release stands in its minor's, and as the first of its
/// minor in its major's, and as the first of its major in that of the majors.
fn lines(component: &Component) -> BTreeMap<Line, Vec<Dated<'_>>> {
    let mut lines: BTreeMap<Line, Vec<Dated<'_>>> = BTreeMap::new();
    for (release, since) in component.releases.iter().rev().filter_map(|release| Some((release, release.since?))) {
        let (major, minor) = (release.version.major, release.version.minor);
        for line in [Line::PatchesOf(major, minor), Line::MinorsOf(major), Line::Majors] {
            let row = lines.entry(line).or_default();
            row.push((release, since));
            if row.len() > 1 {
                break;
            }
        }
    }
    lines
}

/// The nearest release in order that a release contradicts: a lower one of a later day, or a higher one of an earlier day.
fn contradicting<'a>(line: &[Dated<'a>], index: usize, is_in_order: impl Fn(&usize) -> bool) -> Option<Dated<'a>> {
    let day = line[index].1;
    let lower = (0..index).rev().filter(&is_in_order).find(|other| line[*other].1 > day);
    let higher = || (index + 1..line.len()).filter(&is_in_order).find(|other| line[*other].1 < day);
    lower.or_else(higher).map(|other| line[other])
}

fn finding(
    context: &Context<'_>,
    component: &Component,
    (release, day): Dated<'_>,
    other: Option<Dated<'_>>,
) -> Option<Diagnostic> {
    let (other, other_day) = other?;
    let ((path, span), (other_path, there)) = (place(context, release)?, place(context, other)?);
    let order = if day < other_day { "before" } else { "after" };
    let message = format!(
        "{} {} is dated {day}, {order} {}, which is dated {other_day}",
        component.id(),
        release.version,
        other.version
    );
    let finding = Diagnostic::new(Rule::ReleaseOrder, path, span, message);
    let height = if day < other_day { "the lower version" } else { "the higher version" };
    Some(finding.label(other_path, there, height).help("correct the date or the version of one of the two"))
}

/// Where the day of a release is said: its row, or the first entry that carries it.
fn place<'a>(context: &Context<'a>, release: &'a Release) -> Option<(&'a RelPath, Span)> {
    if let Some(row) = release.row.as_ref().filter(|row| row.date.is_some() || release.changes.is_empty()) {
        return Some((&row.path, row.date.unwrap_or(row.version)));
    }
    let entry = &context.catalog.change(*release.changes.last()?).entry;
    Some((&entry.path, entry.version.as_ref()?.span))
}
