//! `forewarn explain`: what a rule flags, why, and what to do.

use clap::{Args as ClapArgs, ValueEnum};

use super::Done;
use super::global::Global;
use super::stdout;
use crate::diag::Rule;
use crate::policy::{self, Definition};
use crate::report;
use crate::shell::{Failure, terminal};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The rule, as `check` names it: `family/defect`; or a family [default: all rules, a line each]
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// As it stands on the rule's page
    Markdown,
}

pub fn run(global: &Global, args: &Args) -> Done {
    let width = terminal::width();
    let text = match &args.rule {
        None => match args.format {
            Format::Text => report::list(Rule::ALL, global.styled(), width),
            Format::Markdown => report::index_page(),
        },
        Some(name) => match rules_named(name)?.as_slice() {
            [rule] => {
                let definition = definition(*rule)?;
                match args.format {
                    Format::Text => report::explained(definition, global.styled(), width),
                    Format::Markdown => format!("# {rule}\n\n{}", definition.markdown()),
                }
            }
            family => report::list(family, global.styled(), width),
        },
    };
    Ok(stdout::print(&text, global.styled())?)
}

/// The rule of this name, or all rules of a family.
fn rules_named(name: &str) -> Result<Vec<Rule>, Failure> {
    let family = name.trim_end_matches('/');
    let of_family: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| rule.family() == family).collect();
    if !of_family.is_empty() {
        return Ok(of_family);
    }
    Rule::find(name).map(|rule| vec![rule]).map_err(|_| unknown(name))
}

fn definition(rule: Rule) -> Result<&'static Definition, Failure> {
    policy::definition(rule)
        .ok_or_else(|| Failure::new(format!("`{rule}` has no documentation"), "this is a bug of forewarn; report it"))
}

/// There is no rule of this name; the near ones are offered.
pub fn unknown(name: &str) -> Failure {
    let near = near(name);
    let hint = match near.as_slice() {
        [] => "`forewarn explain` lists all rules".to_owned(),
        near => {
            format!("did you mean {}?", near.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(" or "))
        }
    };
    Failure::new(format!("there is no rule `{name}`"), hint)
}

/// The rules whose defect has this name, whose name is near, or holds it.
fn near(name: &str) -> Vec<Rule> {
    const MOST: usize = 3;
    let defect = |name: &'static str| name.split_once('/').map_or(name, |(_, defect)| defect);
    let asked = name.rsplit('/').next().unwrap_or(name);
    let same: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| defect(rule.name()) == asked).collect();
    if !same.is_empty() {
        return same;
    }
    let distance = |rule: &Rule| {
        let whole = strsim::damerau_levenshtein(rule.name(), name);
        whole.min(strsim::damerau_levenshtein(defect(rule.name()), asked))
    };
    let mut near: Vec<(usize, Rule)> = Rule::ALL.iter().map(|rule| (distance(rule), *rule)).collect();
    near.sort();
    let close = |(distance, _): &&(usize, Rule)| *distance <= 1 + asked.len() / 4;
    let close: Vec<Rule> = near.iter().filter(close).map(|(_, rule)| *rule).take(MOST).collect();
    if !close.is_empty() || asked.len() < 3 {
        return close;
    }
    Rule::ALL.iter().copied().filter(|rule| rule.name().contains(asked)).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered() {
        assert_eq!(near("notice/to-short"), [Rule::NoticeTooShort]);
        assert_eq!(near("too-short"), [Rule::NoticeTooShort]);
        assert_eq!(near("date/overdue"), [Rule::Overdue]);
        assert_eq!(near("samples"), [Rule::NoSamples]);
        assert_eq!(near("quite-different-thing"), []);
    }

    #[test]
    fn a_family_is_its_rules() {
        assert_eq!(rules_named("allow").unwrap(), [Rule::AllowUnused, Rule::AllowExpired]);
        assert_eq!(rules_named("due/soon").unwrap(), [Rule::Soon]);
    }
}
