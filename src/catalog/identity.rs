//! The ids of entries: explicit or from the file's name, unique for ever, whatever their case or Unicode form.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use unicode_normalization::UnicodeNormalization;

use crate::base::{Slug, Span};
use crate::diag::{Diagnostic, Rule};
use crate::entry::Entry;
use crate::form::read;

/// Ids that name parts of the site.
const RESERVED: &[&str] = &["page"];

/// The id of an entry of `component`: as written, or the component and the file's stem without its date.
pub fn id_of(entry: &Entry, component: &Slug) -> Result<Slug, Box<Diagnostic>> {
    let id = match &entry.id {
        Some(id) => id.value.clone(),
        None => default_id(entry, component)?,
    };
    let own = (&id, entry.id.as_ref().map_or(entry.fence, |id| id.span));
    let former = entry.former_ids.iter().map(|id| (&id.value, id.span));
    let mut all = std::iter::once(own).chain(former);
    if let Some((id, span)) = all.find(|(id, _)| RESERVED.contains(&id.as_str())) {
        let finding = Diagnostic::new(Rule::InvalidId, &entry.path, span, format!("the id `{id}` is reserved"));
        return Err(Box::new(finding.help("give the entry another id")));
    }
    Ok(id)
}

fn default_id(entry: &Entry, component: &Slug) -> Result<Slug, Box<Diagnostic>> {
    let id = if entry.stem.is_empty() { component.to_string() } else { format!("{component}-{}", entry.stem) };
    Slug::new(&id).map_err(|error| {
        let finding = Diagnostic::new(
            Rule::InvalidId,
            &entry.path,
            entry.fence,
            format!("the file's name makes no valid id: `{id}`"),
        );
        let finding = finding.note(error.to_string());
        Box::new(match read::suggest_slug(&id) {
            Some(near) => finding.help(format!("write `id = \"{near}\"`; it is permanent")),
            None => finding.help("write an `id`; it is permanent"),
        })
    })
}

/// Where an id was given.
#[derive(Clone, Copy, Debug)]
struct Place<'a> {
    entry: &'a Entry,
    span: Span,
}

/// Finds ids that occur twice, as ids or former ids, also such as differ in case or Unicode form only. `entries` are newest
/// first: the newer one is at fault.
pub fn duplicates(entries: &[(Slug, &Entry)]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, Place<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (id, entry) in entries.iter().rev() {
        let own = entry.id.as_ref().map_or(entry.fence, |id| id.span);
        let former = entry.former_ids.iter().map(|id| (&id.value, id.span));
        for (id, span) in std::iter::once((id, own)).chain(former) {
            let place = Place { entry, span };
            match seen.entry(folded(id.as_str())) {
                Slot::Vacant(slot) => {
                    slot.insert(place);
                }
                Slot::Occupied(slot) => findings.push(taken(id, place, *slot.get())),
            }
        }
    }
    findings
}

fn taken(id: &Slug, place: Place<'_>, first: Place<'_>) -> Diagnostic {
    let finding = Diagnostic::new(Rule::DuplicateId, &place.entry.path, place.span, format!("the id `{id}` is taken"));
    let finding = finding.label(&first.entry.path, first.span, "first given here");
    finding.note("ids are parts of URLs and feeds, and never reused").help("give the newer entry another `id`")
}

fn folded(id: &str) -> String {
    id.nfkc().collect::<String>().to_lowercase()
}
