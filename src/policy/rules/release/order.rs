//! release/order

use std::collections::BTreeMap;

use crate::base::{Date, RelPath, Span};
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
    let mut latest: BTreeMap<Line, (&Release, Date)> = BTreeMap::new();
    let mut findings = Vec::new();
    // From the lowest version up; one finding for each release, however many lines it stands in.
    for (release, since) in component.releases.iter().rev().filter_map(|release| Some((release, release.since?))) {
        let mut later = None;
        for line in lines(release, &latest) {
            let before = latest.get(&line).copied();
            later = later.or(before.filter(|(_, day)| since < *day).map(|(lower, _)| lower));
            if before.is_none_or(|(_, day)| day <= since) {
                latest.insert(line, (release, since));
            }
        }
        findings.extend(later.and_then(|lower| finding(context, component, release, lower)));
    }
    findings
}

/// The lines in which a release stands: its minor's always, its major's and the majors' as the first of each.
fn lines(release: &Release, seen: &BTreeMap<Line, (&Release, Date)>) -> Vec<Line> {
    let (major, minor) = (release.version.major, release.version.minor);
    let (majors, minors, patches) = (Line::Majors, Line::MinorsOf(major), Line::PatchesOf(major, minor));
    match (seen.contains_key(&patches), seen.contains_key(&minors)) {
        (true, _) => vec![patches],
        (false, true) => vec![patches, minors],
        (false, false) => vec![patches, minors, majors],
    }
}

fn finding(context: &Context<'_>, component: &Component, release: &Release, lower: &Release) -> Option<Diagnostic> {
    let ((path, span), (other, there)) = (place(context, release)?, place(context, lower)?);
    let day = |release: &Release| release.since.map(|day| day.to_string()).unwrap_or_default();
    let message = format!(
        "{} {} is dated {}, before {}, which is dated {}",
        component.id(),
        release.version,
        day(release),
        lower.version,
        day(lower)
    );
    let finding = Diagnostic::new(Rule::ReleaseOrder, path, span, message);
    Some(finding.label(other, there, "the lower version").help("correct the date or the version of one of the two"))
}

/// Where the day of a release is said: its row, or the first entry that carries it.
fn place<'a>(context: &Context<'a>, release: &'a Release) -> Option<(&'a RelPath, Span)> {
    if let Some(row) = release.row.as_ref().filter(|row| row.date.is_some() || release.changes.is_empty()) {
        return Some((&row.path, row.date.unwrap_or(row.version)));
    }
    let entry = &context.catalog.change(*release.changes.last()?).entry;
    Some((&entry.path, entry.version.as_ref()?.span))
}
