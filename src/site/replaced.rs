//! A plan and one entry that is another now, is new, or is gone → the next plan, which shares everything else with it.
//!
//! What is gathered of entries is taken apart and put together again for that entry alone. Its own paths, those of its
//! components' releases, and the few that belong to no entry are laid out as they were and as they are, and what differs is
//! edited into all others. Wherever anything would be found, there is no plan: then all of it is made anew, and says what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Plan;
use super::artifacts::{Artifacts, Placed};
use super::layout::{self, Chosen, Own};
use super::links::Known;
use super::listed::{self, Listed};
use super::paths;
use super::plan::{self, Artifact, Gathered, Removals};
use super::scope::regathered;
use super::stream::retold;
use super::theme::Theme;
use crate::base::{RelPath, Version};
use crate::catalog::{Change, ChangeIx, ComponentIx, Replaced, View};
use crate::config::Config;

/// What a plan depends on beside the catalog.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    pub config: &'a Config,
    pub theme: &'a Theme,
    /// Files beside entries and pages.
    pub files: &'a BTreeSet<RelPath>,
}

/// An edit as a plan sees it: the views before and after.
struct Edit<'a> {
    plan: &'a Plan,
    around: Surroundings<'a>,
    before: View<'a>,
    after: View<'a>,
    replaced: &'a Replaced,
    /// The entry, and all others whose promises are not as they were.
    touched: BTreeSet<ChangeIx>,
}

impl Plan {
    /// The plan of the catalog after an edit, as of the same day; `before` is the view that this is the plan of.
    pub fn replaced(&self, before: View<'_>, replaced: &Replaced, around: Surroundings<'_>) -> Option<Plan> {
        let touched = replaced.promises.iter().copied().chain([replaced.at]).collect();
        let after = replaced.catalog.as_of(before.today());
        let edit = Edit { plan: self, around, before, after, replaced, touched };
        let mut next = Plan::of(after, around.config, edit.gathered());
        next.frame = Arc::new(layout::of_frame(after, &next, around.theme));
        let edits = edit.edits(&mut next)?;
        let is_gone = edits.values().any(Option::is_none);
        next.artifacts = self.artifacts.with(edits);
        (edit.has_calendars(&next) && edit.leads_on(&next, is_gone)).then_some(next)
    }
}

/// What stands at some paths after an edit.
type Edits = BTreeMap<RelPath, Option<Artifact>>;

impl<'a> Edit<'a> {
    /// The entry before the edit, if readers saw it.
    fn old(&self) -> Option<&'a Change> {
        shown(self.before, self.replaced.at)
    }

    fn gathered(&self) -> Gathered {
        let Edit { plan, around, after, .. } = *self;
        let at = self.replaced.at;
        let mut releases = Vec::clone(&plan.releases);
        let mut neighbours = Vec::clone(&plan.neighbours);
        neighbours.resize(after.catalog().places(), (None, None));
        for index in self.components() {
            releases[index.0 as usize] = after.release_places(after.catalog().component(index));
            plan::neighbours_in(after, index, &mut neighbours);
        }
        let makes_promise =
            |change: Option<&Change>| usize::from(change.is_some_and(|change| change.promise.is_some()));
        Gathered {
            scopes: regathered(&plan.scopes, after, around.config, (at, self.old())),
            releases,
            promises: plan.promises + makes_promise(shown(after, at)) - makes_promise(self.old()),
            removals: self.removals(),
            neighbours,
            schemas: Arc::clone(&plan.schemas),
            search: plan.search.replaced(after, at, self.old()),
            stream: retold(&plan.stream, after, around.config, &self.touched),
        }
    }

    /// The components whose entries or releases readers see otherwise.
    fn components(&self) -> BTreeSet<ComponentIx> {
        let own = [self.old(), shown(self.after, self.replaced.at)];
        let own = own.into_iter().flatten().map(|change| change.component);
        own.chain(self.replaced.components.iter().copied()).collect()
    }

    fn removals(&self) -> Arc<Removals> {
        let of = |view: View<'a>, index: ChangeIx| shown(view, index).and_then(|change| plan::removal(view, change));
        let mut removals = Arc::clone(&self.plan.removals);
        for index in &self.touched {
            let (old, new) = (of(self.before, *index), of(self.after, *index));
            let stays = old == new && (*index != self.replaced.at || self.replaced.components.is_empty());
            if stays {
                continue;
            }
            let removals = Arc::make_mut(&mut removals);
            if let Some(old) = old {
                removals.entry(old.clone()).or_default().retain(|other| other != index);
                if removals[&old].is_empty() {
                    removals.remove(&old);
                }
            }
            if let Some(new) = new {
                self.after.catalog().order().insert(removals.entry(new).or_default(), *index);
            }
        }
        removals
    }

    /// What must be edited into the paths: `None` stands at those that are gone.
    fn edits(&self, next: &mut Plan) -> Option<Edits> {
        let (mut old, new) = self.laid_out(next);
        old.extend(self.files(self.old(), &Nothing)?);
        next.listed = self.plan.listed.after(Listed::of(new.iter()), Listed::of(old.iter()));
        let mut edits: Edits = old.into_iter().map(|(path, _)| (path, None)).collect();
        for placed in new {
            self.take(&mut edits, placed)?;
        }
        let own = Rest { all: &self.plan.artifacts, edits: &edits };
        for placed in self.files(shown(self.after, self.replaced.at), &own)? {
            self.take(&mut edits, placed)?;
        }
        edits.extend(self.sitemap(next)?);
        Some(edits)
    }

    /// The paths of our own in the parts that the edit concerns, as they were and as they are.
    fn laid_out(&self, next: &Plan) -> (Vec<Placed>, Vec<Placed>) {
        let mut old = differing(&self.plan.frame, &next.frame);
        let mut new = differing(&next.frame, &self.plan.frame);
        let of_entry = |view: View<'a>, index: ChangeIx| {
            shown(view, index).map(|change| layout::of_entry(view, index, change)).unwrap_or_default()
        };
        for index in &self.touched {
            old.extend(of_entry(self.before, *index));
            new.extend(of_entry(self.after, *index));
        }
        for index in self.components().into_iter().filter(|index| !self.has_releases(next, *index)) {
            old.extend(layout::of_releases(self.before, self.plan, index));
            new.extend(layout::of_releases(self.after, next, index));
        }
        (old, new)
    }

    /// Whether readers still see the same versions of a component.
    fn has_releases(&self, next: &Plan, index: ComponentIx) -> bool {
        let versions = |view: View<'a>, plan: &Plan| -> Vec<&'a Version> {
            let releases = &view.catalog().component(index).releases;
            plan.releases[index.0 as usize].iter().map(|place| &releases.at(*place).version).collect()
        };
        versions(self.before, self.plan) == versions(self.after, next)
    }

    /// Puts something at a path that nothing else has.
    fn take(&self, edits: &mut Edits, (path, artifact): Placed) -> Option<()> {
        let rest = Rest { all: &self.plan.artifacts, edits };
        if rest.at(&path).is_some_and(|held| *held != artifact) {
            return None;
        }
        edits.insert(path, Some(artifact));
        Some(())
    }

    /// The files that the body of the entry uses, if all have paths of their own.
    fn files(&self, change: Option<&Change>, own: &dyn Own) -> Option<Vec<Placed>> {
        let mut chosen = Chosen::beside(own);
        if let Some(change) = change {
            chosen.files_of_change(change, self.around.files);
        }
        chosen.findings.is_empty().then(|| chosen.placed.into_iter().collect())
    }

    /// The files of the sitemap, where their number is another.
    fn sitemap(&self, next: &Plan) -> Option<Edits> {
        let (old, new) =
            (listed::names(self.plan.listed, self.around.config)?, listed::names(next.listed, self.around.config)?);
        if old == new {
            return Some(Edits::new());
        }
        let placed = |names: &[String]| -> Vec<Placed> {
            names.iter().enumerate().map(|(place, name)| layout::sitemap(place, name)).collect()
        };
        let gone = placed(&old).into_iter().map(|(path, _)| (path, None));
        let come = placed(&new).into_iter().map(|(path, artifact)| (path, Some(artifact)));
        Some(gone.chain(come).collect())
    }

    /// Whether the same components have a calendar, which every page of the theme knows.
    fn has_calendars(&self, next: &Plan) -> bool {
        let has = |plan: &Plan, of: &str| plan.calendar_path(of).is_some();
        let paths = self.after.components().map(|(_, component)| paths::component(component.id()));
        paths.into_iter().all(|path| has(self.plan, &path) == has(next, &path))
    }

    /// Whether every link leads somewhere: those of the entry, and those of all others where something is gone.
    fn leads_on(&self, next: &Plan, is_gone: bool) -> bool {
        let known = Known { view: self.after, plan: next };
        if is_gone || !self.anchors_stay() {
            return plan::dead_links(self.after, next).is_empty();
        }
        shown(self.after, self.replaced.at).is_none_or(|change| known.dead_links_of_change(change).is_empty())
    }

    /// Whether the entry still has all headings that others may link to, be it shown or not.
    fn anchors_stay(&self) -> bool {
        let outline = |view: View<'a>| {
            let is_there = view.catalog().order().holds(self.replaced.at);
            is_there.then(|| &view.catalog().change(self.replaced.at).entry.outline)
        };
        let new = outline(self.after);
        let stays = |anchor: &str| new.is_some_and(|new| new.has_anchor(anchor));
        outline(self.before).is_none_or(|old| old.headings.iter().all(|heading| stays(&heading.id)))
    }
}

/// The entry at a place, if readers see it.
fn shown(view: View<'_>, index: ChangeIx) -> Option<&Change> {
    view.shows(index).then(|| view.catalog().change(index))
}

/// What stands in one sorted list and not so in another.
fn differing(one: &[Placed], other: &[Placed]) -> Vec<Placed> {
    let mut rest = other;
    let mut differing = Vec::new();
    for placed in one {
        while let Some((_, after)) = rest.split_first().filter(|(first, _)| first.0 < placed.0) {
            rest = after;
        }
        if rest.first() != Some(placed) {
            differing.push(placed.clone());
        }
    }
    differing
}

/// No path at all.
#[derive(Debug)]
struct Nothing;

impl Own for Nothing {
    fn at(&self, _: &RelPath) -> Option<&Artifact> {
        None
    }
}

/// All paths with their edits so far.
#[derive(Debug)]
struct Rest<'a> {
    all: &'a Artifacts,
    edits: &'a Edits,
}

impl Own for Rest<'_> {
    fn at(&self, path: &RelPath) -> Option<&Artifact> {
        match self.edits.get(path) {
            Some(edited) => edited.as_ref(),
            None => self.all.find(path.as_str()).map(|place| &self.all.at(place).1),
        }
    }
}
