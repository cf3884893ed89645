//! The schedule → what stands announced of HTTP routes: by which promise, since when it is deprecated, and from when it
//! may be gone.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Published;
use super::wire::{Deprecation, Schedule, Surface};
use crate::catalog::{ComponentIx, SurfaceOf, View};
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
    let with_route = view.promises().filter(|promised| {
        let Some(published) = Published::of(view.catalog(), promised.change, view.today()) else { return false };
        let stands = !published.deprecation.is_estimated()
            && published.completed_by.is_none()
            && published.cancelled().is_none();
        let is_route = |surface: &SurfaceOf| {
            let name = &surface.surface.name.value;
            surface.surface.kind.value == SurfaceKind::Http && Route::parse(name).is_ok() && wanted(name)
        };
        stands && published.promise.surfaces.iter().any(is_route)
    });
    with_route.map(|promised| promised.change.component).collect()
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
