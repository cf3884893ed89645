//! `check --needs-entry`: whether a change to the platform's code comes with an entry that tells of it.

use clap::Args;

use super::global::Global;
use crate::form::read::listing;
use crate::pipeline::{Compiled, Strictness};
use crate::policy::gate::{Submitted, Verdict};
use crate::shell::Failure;
use crate::shell::git::{Changed, changed_since, prefix_of};

/// Whether a change to the platform's code needs an entry.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// Fail when a component's code changed, and no entry of it: see `paths` and `[gate]` of book.toml
    #[arg(long, requires = "changed")]
    needs_entry: bool,
    /// What changed: paths in the repository, or `git:REF` for all that changed since a commit, such as `git:main`
    #[arg(long, value_name = "FILE|git:REF", num_args = 1.., requires = "needs_entry")]
    changed: Vec<String>,
    /// The labels of the change; `skip-label` of `[gate]` lets it pass
    #[arg(long = "label", value_name = "NAME", num_args = 1.., requires = "needs_entry")]
    labels: Vec<String>,
}

impl GateArgs {
    pub fn is_asked(&self) -> bool {
        self.needs_entry
    }

    /// Judges the change, if that is asked for: what it lacks is a finding, and what else there is to say is for stderr.
    pub fn judge(&self, global: &Global, site: &mut Compiled, strict: Strictness) -> Result<Option<String>, Failure> {
        if !self.needs_entry {
            return Ok(None);
        }
        let Changed { files, prefix } = self.changed(global)?;
        let submitted = Submitted { files: &files, prefix: &prefix, labels: &self.labels };
        let verdict = site.submit(&submitted, strict).map_err(|error| {
            Failure::new("the patterns of book.toml cannot be matched", "shorten `paths` and `skip-paths`")
                .because(error)
        })?;
        Ok(match verdict {
            Verdict::Unguarded => Some("no component has `paths` in book.toml: no change needs an entry".to_owned()),
            Verdict::Told(components) if components.is_empty() => {
                Some("no component's code changed: no entry is needed".to_owned())
            }
            Verdict::Told(components) => {
                let names = listing(components.iter().map(|component| component.as_str()));
                Some(format!("every component that changed has an entry: {names}"))
            }
            Verdict::Excused { label, lacking } => {
                let names = listing(lacking.iter().map(|lacking| lacking.component.as_str()));
                Some(format!("note: {names} changed without an entry, as the label `{label}` allows"))
            }
            Verdict::Refused(_) => None,
        })
    }

    /// All that was named, and all since the commits that were named.
    fn changed(&self, global: &Global) -> Result<Changed, Failure> {
        let mut changed = Changed { prefix: prefix_of(&global.root)?, ..Changed::default() };
        for named in &self.changed {
            match named.strip_prefix("git:") {
                Some(reference) => {
                    let since = changed_since(&global.root, reference)?;
                    changed.files.extend(since.files);
                    changed.prefix = since.prefix;
                }
                None => {
                    changed.files.insert(path(named)?);
                }
            }
        }
        Ok(changed)
    }
}

/// A path in the repository, as git writes it.
fn path(named: &str) -> Result<String, Failure> {
    let path = named.replace('\\', "/");
    let path = path.trim_start_matches("./");
    if path.is_empty() || path.starts_with('/') || path.split('/').any(|part| part == "..") {
        let message = format!("`{named}` is no path in the repository");
        return Err(Failure::new(message, "name files as `git diff --name-only` does, or say `git:REF`"));
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_repository() {
        assert_eq!(path("./a\\b.go").unwrap(), "a/b.go");
        for named in ["/etc/passwd", "../a", "a/../b", ""] {
            assert!(path(named).is_err(), "{named}");
        }
    }
}
