//! The texts of a site, edit after edit → the site as it can be looked at, without any rule of policy. What an edit cannot
//! have changed is taken from the site before it; everything that is shown is what a fresh build would show.

use std::sync::Arc;

use super::parsed::{Drafts, Memory};
use super::replaced::{Edited, Made};
use super::{Compiled, Input, lay_out};
use crate::base::Source;

/// A site while it is edited.
#[derive(Debug)]
pub struct Preview {
    drafts: Drafts,
    memory: Memory,
    /// The last site in which everything was as it should be, and what it was made of.
    last: Option<(Input, Made)>,
}

/// With more entries changed at once, as by a checkout, the site is made anew.
const FEW: usize = 16;

impl Preview {
    /// A preview of nothing yet.
    pub fn new(drafts: Drafts) -> Self {
        Preview { drafts, memory: Memory::empty(), last: None }
    }

    /// The site of these texts: one that can be looked at while its findings are still to come, by
    /// [`Compiled::in_full`].
    pub fn show(&mut self, input: &Input) -> Arc<Compiled> {
        if let Some(compiled) = self.edited(input) {
            return compiled;
        }
        let parsed = self.memory.parse(&input.config, &input.entries, &input.pages);
        let parsed = match self.drafts {
            Drafts::Hidden => parsed,
            Drafts::Shown => parsed.with_drafts(),
        };
        let (compiled, later) = lay_out(input.clone(), parsed);
        let compiled = Arc::new(compiled);
        // Beside what is broken, any edit may mean more: it may be the name that a reference has in vain. A stray file means
        // nothing to any other.
        let strays_alone =
            compiled.found.len() == input.findings.len() && compiled.found.iter().all(|found| !found.rule.is_form());
        if strays_alone {
            let files = Arc::new(input.files.iter().cloned().collect());
            let made = Made { compiled: Arc::clone(&compiled), later, files, drafts: self.drafts };
            self.last = Some((input.clone(), made));
        }
        compiled
    }

    /// The last site with a few entries as they are now, if nothing else has changed since.
    fn edited(&mut self, input: &Input) -> Option<Arc<Compiled>> {
        let (before, last) = self.last.as_mut()?;
        let edits = edits(before, input)?;
        let mut made: Option<Made> = None;
        for edit in &edits {
            made = Some(made.as_ref().unwrap_or(last).after(edit)?);
        }
        if let Some(made) = made {
            *last = made;
            remember(&mut before.entries, edits);
        }
        Some(Arc::clone(&last.compiled))
    }
}

/// The entries whose texts have changed, came or went, if nothing else has. Those that are gone come first: another may
/// have their names.
fn edits(before: &Input, after: &Input) -> Option<Vec<Edited>> {
    let same_theme = match (&before.theme, &after.theme) {
        (Some(before), Some(after)) => {
            before.dir == after.dir && before.files == after.files && same(&before.templates, &after.templates)
        }
        (None, None) => true,
        _ => false,
    };
    let no_baseline = before.baseline.is_none() && after.baseline.is_none();
    let unchanged = Arc::ptr_eq(&before.config, &after.config) // as long as book.toml is not read again
        && before.today == after.today
        && before.findings == after.findings
        && no_baseline
        && same_theme
        && before.files == after.files
        && same(&before.sources, &after.sources)
        && same(&before.pages, &after.pages)
        && same(before.releases.as_slice(), after.releases.as_slice());
    if !unchanged {
        return None;
    }
    let (mut old, mut new) = (before.entries.iter().peekable(), after.entries.iter().peekable());
    let mut edits = Vec::new();
    while edits.len() <= FEW {
        let order = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) => old.path.cmp(&new.path),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => {
                edits.sort_by_key(|edit: &Edited| edit.text.is_some());
                return Some(edits);
            }
        };
        let was = if order.is_le() { old.next() } else { None };
        let is = if order.is_ge() { new.next() } else { None };
        if was.zip(is).is_none_or(|(was, is)| !was.is(is)) {
            let path = was.or(is).map(|source| source.path.clone())?;
            edits.push(Edited { path, was_there: was.is_some(), text: is.cloned() });
        }
    }
    None
}

/// Makes the edits in a list that is sorted by path.
fn remember(entries: &mut Vec<Source>, edits: Vec<Edited>) {
    for Edited { path, text, .. } in edits {
        let place = entries.binary_search_by(|source| source.path.cmp(&path));
        match (place, text) {
            (Ok(at), Some(text)) => entries[at] = text,
            (Ok(at), None) => drop(entries.remove(at)),
            (Err(at), Some(text)) => entries.insert(at, text),
            (Err(_), None) => {}
        }
    }
}

fn same(before: &[Source], after: &[Source]) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| before.is(after))
}
