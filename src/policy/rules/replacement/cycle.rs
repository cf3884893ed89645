//! replacement/cycle

use std::collections::BTreeMap;

use super::links::{Link, Links, Place};
use crate::diag::{Diagnostic, Rule};
use crate::form::read::listing;
use crate::policy::{Context, Definition, Docs};

pub const DEFINITION: Definition = Definition { rule: Rule::ReplacementCycle, docs: DOCS, check: Some(check) };

const DOCS: Docs = Docs {
    flags: "Following replacements from one deprecated surface to the next leads back to the first.",
    why: "There is no way out: each notice sends its readers to the other.",
    example: r#"
```toml
surface = [
  { kind = "http", name = "GET /v1/deployments", replacement = "GET /v2/deployments" },
  { kind = "http", name = "GET /v2/deployments", replacement = "GET /v1/deployments" },
]
```
"#,
    remedy: "Decide which of them stays. Cancel its deprecation, or name a replacement outside of the circle. A surface of some `versions` may be replaced by its own other versions.",
    settings: "",
    source: "Our own.",
};

fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let links = Links::of(context);
    let mut walked: BTreeMap<Place<'_>, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (round, start) in links.iter().enumerate() {
        findings.extend(walk(&links, start.surface, round, &mut walked).and_then(|cycle| finding(&cycle)));
    }
    findings
}

/// Follows replacements from a surface to their end, or to what an earlier round has walked; a cycle if it comes back to
/// this round's own way. Every surface is walked once.
fn walk<'l, 'a>(
    links: &'l Links<'a>,
    start: Place<'a>,
    round: usize,
    walked: &mut BTreeMap<Place<'a>, usize>,
) -> Option<Vec<&'l Link<'a>>> {
    let mut way: Vec<&Link<'a>> = Vec::new();
    let mut place = start;
    loop {
        let link = links.find(place)?;
        match walked.insert(place, round) {
            None => way.push(link),
            Some(earlier) => {
                walked.insert(place, earlier);
                let begin = way.iter().position(|link| link.surface == place)?;
                return Some(way.split_off(begin));
            }
        }
        place = link.replacement?.place;
    }
}

/// One finding for a cycle, at the first of its entries that can still be mended.
fn finding(cycle: &[&Link<'_>]) -> Option<Diagnostic> {
    let first = cycle.iter().position(|link| !link.promised.is_over())?;
    let (link, replaced) = (cycle[first], cycle[first].replacement?);
    let names = cycle[first..].iter().chain(&cycle[..first]).map(|link| link.surface.1);
    let message = match cycle.len() {
        1 => format!("`{}` is to be replaced by itself", link.surface.1),
        _ => format!("the replacements of {} lead in a circle", listing(names)),
    };
    let mut finding = Diagnostic::new(Rule::ReplacementCycle, link.promised.path(), replaced.span, message);
    for other in cycle[first + 1..].iter().chain(&cycle[..first]) {
        let Some(replaced) = other.replacement else { continue };
        finding = finding.label(other.promised.path(), replaced.span, format!("replaces `{}`", other.surface.1));
    }
    Some(finding.help("name a replacement outside of the circle, or cancel the deprecation of the one that stays"))
}
