//! Which findings `check` reports, and how far ahead it looks.

use clap::Args;

use super::explain;
use crate::diag::Rule;
use crate::form::nearest;
use crate::pipeline::{Compiled, Selection};
use crate::shell::Failure;

#[derive(Debug, Args)]
pub struct SelectionArgs {
    /// Report only this rule (repeatable), and files that are broken
    #[arg(long = "rule", value_name = "NAME")]
    rules: Vec<String>,
    /// Report only what is found in the file of this entry
    #[arg(long, value_name = "ID")]
    entry: Option<String>,
    /// Report too, as notes, what will be found within so many days because of the day alone, such as 30d
    #[arg(long, value_name = "DAYS", value_parser = days)]
    horizon: Option<u16>,
}

impl SelectionArgs {
    pub fn apply(&self, compiled: &mut Compiled) -> Result<(), Failure> {
        let rules: Result<_, Failure> = self.rules.iter().map(|name| rule(name)).collect();
        let entry = self.entry.as_deref().map(|id| entry(compiled, id)).transpose()?;
        let selection = Selection { rules: rules?, entry };
        if let Some(days) = self.horizon {
            compiled.look_ahead(days);
        }
        compiled.select(&selection);
        Ok(())
    }
}

fn rule(name: &str) -> Result<Rule, Failure> {
    Rule::find(name).map_err(|_| explain::unknown(name))
}

fn entry(compiled: &Compiled, id: &str) -> Result<crate::base::RelPath, Failure> {
    if let Some(path) = compiled.entry_path(id) {
        return Ok(path.clone());
    }
    let hint = match nearest(id, compiled.catalog.ids().map(|(known, _)| known.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a file that is broken has no id: run `forewarn check` without `--entry`".to_owned(),
    };
    Err(Failure::new(format!("there is no entry `{id}`"), hint))
}

/// Looking further ahead than this finds nothing that anybody plans for.
const MAX_DAYS: u16 = 3660;

/// `30d`, or `30`.
pub(super) fn days(text: &str) -> Result<u16, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    let days = number.parse().ok().filter(|days| *days <= MAX_DAYS);
    days.ok_or_else(|| format!("write a number of days up to {MAX_DAYS}, such as `30d`"))
}
