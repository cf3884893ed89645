//! The files of a change + the components' `paths` → which components changed without an entry that says so. It judges a
//! change to the platform's code, not the site, and needs no baseline; the rule `gate/no-entry` words what is lacking.

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::base::{RelPath, Slug};
use crate::catalog::{Catalog, Change, Component};
use crate::config::Config;

/// A change that somebody submits.
#[derive(Clone, Debug)]
pub struct Submitted<'a> {
    /// Paths in the repository.
    pub files: &'a BTreeSet<String>,
    /// The path of the site in the repository: empty, or ending in `/`.
    pub prefix: &'a str,
    pub labels: &'a [String],
}

/// Whether a change may go in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No component says where its code lies.
    Unguarded,
    /// The components that changed, each with an entry of its own.
    Told(Vec<Slug>),
    /// Components lack an entry, and a label says that they need none.
    Excused {
        label: String,
        lacking: Vec<Lacking>,
    },
    Refused(Vec<Lacking>),
}

/// A component whose code changed, and no entry with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    pub component: Slug,
    /// Its changed files, sorted.
    pub files: Vec<String>,
    /// Its changed entries that tell nobody, since they are drafts.
    pub drafts: Vec<RelPath>,
}

/// Judges a change. `catalog` is that of the site with the change.
///
/// # Errors
/// If patterns are too large to be matched.
pub fn judge(config: &Config, catalog: &Catalog, submitted: &Submitted<'_>) -> Result<Verdict, globset::Error> {
    if config.components.iter().all(|component| component.paths.is_empty()) {
        return Ok(Verdict::Unguarded);
    }
    let skipped = patterns(&config.gate.skip_paths)?;
    let code: Vec<&String> = submitted
        .files
        .iter()
        .filter(|file| !skipped.is_match(file) && !is_of_site(file, config, submitted.prefix))
        .collect();
    let (mut told, mut lacking) = (Vec::new(), Vec::new());
    for component in catalog.components() {
        let own = patterns(&component.config.paths)?;
        let files: Vec<String> = code.iter().filter(|file| own.is_match(file)).map(|file| (*file).clone()).collect();
        if files.is_empty() {
            continue;
        }
        let (drafts, entries): (Vec<&Change>, Vec<&Change>) =
            changed_entries(catalog, component, submitted).partition(|change| change.entry.draft);
        match entries.is_empty() {
            false => told.push(component.id().clone()),
            true => lacking.push(Lacking {
                component: component.id().clone(),
                files,
                drafts: drafts.into_iter().map(|change| change.entry.path.clone()).collect(),
            }),
        }
    }
    if lacking.is_empty() {
        return Ok(Verdict::Told(told));
    }
    let excuse = config.gate.skip_label.as_ref().filter(|label| submitted.labels.contains(label));
    Ok(match excuse {
        Some(label) => Verdict::Excused { label: label.clone(), lacking },
        None => Verdict::Refused(lacking),
    })
}

/// Entries that the change adds or edits, and that the component shows as its own or `also`.
fn changed_entries<'c>(
    catalog: &'c Catalog,
    component: &'c Component,
    submitted: &'c Submitted<'_>,
) -> impl Iterator<Item = &'c Change> {
    let shown = component.changes.iter().chain(&component.also).map(|index| catalog.change(*index));
    shown.filter(|change| submitted.files.contains(&format!("{}{}", submitted.prefix, change.entry.path)))
}

/// The site's own files are no code, even where a component's patterns reach them.
fn is_of_site(file: &str, config: &Config, prefix: &str) -> bool {
    file.strip_prefix(prefix).is_some_and(|file| {
        file == "book.toml" || file.strip_prefix(config.src.as_str()).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// Patterns as in .gitignore: a folder stands for all in it, `*` stays within a folder, and what has no `/` matches anywhere.
fn patterns(written: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in written {
        let plain = pattern.trim_end_matches('/');
        let anchored = match plain.strip_prefix('/') {
            Some(rest) => rest.to_owned(),
            None if plain.contains('/') => plain.to_owned(),
            None => format!("**/{plain}"),
        };
        for glob in [format!("{anchored}/**"), anchored] {
            set.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
        }
    }
    set.build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let matches = |pattern: &str, path: &str| patterns(&[pattern.to_owned()]).unwrap().is_match(path);
        for (pattern, path) in [
            ("services/api/**", "services/api/a/b.go"),
            ("services/api", "services/api/b.go"),
            ("services/api/", "services/api/a/b.go"),
            ("/api", "api/a.go"),
            ("*.go", "services/api/a.go"),
            ("**/*_test.go", "a_test.go"),
            ("**/*_test.go", "x/y/a_test.go"),
            ("{a,b}/**", "b/x"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("services/api/**", "services/apis/b.go"), ("services/*.go", "services/api/b.go"), ("/api", "x/api/a.go")]
        {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
