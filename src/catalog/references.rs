//! Names that lead nowhere: components, owners, audiences, kinds of surfaces, other entries.

use std::collections::BTreeSet;

use super::assemble::{Index, Named};
use super::promise::Resolve;
use super::{ChangeIx, ComponentIx, component_names};
use crate::base::{At, RelPath, Slug, Span};
use crate::config::{Config, ReleaseRow};
use crate::diag::{Diagnostic, Rule};
use crate::entry::{Entry, Page, SurfaceKind};
use crate::form::nearest;
use crate::form::read::listing;
use crate::markdown::{Outline, Target};

/// The component of an entry: as written, the first folder that is a component's id, or the only component.
pub fn component_of(entry: &Entry, config: &Config) -> Result<ComponentIx, Box<Diagnostic>> {
    let position = |id: &str| config.components.iter().position(|component| component.id.value.as_str() == id);
    let found = match &entry.component {
        Some(id) => position(id.value.as_str()).ok_or_else(|| {
            let finding = unresolved("component", id, &entry.path);
            Box::new(suggest(finding, id, component_names(config)))
        })?,
        None => {
            let folder = entry.folders.iter().find_map(|folder| position(folder));
            let only = (config.components.len() == 1).then_some(0);
            folder.or(only).ok_or_else(|| {
                let finding = Diagnostic::new(Rule::MissingKey, &entry.path, entry.fence, "`component` is missing");
                let finding =
                    finding.help("write `component = \"…\"`, or move the file into a folder of the component's id");
                Box::new(finding.note(format!("components: {}", listing(component_names(config)))))
            })?
        }
    };
    Ok(ComponentIx(found as u32))
}

/// All references of all entries and pages, save the component of each entry.
pub fn check(named: &[Named], pages: &[Page], index: &Index, config: &Config) -> Vec<Diagnostic> {
    let checker = Checker { index, config, path: &|at| &named[at.0 as usize].entry.path };
    let of_pages = pages.iter().flat_map(|page| checker.links(&page.outline, &page.text, &page.path));
    named.iter().flat_map(|named| checker.entry(&named.entry)).chain(of_pages).collect()
}

/// The references of one entry of the catalog, save its component; `path` is that of the entry at a place.
pub fn check_entry<'a>(
    entry: &Entry,
    index: &'a Index,
    config: &'a Config,
    path: &'a dyn Fn(ChangeIx) -> &'a RelPath,
) -> Vec<Diagnostic> {
    Checker { index, config, path }.entry(entry)
}

/// Whether an entry names another by one of these ids.
pub fn names_any(entry: &Entry, ids: &BTreeSet<&Slug>) -> bool {
    let replacements = entry.deprecation.iter().flat_map(|promise| &promise.replacements);
    let named = entry.related.iter().chain(&entry.completes);
    let mut named = named.chain(replacements.filter_map(|replacement| replacement.entry.as_ref()));
    named.any(|id| ids.contains(&id.value)) || links_to_any(&entry.outline, ids)
}

/// Whether a body links to an entry by one of these ids.
pub fn links_to_any(outline: &Outline, ids: &BTreeSet<&Slug>) -> bool {
    outline.links.iter().any(|link| match &link.target {
        Target::Entry { id: named, .. } => ids.iter().any(|id| id.as_str() == named),
        _ => false,
    })
}

struct Checker<'a> {
    index: &'a Index,
    config: &'a Config,
    /// Of the entry at a place.
    path: &'a dyn Fn(ChangeIx) -> &'a RelPath,
}

impl Checker<'_> {
    fn entry(&self, entry: &Entry) -> Vec<Diagnostic> {
        let path = &entry.path;
        let mut findings = Vec::new();
        let missing_entry = |id: &&At<Slug>| self.index.lacks_entry(id.value.as_str());
        let missing_component = |id: &&At<Slug>| self.index.component(id.value.as_str()).is_none();
        findings.extend(entry.also.iter().filter(missing_component).map(|id| self.component(id, path)));
        findings.extend(
            entry.owner.iter().filter(|id| self.config.owner(&id.value).is_none()).map(|id| self.owner(id, path)),
        );
        let stranger = |id: &&At<Slug>| !self.config.audiences.contains(&id.value);
        findings.extend(entry.audiences.iter().filter(stranger).map(|id| self.audience(id, path)));
        findings.extend(
            entry.related.iter().chain(&entry.completes).filter(missing_entry).map(|id| self.missing(id, path)),
        );
        findings.extend(self.links(&entry.outline, &entry.text, path));
        let Some(promise) = &entry.deprecation else { return findings };
        for replacement in &promise.replacements {
            findings.extend(replacement.component.iter().filter(missing_component).map(|id| self.component(id, path)));
            findings.extend(replacement.entry.iter().filter(missing_entry).map(|id| self.missing(id, path)));
        }
        findings.extend(promise.surfaces.iter().filter_map(|surface| self.surface_kind(&surface.kind, path)));
        findings
    }

    fn component(&self, id: &At<Slug>, path: &RelPath) -> Diagnostic {
        suggest(unresolved("component", id, path), id, component_names(self.config))
    }

    fn owner(&self, id: &At<Slug>, path: &RelPath) -> Diagnostic {
        suggest(unresolved("owner", id, path), id, self.config.owners.iter().map(|owner| owner.id.value.as_str()))
    }

    fn audience(&self, id: &At<Slug>, path: &RelPath) -> Diagnostic {
        let finding = unresolved("audience", id, path).note("`audiences` in `[book]` of book.toml lists them");
        suggest(finding, id, self.config.audiences.iter().map(Slug::as_str))
    }

    fn missing(&self, id: &At<Slug>, path: &RelPath) -> Diagnostic {
        let finding = unresolved("entry", id, path);
        match self.near(id.value.as_str(), path) {
            Some(near) => finding.fix(format!("did you mean `{near}`?"), id.span, format!("\"{near}\"")),
            None => finding.help("write the id of an entry of this site"),
        }
    }

    /// The links of a body that name an entry.
    fn links(&self, outline: &Outline, text: &str, path: &RelPath) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for link in &outline.links {
            let Target::Entry { id, .. } = &link.target else { continue };
            if self.index.lacks_entry(id) {
                findings.push(self.link(id, place_of(id, link.span, text), path));
            }
        }
        findings
    }

    fn link(&self, id: &str, span: Span, path: &RelPath) -> Diagnostic {
        let finding = Diagnostic::new(Rule::UnresolvedReference, path, span, format!("there is no entry `{id}`"));
        match self.near(id, path).filter(|_| span.end - span.start == id.len()) {
            Some(near) => finding.fix(format!("did you mean `{near}`?"), span, near),
            None => finding.help("write `entry:` and the id of an entry of this site"),
        }
    }

    /// An id that may be meant. Ids share their beginnings, so little may differ; and nobody refers to the entry itself.
    fn near(&self, id: &str, path: &RelPath) -> Option<&str> {
        let own = |at: &ChangeIx| (self.path)(*at) == path;
        let others = self.index.entries.iter().filter(|(_, at)| !own(at)).map(|(id, _)| id.as_str());
        let near = nearest(id, others)?;
        (strsim::damerau_levenshtein(id, near) <= 1 + near.len() / 8).then_some(near)
    }

    fn surface_kind(&self, kind: &At<SurfaceKind>, path: &RelPath) -> Option<Diagnostic> {
        let SurfaceKind::Declared(name) = &kind.value else { return None };
        if self.config.surface_kinds.contains(name) {
            return None;
        }
        let finding =
            Diagnostic::new(Rule::InvalidSurface, path, kind.span, format!("there is no kind of surface `{name}`"));
        let mut known: Vec<&str> = SurfaceKind::built_in_names().collect();
        known.extend(self.config.surface_kinds.iter().map(Slug::as_str));
        Some(match nearest(name.as_str(), known.iter().copied()) {
            Some(near) => finding.fix(format!("did you mean `{near}`?"), kind.span, format!("\"{near}\"")),
            None => finding.note(format!("kinds: {}", listing(known.iter().copied()))).help(format!(
                "choose one of these, or declare it: `surface-kinds = [\"{name}\"]` in `[book]` of book.toml"
            )),
        })
    }
}

fn unresolved(what: &str, id: &At<Slug>, path: &RelPath) -> Diagnostic {
    Diagnostic::new(Rule::UnresolvedReference, path, id.span, format!("there is no {what} `{}`", id.value))
}

fn suggest<'a>(finding: Diagnostic, id: &At<Slug>, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    match nearest(id.value.as_str(), known.clone()) {
        Some(near) => finding.fix(format!("did you mean `{near}`?"), id.span, format!("\"{near}\"")),
        None => finding.help(format!("known here: {}", listing(known))),
    }
}

/// The bytes of the id within its link, unless it is written in another way there.
fn place_of(id: &str, link: Span, text: &str) -> Span {
    let written = text.get(link.range()).unwrap_or_default();
    match written.rfind(&format!("entry:{id}")) {
        Some(at) => Span::new(at + "entry:".len(), at + "entry:".len() + id.len()).shift(link.start),
        None => link,
    }
}

/// What keeps an entry from completing a promise.
pub fn check_completion(
    entry: &Named,
    reference: &At<Slug>,
    target: &Named,
    earlier: Option<&Named>,
) -> Option<Diagnostic> {
    let finding =
        |message: String| Diagnostic::new(Rule::UnresolvedReference, &entry.entry.path, reference.span, message);
    let Some(deprecation) = &target.entry.deprecation else {
        let finding = finding(format!("`{}` makes no promise", reference.value));
        return Some(
            finding
                .label(&target.entry.path, target.entry.fence, "this entry has no `[deprecation]`")
                .help("name the entry that announced the deprecation"),
        );
    };
    if target.component != entry.component {
        let finding = finding(format!("`{}` is a promise of another component", reference.value));
        return Some(
            finding
                .label(&target.entry.path, deprecation.span, "promised here")
                .help("complete it in an entry of that component"),
        );
    }
    let earlier = earlier.filter(|earlier| earlier.entry.path != entry.entry.path)?;
    let finding = finding(format!("`{}` is completed twice", reference.value));
    Some(
        finding
            .label(&earlier.entry.path, earlier.entry.fence, "first completed by this entry")
            .help("take the reference out of one of the two"),
    )
}

/// Rows of releases.toml: their component exists, each version stands once and has a date.
pub fn check_releases(rows: &[ReleaseRow], named: &[Named], config: &Config) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(component) = config.components.iter().position(|component| component.id.value == row.component.value)
        else {
            findings.push(suggest(
                unresolved("component", &row.component, &row.path),
                &row.component,
                component_names(config),
            ));
            continue;
        };
        let twin = |other: &&ReleaseRow| {
            other.component.value == row.component.value
                && other.version.value.cmp_precedence(&row.version.value).is_eq()
        };
        if let Some(first) = rows[..at].iter().find(twin) {
            let finding = Diagnostic::new(
                Rule::DuplicateId,
                &row.path,
                row.version.span,
                format!("{} {} is listed twice", row.component.value, row.version.value),
            );
            findings
                .push(finding.label(&first.path, first.version.span, "first listed here").help("keep one of the two"));
        }
        let carries = |named: &&Named| {
            !named.entry.draft
                && named.component.0 as usize == component
                && named.entry.version.as_ref().is_some_and(|version| version.value == row.version.value)
        };
        if row.date.is_none() && !row.planned && !named.iter().any(|named| carries(&named)) {
            let finding = Diagnostic::new(
                Rule::MissingKey,
                &row.path,
                row.span,
                "the release has no date, and no entry that gives it one",
            );
            findings.push(finding.help("add `date = 2026-03-02`, or `planned = true`"));
        }
    }
    findings
}
