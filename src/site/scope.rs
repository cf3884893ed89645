//! The subjects that one can follow: each has a page and feeds, and gathers some of the entries.

use std::collections::BTreeMap;

use super::items::Extent;
use super::paths;
use super::plan::Format;
use crate::base::Slug;
use crate::catalog::{Change, ChangeIx, ComponentIx, View};
use crate::config::Config;

/// What gathers entries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Everything,
    /// Promises, their events, and the entries that complete them, only.
    Deprecations,
    Component(ComponentIx),
    Tag(Slug),
    Owner(Slug),
    Audience(Slug),
}

/// A subject with its published entries.
#[derive(Clone, Debug)]
pub struct Scope {
    pub subject: Subject,
    /// Its page, and the folder of its feeds: `` or `components/x/`.
    pub path: String,
    pub name: String,
    /// What its feeds hold, in one sentence.
    pub about: String,
    /// Newest first.
    pub changes: Vec<ChangeIx>,
}

impl Scope {
    /// The formats of its archives. RFC 5005 is about XML, and RSS leads on to the Atom documents. Scripts that read JSON
    /// Feed find the whole platform's past in it; that of a single subject has the API.
    pub fn archive_formats(&self) -> &'static [Format] {
        match self.subject {
            Subject::Everything | Subject::Deprecations => &[Format::Atom, Format::Json],
            _ => &[Format::Atom],
        }
    }

    /// How much of the past its archives carry. An entry has one component and may have many tags: the whole text of each
    /// entry in the archives of each of them is most of a site's bytes, and for nobody who has the component's.
    pub fn archive_extent(&self) -> Extent {
        match self.subject {
            Subject::Everything | Subject::Deprecations | Subject::Component(_) => Extent::Whole,
            Subject::Tag(_) | Subject::Owner(_) | Subject::Audience(_) => Extent::Summary,
        }
    }
}

/// All subjects, in the order of the `/feeds/` page: everything, deprecations, components, owners, audiences, tags.
pub fn scopes(view: View<'_>, config: &Config) -> Vec<Scope> {
    let mut gathered: BTreeMap<Subject, Vec<ChangeIx>> = BTreeMap::new();
    let mut subjects = vec![Subject::Everything, Subject::Deprecations];
    subjects.extend(view.components().map(|(index, _)| Subject::Component(index)));
    subjects.extend(config.owners.iter().map(|owner| Subject::Owner(owner.id.value.clone())));
    subjects.extend(config.audiences.iter().map(|audience| Subject::Audience(audience.clone())));
    for (index, change) in view.changes() {
        for subject in of_change(change) {
            gathered.entry(subject).or_default().push(index);
        }
    }
    subjects.extend(gathered.keys().filter(|subject| matches!(subject, Subject::Tag(_))).cloned());
    subjects
        .into_iter()
        .map(|subject| scope(view, config, gathered.remove(&subject).unwrap_or_default(), subject))
        .collect()
}

/// The subjects after an edit: `old` is taken out of its own, and the entry at the same place put into those that it has
/// now. `None` where no entry is shown.
pub fn regathered(scopes: &[Scope], view: View<'_>, config: &Config, edit: (ChangeIx, Option<&Change>)) -> Vec<Scope> {
    let (at, old) = edit;
    let mut scopes = scopes.to_vec();
    for subject in old.map(of_change).unwrap_or_default() {
        let left = scopes.iter_mut().filter(|scope| scope.subject == subject);
        left.for_each(|scope| scope.changes.retain(|index| *index != at));
    }
    let new = Some(at).filter(|at| view.shows(*at)).map(|at| of_change(view.catalog().change(at)));
    for subject in new.unwrap_or_default() {
        if let Some(scope) = scopes.iter_mut().find(|scope| scope.subject == subject) {
            view.catalog().order().insert(&mut scope.changes, at);
        } else if let Subject::Tag(_) = subject {
            let later = |scope: &Scope| matches!(scope.subject, Subject::Tag(_)) && scope.subject > subject;
            let place = scopes.iter().position(later).unwrap_or(scopes.len());
            scopes.insert(place, scope(view, config, vec![at], subject));
        }
    }
    // There is a tag as long as an entry has it.
    scopes.retain(|scope| !matches!(scope.subject, Subject::Tag(_)) || !scope.changes.is_empty());
    scopes
}

/// The subjects that an entry belongs to.
fn of_change(change: &Change) -> Vec<Subject> {
    let mut subjects = vec![Subject::Everything];
    let is_of_promises = change.promise.is_some() || !change.completes.is_empty();
    subjects.extend(is_of_promises.then_some(Subject::Deprecations));
    subjects.push(Subject::Component(change.component));
    subjects.extend(change.also.iter().map(|index| Subject::Component(*index)));
    subjects.extend(change.owner.iter().map(|owner| Subject::Owner(owner.clone())));
    subjects.extend(change.entry.audiences.iter().map(|audience| Subject::Audience(audience.value.clone())));
    subjects.extend(change.entry.tags.iter().map(|tag| Subject::Tag(tag.value.clone())));
    subjects.sort();
    subjects.dedup();
    subjects
}

fn scope(view: View<'_>, config: &Config, changes: Vec<ChangeIx>, subject: Subject) -> Scope {
    let (path, name, about) = match &subject {
        Subject::Everything => {
            (String::new(), "Everything".to_owned(), "Every change, and every event of every deprecation.".to_owned())
        }
        Subject::Deprecations => (
            paths::DEPRECATIONS.to_owned(),
            "Deprecations".to_owned(),
            "Deprecations only: announcements, moved dates, reminders, sunsets and removals.".to_owned(),
        ),
        Subject::Component(index) => {
            let component = view.catalog().component(*index);
            (
                paths::component(component.id()),
                component.config.name.clone(),
                format!("Changes and deprecations of {}.", component.config.name),
            )
        }
        Subject::Tag(tag) => (paths::tag(tag), tag.to_string(), format!("Changes and deprecations tagged {tag}.")),
        Subject::Owner(id) => {
            let name = config.owner(id).map_or_else(|| id.to_string(), |owner| owner.name.clone());
            (paths::owner(id), name.clone(), format!("Changes and deprecations that {name} answers for."))
        }
        Subject::Audience(audience) => (
            paths::audience(audience),
            audience.to_string(),
            format!("Changes and deprecations that concern {audience}."),
        ),
    };
    Scope { subject, path, name, about, changes }
}
