//! `check --needs-entry`: whether a change to the platform's code comes with an entry that tells of it.

use clap::Args;

use super::build::plural;
use super::global::Global;
use crate::form::read::listing;
use crate::pipeline::Compiled;
use crate::policy::gate::{self, Lacking, Submitted, Verdict};
use crate::report::printable;
use crate::shell::Failure;
use crate::shell::git::{Changed, changed_since, prefix_of};

/// How many files are named; the rest is counted.
const NAMED: usize = 10;

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

/// Whether the change may go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    Open,
    Closed,
}

impl GateArgs {
    /// Judges the change, if that is asked for, and says on stderr what it lacks: stdout is for the findings.
    pub fn judge(&self, global: &Global, site: &Compiled) -> Result<Gate, Failure> {
        if !self.needs_entry {
            return Ok(Gate::Open);
        }
        let Changed { files, prefix } = self.changed(global)?;
        let submitted = Submitted { files: &files, prefix: &prefix, labels: &self.labels };
        let verdict = gate::judge(&site.config, &site.catalog, &submitted).map_err(|error| {
            Failure::new("the patterns of book.toml cannot be matched", "shorten `paths` and `skip-paths`")
                .because(error)
        })?;
        match verdict {
            Verdict::Unguarded => {
                global.say("no component has `paths` in book.toml: no change needs an entry");
            }
            Verdict::Told(components) if components.is_empty() => {
                global.say("no component's code changed: no entry is needed");
            }
            Verdict::Told(components) => {
                let names = listing(components.iter().map(|component| component.as_str()));
                global.say(&format!("every component that changed has an entry: {names}"));
            }
            Verdict::Excused { label, lacking } => {
                let names = listing(lacking.iter().map(|lacking| lacking.component.as_str()));
                global.say(&format!("note: {names} changed without an entry, as the label `{label}` allows"));
            }
            Verdict::Refused(lacking) => {
                for lacking in &lacking {
                    anstream::eprint!("{}", words(lacking, site.config.gate.skip_label.as_deref()));
                }
                return Ok(Gate::Closed);
            }
        }
        Ok(Gate::Open)
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

fn words(lacking: &Lacking, skip_label: Option<&str>) -> String {
    let Lacking { component, files, drafts } = lacking;
    let mut text = format!("error: `{component}` changed without an entry that tells of it\n");
    for file in files.iter().take(NAMED) {
        text.push_str(&format!("  {}\n", printable(file)));
    }
    if files.len() > NAMED {
        text.push_str(&format!("  and {}\n", plural(files.len() - NAMED, "more file", "more files")));
    }
    for draft in drafts {
        text.push_str(&format!("  note: `{}` is a draft, and tells nobody\n", printable(draft.as_str())));
    }
    let label = skip_label
        .map_or_else(String::new, |label| format!("; if its users need not know, label the change `{label}`"));
    text.push_str(&format!("  help: write one with `forewarn new --component {component}`{label}\n"));
    text
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

    #[test]
    fn many_files_are_counted() {
        let component = crate::base::Slug::new("api").unwrap();
        let files = (0..12).map(|number| format!("a/{number:02}.go")).collect();
        let text = words(&Lacking { component, files, drafts: Vec::new() }, None);
        assert!(text.contains("  a/09.go\n  and 2 more files\n  help: write one"), "{text}");
    }
}
