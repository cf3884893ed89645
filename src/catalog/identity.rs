//! The ids of entries: explicit or from the file's name, unique for ever, whatever their case or Unicode form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use unicode_normalization::UnicodeNormalization;

use crate::base::{Slug, Span};
use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Entry, Name};
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
    let id = joined(component, &entry.stem);
    Slug::new(&id).map_err(|error| {
        let finding = Diagnostic::new(
            Rule::InvalidId,
            &entry.path,
            entry.fence,
            format!("the file's name makes no valid id: `{id}`"),
        );
        let finding = finding.note(error.to_string());
        Box::new(match read::suggest_slug(&id) {
            Some(near) => finding.help(format!("rename the file, or write `id = \"{near}\"`; either is permanent")),
            None => finding.help("rename the file, or write an `id`; either is permanent"),
        })
    })
}

/// The ids that an entry which is left out may have.
#[derive(Debug)]
pub struct Possible {
    pub ids: Vec<Slug>,
    /// Whether it cannot have another.
    pub are_all: bool,
}

pub fn possible_ids(name: &Name, config: &Config) -> Possible {
    let known = |id: &str| config.components.iter().find(|component| component.id.value.as_str() == id);
    let own = name.component.as_ref().and_then(|id| known(id.as_str()));
    let component = own.or_else(|| name.folders.iter().find_map(|folder| known(folder)));
    let component_is_known = if name.component.is_some() { own.is_some() } else { component.is_some() };
    let components: Vec<&Slug> = match component {
        Some(component) => vec![&component.id.value],
        None => config.components.iter().map(|component| &component.id.value).collect(),
    };
    let default = |component: &&Slug| Slug::new(&read::suggest_slug(&joined(component, &name.stem))?).ok();
    let defaults: Vec<Slug> = components.iter().filter_map(default).collect();
    let written = name.id.iter().chain(&name.former_ids).cloned();
    Possible {
        ids: written.chain(defaults.into_iter().filter(|_| name.id.is_none())).collect(),
        are_all: name.is_whole && (name.id.is_some() || component_is_known),
    }
}

fn joined(component: &Slug, stem: &str) -> String {
    if stem.is_empty() { component.to_string() } else { format!("{component}-{stem}") }
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
    let mut seen: BTreeMap<Cow<'_, str>, Place<'_>> = BTreeMap::new();
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
    let finding = |message: String| {
        let finding = Diagnostic::new(Rule::DuplicateId, &place.entry.path, place.span, message);
        finding.label(&first.entry.path, first.span, "first given here")
    };
    if place.entry.path == first.entry.path {
        return finding(format!("the entry has the id `{id}` twice")).help("delete it from `former-ids`");
    }
    let finding = finding(format!("the id `{id}` is taken")).note("ids are parts of URLs and feeds, and never reused");
    match &place.entry.id {
        Some(own) if own.span == place.span => finding.help("give this entry, the newer one, another `id`"),
        None if place.span == place.entry.fence => finding
            .here(format!("its file's name makes it `{id}`"))
            .help("write an `id`, or rename this file, the newer one"),
        _ => finding
            .help("an id belongs to one entry, even after it was given up: delete it from `former-ids` of one of them"),
    }
}

/// Letters that people cannot tell apart are one; most ids are as simple as can be.
fn folded(id: &str) -> Cow<'_, str> {
    let simple = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    match id.bytes().all(simple) {
        true => Cow::Borrowed(id),
        false => Cow::Owned(id.nfkc().collect::<String>().to_lowercase()),
    }
}
