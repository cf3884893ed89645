//! A deprecation with its references resolved: what takes each surface's place, who completed it, and its life.

use url::Url;

use super::{ChangeIx, ComponentIx, Event, Lifecycle, Releases, events};
use crate::base::When;
use crate::entry::{Deprecation, Entry, Floor, Surface, SurfaceReplacement};

/// The promise inside an entry.
#[derive(Debug)]
pub struct Promise {
    pub life: Lifecycle,
    /// By date, past and to come, entries of later days counted in: what readers may know on a day, `schedule` says.
    pub events: Vec<Event>,
    pub surfaces: Vec<SurfaceOf>,
    /// The entry that fulfils it; no draft, but its day may not have come.
    pub completed_by: Option<ChangeIx>,
    /// What the reader must do, in one sentence; from the entry, or made of the replacements.
    pub action: Option<String>,
}

/// What a promise is made of besides its entry.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    pub component: ComponentIx,
    /// Of the component.
    pub releases: &'a Releases,
    /// Days before a sunset.
    pub reminders: &'a [u32],
    /// The entry that fulfils it, and its date.
    pub completed: Option<(ChangeIx, When)>,
}

impl Promise {
    /// The promise of an entry that makes one; `resolve` looks up names.
    pub fn of(entry: &Entry, deprecation: &Deprecation, made: Made<'_>, resolve: &impl Resolve) -> Self {
        let life = Lifecycle::of(deprecation, entry.date.value, made.completed.map(|(_, removed)| removed));
        let of = |surface: &Surface| SurfaceOf {
            replacement: ReplacementOf::of(surface, deprecation, made.component, resolve),
            surface: surface.clone(),
        };
        let surfaces: Vec<SurfaceOf> = deprecation.surfaces.iter().map(of).collect();
        Promise {
            events: events(&life, made.releases, made.reminders),
            action: entry.action.as_ref().map(|action| action.value.clone()).or_else(|| default_action(&surfaces)),
            life,
            surfaces,
            completed_by: made.completed.map(|(by, _)| by),
        }
    }
}

impl Promise {
    /// The entries that announce what takes the place of its surfaces.
    pub fn replacing_entries(&self) -> impl Iterator<Item = ChangeIx> {
        self.surfaces.iter().filter_map(|surface| match &surface.replacement {
            ReplacementOf::Named { entry, .. } => *entry,
            ReplacementOf::Unsaid | ReplacementOf::Nothing { .. } => None,
        })
    }
}

/// A surface with what takes its place.
#[derive(Debug)]
pub struct SurfaceOf {
    pub surface: Surface,
    pub replacement: ReplacementOf,
}

/// What takes a surface's place.
#[derive(Debug)]
pub enum ReplacementOf {
    /// The entry does not say.
    Unsaid,
    /// Nothing does, and why.
    Nothing { reason: String },
    Named {
        name: String,
        /// The stream of `available_since`.
        component: ComponentIx,
        available_since: Option<Floor>,
        link: Option<Url>,
        entry: Option<ChangeIx>,
    },
}

impl ReplacementOf {
    pub fn name(&self) -> Option<&str> {
        match self {
            ReplacementOf::Named { name, .. } => Some(name),
            _ => None,
        }
    }

    /// What takes the place of one surface of a promise: its own word, else the promise's `no-replacement`, else a
    /// lone `[[deprecation.replacement]]`. `own` is the entry's component; `resolve` looks up names.
    pub fn of(surface: &Surface, promise: &Deprecation, own: ComponentIx, resolve: &impl Resolve) -> Self {
        let named = |name: &str| promise.replacements.iter().find(|replacement| replacement.name.value == name);
        let replacement = match &surface.replacement {
            Some(SurfaceReplacement::None(none)) => return ReplacementOf::Nothing { reason: none.reason.clone() },
            Some(SurfaceReplacement::Name(name)) => match named(&name.value) {
                Some(replacement) => replacement,
                None => {
                    return ReplacementOf::Named {
                        name: name.value.clone(),
                        component: own,
                        available_since: None,
                        link: None,
                        entry: None,
                    };
                }
            },
            None => match (&promise.no_replacement, promise.replacements.as_slice()) {
                (Some(none), _) => return ReplacementOf::Nothing { reason: none.reason.clone() },
                (None, [lone]) => lone,
                (None, _) => return ReplacementOf::Unsaid,
            },
        };
        ReplacementOf::Named {
            name: replacement.name.value.clone(),
            component: replacement
                .component
                .as_ref()
                .and_then(|id| resolve.component(id.value.as_str()))
                .unwrap_or(own),
            available_since: replacement.available_since.as_ref().map(|at| at.value.clone()),
            link: replacement.link.clone(),
            entry: replacement.entry.as_ref().and_then(|id| resolve.entry(id.value.as_str())),
        }
    }
}

/// Looks up what a promise names.
pub trait Resolve {
    fn component(&self, id: &str) -> Option<ComponentIx>;
    fn entry(&self, id: &str) -> Option<ChangeIx>;
}

/// "Use `GET /v2/x` instead of `GET /v1/x`.", for every surface that has a replacement.
fn default_action(surfaces: &[SurfaceOf]) -> Option<String> {
    let sentence = |surface: &SurfaceOf| {
        Some(format!("Use {} instead of {}.", surface.replacement.name()?, surface.surface.name.value))
    };
    let sentences: Vec<String> = surfaces.iter().filter_map(sentence).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
