//! The schedule → what stands announced of HTTP routes: by which promise, since when it is deprecated, and from when it
//! may be gone.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Published;
use super::wire::{Deprecation, Schedule, Surface};
use crate::catalog::{Change, ComponentIx, SurfaceOf, View};
use crate::entry::{NoRoute, Route, SurfaceKind};

/// A route that a promise speaks of.
#[derive(Clone, Copy, Debug)]
pub struct RouteOf<'a> {
    pub promise: &'a Deprecation,
    pub surface: &'a Surface,
}

/// All http surfaces of promises that stand: not fulfilled, not called off, and no mere plan.
pub fn routes(schedule: &Schedule) -> impl Iterator<Item = RouteOf<'_>> {
    let standing = schedule.deprecations.iter().filter(|promise| is_announced(promise));
    standing.flat_map(|promise| {
        let surfaces = promise.surfaces.iter().filter(|surface| surface.kind == "http");
        surfaces.map(move |surface| RouteOf { promise, surface })
    })
}

/// The components with such a surface that can be matched and whose name is wanted, in their order.
pub fn components_with_routes(view: View<'_>, wanted: impl Fn(&str) -> bool) -> BTreeSet<ComponentIx> {
    let is_route = |surface: &SurfaceOf| {
        let name = &surface.surface.name.value;
        surface.surface.kind.value == SurfaceKind::Http && Route::parse(name).is_ok() && wanted(name)
    };
    let stands = |change: &Change| {
        let published = Published::of(view.catalog(), change, view.today());
        published.is_some_and(|published| {
            let is_over = published.completed_by.is_some() || published.cancelled().is_some();
            !is_over && !published.deprecation.is_estimated()
        })
    };
    let mut components = BTreeSet::new();
    for (_, change) in view.changes() {
        let Some(promise) = change.promise.as_ref().filter(|_| !components.contains(&change.component)) else {
            continue;
        };
        if promise.surfaces.iter().any(is_route) && stands(change) {
            components.insert(change.component);
        }
    }
    components
}

/// Whether the name of an http surface is a path as descriptions of APIs have it, with nothing but placeholders of one
/// segment: what an overlay can name. Without any such path an overlay has no action, and is not valid.
pub fn names_one_path(name: &str) -> bool {
    let is_pattern = |path: &str| path.contains('*') || path.contains("+}") || path.contains("...}");
    name.split_once(' ').is_some_and(|(_, path)| !is_pattern(path))
}

/// Whether a promise is told to machines: estimated dates never are, and what is over or called off no more.
pub fn is_announced(promise: &Deprecation) -> bool {
    !promise.estimated && promise.removed.is_none() && promise.cancelled.is_none()
}

impl RouteOf<'_> {
    pub fn route(&self) -> Result<Route, NoRoute> {
        Route::parse(&self.surface.name)
    }

    /// From when it may be gone; a day begins at 00:00:00Z.
    pub fn sunset(&self) -> Option<Timestamp> {
        self.promise.sunset.map(|sunset| sunset.0.instant())
    }

    /// Since when it is deprecated; never later than its sunset (RFC 9745, section 4).
    pub fn deprecated(&self) -> Timestamp {
        let deprecated = self.promise.deprecated.0.instant();
        self.sunset().map_or(deprecated, |sunset| deprecated.min(sunset))
    }
}
