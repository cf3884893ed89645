//! Which surface is replaced by which: a graph of all promises but the cancelled ones. It judges nothing.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::catalog::{ComponentIx, ReplacementOf};
use crate::entry::SurfaceReplacement;
use crate::policy::{Context, Promised};

/// A surface by its component and name. Replacements have no kind, so that a name is one thing whatever its kind.
pub type Place<'a> = (ComponentIx, &'a str);

/// One surface of a promise, with what takes its place.
#[derive(Debug)]
pub struct Link<'a> {
    pub promised: Promised<'a>,
    pub surface: Place<'a>,
    /// Where the surface is named.
    pub at: Span,
    pub replacement: Option<Replaced<'a>>,
}

/// A replacement, and where it is named.
#[derive(Clone, Copy, Debug)]
pub struct Replaced<'a> {
    pub place: Place<'a>,
    pub span: Span,
}

/// All links, and the one of each surface: of several promises the one that stands, else the newest.
#[derive(Debug)]
pub struct Links<'a> {
    all: Vec<Link<'a>>,
    by_surface: BTreeMap<Place<'a>, usize>,
    /// The last link of the way from each.
    last: Vec<Option<usize>>,
}

impl<'a> Links<'a> {
    /// Of the promises that are not cancelled. A surface that goes at some `versions` only is left out: its
    /// other versions stay, and are often the replacement.
    pub fn of(context: &Context<'a>) -> Self {
        let standing = context.promises().filter(|promised| !promised.is_cancelled());
        let all: Vec<Link<'a>> = standing.flat_map(of_promise).collect();
        let mut by_surface: BTreeMap<Place<'a>, usize> = BTreeMap::new();
        for (index, link) in all.iter().enumerate() {
            let known = by_surface.entry(link.surface).or_insert(index);
            if all[*known].promised.is_over() && !link.promised.is_over() {
                *known = index;
            }
        }
        Links { last: ends(&all, &by_surface), all, by_surface }
    }

    /// In the order of the catalog, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Link<'a>> {
        self.all.iter()
    }

    /// The promise under which a surface goes.
    pub fn find(&self, place: Place<'a>) -> Option<&Link<'a>> {
        self.by_surface.get(&place).map(|index| &self.all[*index])
    }

    /// The last link of the way that begins with a surface; `None` if it goes round in a circle, or the surface stays.
    pub fn last(&self, place: Place<'a>) -> Option<&Link<'a>> {
        let index = *self.by_surface.get(&place)?;
        self.last[index].map(|last| &self.all[last])
    }
}

/// Where the way from each link ends. Every link is walked once.
fn ends(all: &[Link<'_>], by_surface: &BTreeMap<Place<'_>, usize>) -> Vec<Option<usize>> {
    let next = |index: usize| by_surface.get(&all[index].replacement?.place).copied();
    let mut walked = vec![false; all.len()];
    let mut ends: Vec<Option<usize>> = vec![None; all.len()];
    for start in 0..all.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !walked[*index]) {
            walked[index] = true;
            way.push(index);
            at = next(index);
        }
        // It stops at a link without a next, or at one that was walked: earlier, or on this way, which is a circle.
        let end = match at {
            Some(known) => ends[known],
            None => way.last().copied(),
        };
        for index in way {
            ends[index] = end;
        }
    }
    ends
}

fn of_promise(promised: Promised<'_>) -> impl Iterator<Item = Link<'_>> {
    let surfaces = promised.promise.surfaces.iter().filter(|of| of.surface.versions.is_none());
    surfaces.map(move |of| {
        let replacement = match &of.replacement {
            ReplacementOf::Named { name, component, .. } => {
                Some(Replaced { place: (*component, name.as_str()), span: span(&promised, of) })
            }
            _ => None,
        };
        let surface = (promised.change.component, of.surface.name.value.as_str());
        Link { promised, surface, at: of.surface.name.span, replacement }
    })
}

/// Where the replacement of a surface is named: by the surface, or by the lone replacement of the promise.
fn span(promised: &Promised<'_>, of: &crate::catalog::SurfaceOf) -> Span {
    match (&of.surface.replacement, promised.deprecation.replacements.as_slice()) {
        (Some(SurfaceReplacement::Name(name)), _) => name.span,
        (_, [lone]) => lone.name.span,
        _ => of.surface.name.span,
    }
}
