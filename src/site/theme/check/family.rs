//! What the templates of a theme say of each other: who extends, includes and fills whom. Runs none of them.

use std::collections::{BTreeMap, BTreeSet};

use super::meant;
use crate::base::RelPath;
use crate::diag::{Diagnostic, Rule};
use crate::site::theme::anatomy::{Anatomy, Block, anatomy};
use crate::site::theme::{UserTheme, embedded, named_templates};

/// Longer lines of ancestors are a circle; rendering says so.
const MOST_ANCESTORS: usize = 64;

/// All templates that pages can be made from, by name.
pub(super) struct Family<'a> {
    members: BTreeMap<String, Member<'a>>,
}

struct Member<'a> {
    anatomy: Anatomy,
    /// Its file, if it is the user's.
    theirs: Option<&'a RelPath>,
}

impl<'a> Family<'a> {
    pub(super) fn new(user: &'a UserTheme) -> Self {
        let mut members = BTreeMap::new();
        for (name, text) in embedded::templates() {
            let ours = || Member { anatomy: anatomy(text), theirs: None };
            members.insert(format!("default/{name}"), ours());
            members.insert(name.to_owned(), ours());
        }
        for (name, source) in named_templates(user) {
            members.insert(name.to_owned(), Member { anatomy: anatomy(&source.text), theirs: Some(&source.path) });
        }
        Family { members }
    }

    /// Templates of the user's that take nobody's place and that nobody uses.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let ours: BTreeSet<&str> = embedded::templates().map(|(name, _)| name).collect();
        let used = |name: &str| {
            let names =
                |member: &Member<'_>| member.anatomy.extends.iter().chain(&member.anatomy.uses).any(|n| n.name == name);
            self.members.values().any(names)
        };
        let theirs = self.members.iter().filter_map(|(name, member)| Some((name.as_str(), member.theirs?)));
        let unused = theirs.filter(|(name, _)| !ours.contains(name) && !used(name));
        unused
            .map(|(name, path)| {
                let found = Diagnostic::file(
                    Rule::Template,
                    path,
                    format!("the template `{name}` takes no embedded one's place, and no template uses it"),
                );
                let help = meant(name, ours.iter().copied()).unwrap_or_else(|| {
                    "delete it, or include it; `forewarn theme eject --list` shows what can be replaced".to_owned()
                });
                found.help(help)
            })
            .collect()
    }

    /// Blocks that a template fills and that none of those above it has: what they hold is never shown.
    pub(super) fn lost_blocks(&self) -> Vec<Diagnostic> {
        let mut lost = Vec::new();
        // The user's parent that lacks a block of ours, with those who fill it.
        let mut missing: BTreeMap<(&RelPath, &str), Vec<&str>> = BTreeMap::new();
        for (name, member) in self.members.iter().filter(|(name, _)| !self.is_hidden(name)) {
            let Some(parent) = &member.anatomy.extends else { continue };
            let ancestors = self.ancestors(&parent.name);
            let has = |block: &Block| ancestors.iter().any(|ancestor| ancestor.anatomy.has_block(&block.name));
            for block in member.anatomy.blocks.iter().filter(|block| block.is_outermost && !has(block)) {
                match (member.theirs, ancestors.iter().find_map(|ancestor| ancestor.theirs)) {
                    (Some(path), _) => lost.push(never_shown(path, block, &ancestors)),
                    (None, Some(path)) => missing.entry((path, &block.name)).or_default().push(name),
                    (None, None) => {}
                }
            }
        }
        lost.extend(missing.into_iter().map(|((path, block), by)| lacking(path, block, &by)));
        lost
    }

    /// Whether a template of ours has been replaced, and so makes no page: it is only there to be extended.
    fn is_hidden(&self, name: &str) -> bool {
        name.starts_with("default/")
    }

    fn ancestors(&self, parent: &str) -> Vec<&Member<'a>> {
        let mut line = Vec::new();
        let mut next = Some(parent);
        while let Some(member) = next.and_then(|name| self.members.get(name)).filter(|_| line.len() < MOST_ANCESTORS) {
            line.push(member);
            next = member.anatomy.extends.as_ref().map(|parent| parent.name.as_str());
        }
        line
    }
}

fn never_shown(path: &RelPath, block: &Block, ancestors: &[&Member<'_>]) -> Diagnostic {
    let message = format!("no template above this one has a block `{}`: what it holds is never shown", block.name);
    let known: BTreeSet<&str> =
        ancestors.iter().flat_map(|ancestor| &ancestor.anatomy.blocks).map(|block| block.name.as_str()).collect();
    let found = Diagnostic::new(Rule::Template, path, block.span, message);
    let found = meant(&block.name, known.iter().copied()).into_iter().fold(found, Diagnostic::help);
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    found.help(if names.is_empty() {
        "there are no blocks to fill".to_owned()
    } else {
        format!("there are {}", names.join(", "))
    })
}

fn lacking(path: &RelPath, block: &str, by: &[&str]) -> Diagnostic {
    let others = match by.len() - 1 {
        0 => String::new(),
        1 => " and one more template".to_owned(),
        more => format!(" and {more} more templates"),
    };
    let message = format!(
        "there is no block `{block}`, which `{}`{others} of the default theme fill: what they show is lost",
        by[0]
    );
    Diagnostic::file(Rule::Template, path, message)
        .help(format!("put `{{% block {block} %}}{{% endblock %}}` where it belongs, or replace those templates too"))
}
