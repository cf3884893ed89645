//! The texts of a site, edit after edit → the site as it can be looked at, without any rule of policy. What an edit cannot
//! have changed is taken from the site before it; everything that is shown is what a fresh build would show.

use std::sync::Arc;

use super::parsed::{Drafts, Memory};
use super::reworded::{self, Rewording};
use super::{Compiled, Input, lay_out};
use crate::base::Source;

/// A site while it is edited.
#[derive(Debug)]
pub struct Preview {
    drafts: Drafts,
    memory: Memory,
    /// The last site in which everything was as it should be, and what it was made of.
    last: Option<(Input, Arc<Compiled>)>,
}

impl Preview {
    /// A preview of nothing yet.
    pub fn new(drafts: Drafts) -> Self {
        Preview { drafts, memory: Memory::empty(), last: None }
    }

    /// The site of these texts: one that can be looked at while its findings are still to come, by
    /// [`Compiled::in_full`].
    pub fn show(&mut self, input: &Input) -> Arc<Compiled> {
        if let Some(compiled) = self.reworded(input) {
            return compiled;
        }
        let parsed = self.memory.parse(&input.config, &input.entries, &input.pages);
        let parsed = match self.drafts {
            Drafts::Hidden => parsed,
            Drafts::Shown => parsed.with_drafts(),
        };
        let compiled = Arc::new(lay_out(input.clone(), parsed));
        // Beside what is broken, words may mean more: they may be the name that a reference has in vain.
        if compiled.found.is_empty() {
            self.last = Some((input.clone(), Arc::clone(&compiled)));
        }
        compiled
    }

    /// The last site with other words, if nothing but words has changed since.
    fn reworded(&mut self, input: &Input) -> Option<Arc<Compiled>> {
        let (before, last) = self.last.as_mut()?;
        let places = edited(before, input)?;
        let changed: Vec<Source> = places.iter().map(|at| input.entries[*at].clone()).collect();
        let rewordings: Option<Vec<Rewording>> =
            changed.iter().map(|source| reworded::read(last, source, self.drafts)).collect();
        let rewordings = rewordings?;
        if !rewordings.is_empty() {
            *last = Arc::new(last.reworded(rewordings, &changed)?);
            places.iter().zip(changed).for_each(|(at, source)| before.entries[*at] = source);
        }
        Some(Arc::clone(last))
    }
}

/// The places of the entries whose texts have changed, if nothing else has.
fn edited(before: &Input, after: &Input) -> Option<Vec<usize>> {
    let same_theme = match (&before.theme, &after.theme) {
        (Some(before), Some(after)) => {
            before.dir == after.dir && before.files == after.files && same(&before.templates, &after.templates)
        }
        (None, None) => true,
        _ => false,
    };
    let nothing_found = before.findings.is_empty() && after.findings.is_empty();
    let no_baseline = before.baseline.is_none() && after.baseline.is_none();
    let unchanged = Arc::ptr_eq(&before.config, &after.config) // as long as book.toml is not read again
        && before.today == after.today
        && nothing_found
        && no_baseline
        && same_theme
        && before.files == after.files
        && same(&before.sources, &after.sources)
        && same(&before.pages, &after.pages)
        && same(before.releases.as_slice(), after.releases.as_slice())
        && before.entries.len() == after.entries.len();
    if !unchanged {
        return None;
    }
    let pairs = before.entries.iter().zip(&after.entries).enumerate();
    let changed: Vec<usize> = pairs.filter(|(_, (before, after))| !before.is(after)).map(|(at, _)| at).collect();
    let renamed = changed.iter().any(|at| before.entries[*at].path != after.entries[*at].path);
    (!renamed).then_some(changed)
}

fn same(before: &[Source], after: &[Source]) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| before.is(after))
}
