//! A rule: its documentation and its check.

use std::fmt;

use super::Context;
use crate::diag::{Diagnostic, Rule};

/// A rule as the registry holds it.
#[derive(Clone, Copy)]
pub struct Definition {
    pub rule: Rule,
    pub docs: Docs,
    /// `None`: found while a file is read or the site is planned, and only documented here.
    pub check: Option<fn(&Context<'_>) -> Vec<Diagnostic>>,
}

impl fmt::Debug for Definition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Definition({})", self.rule)
    }
}

/// What `explain` and the rule's page say. Every text is Markdown; all but `settings` are required.
#[derive(Clone, Copy, Debug)]
pub struct Docs {
    /// One line: what it flags.
    pub flags: &'static str,
    /// Why that matters to a reader.
    pub why: &'static str,
    /// An entry, or a part of one, that it flags.
    pub example: &'static str,
    /// How to satisfy it.
    pub remedy: &'static str,
    /// The keys of book.toml or of an entry that bear on it; empty if there are none.
    pub settings: &'static str,
    /// Where the idea comes from.
    pub source: &'static str,
}

impl Definition {
    /// The rule's documentation as Markdown, without a heading of its own.
    pub fn markdown(&self) -> String {
        let Docs { flags, why, example, remedy, settings, source } = self.docs;
        let mut text =
            format!("{flags}\n\n## Why\n\n{why}\n\n## Example\n\n{}\n\n## What to do\n\n{remedy}\n", example.trim());
        if !settings.is_empty() {
            text.push_str(&format!("\n## Settings\n\n{settings}\n"));
        }
        text.push_str(&format!("\n## Level\n\n{}\n\n## Source\n\n{source}\n", self.level_words()));
        text
    }

    fn level_words(&self) -> String {
        let level = self.rule.default_level().name();
        if self.rule.is_form() {
            "Always an error: nothing sound can be built on a broken file.".to_owned()
        } else if self.rule.is_fixed() {
            format!("Always `{level}`: neither `[policy.levels]` nor an `[[allow]]` can lower it.")
        } else if self.rule.depends_on_today() {
            format!(
                "`{level}`, and `deny` with `--strict-time`: it depends on the day, so it turns a nightly run red and not an unrelated change."
            )
        } else {
            format!("`{level}` unless `[policy.levels]` of book.toml says otherwise.")
        }
    }
}
