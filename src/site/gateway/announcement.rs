//! What the schedule says of HTTP routes → what an answer to a request must say: one announcement per route, in the order
//! in which gateways try them. The first that fits a request is the right one.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::base::Slug;
use crate::config::Config;
use crate::entry::{Method, Part, Route, Segment};
use crate::schedule::routes::{RouteOf, is_announced, routes};
use crate::schedule::wire;
use crate::site::paths;

/// What the answers of a route say.
#[derive(Clone, Debug)]
pub struct Announcement {
    pub route: Route,
    /// Its surfaces' names, as they are written.
    pub names: Vec<String>,
    /// Since when it is deprecated (RFC 9745); the earliest date, where several promises speak of it.
    pub deprecated: Timestamp,
    /// From when it may be gone (RFC 8594); the earliest date too.
    pub sunset: Option<Timestamp>,
    /// In the order in which they are sent.
    pub links: Vec<Link>,
    /// The ids of the promises, the most urgent first.
    pub promises: Vec<String>,
}

/// A link of the field `Link` (RFC 8288).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub target: String,
    pub rel: Relation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// To the promise's page (RFC 9745, section 3).
    Deprecation,
    /// To the policy in words (RFC 8594, section 6).
    Sunset,
    /// To what takes its place (RFC 5829).
    SuccessorVersion,
}

/// Which promises a file is about.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    Platform,
    Component(&'a str),
}

/// The announcements of a component or of all. What no gateway can match is left out; a rule of `check` says so.
pub fn announcements(schedule: &wire::Schedule, config: &Config, of: Of<'_>) -> Vec<Announcement> {
    let wanted = |route: &RouteOf<'_>| match of {
        Of::Platform => true,
        Of::Component(id) => route.promise.component == id,
    };
    let own: Vec<Announcement> =
        routes(schedule).filter(wanted).filter_map(|route| announcement(&route, config)).collect();
    let mut merged = merge(&own);
    merged.sort_by_cached_key(order);
    merged
}

/// The announcements of one promise, one per route, in its order; without successors.
pub fn of_promise(promise: &wire::Deprecation, config: &Config) -> Vec<Announcement> {
    if !is_announced(promise) {
        return Vec::new();
    }
    let routes = promise.surfaces.iter().filter(|surface| surface.kind == "http");
    let own = routes.filter_map(|surface| announcement(&RouteOf { promise, surface }, config));
    own.map(|one| {
        let links = one.links.into_iter().filter(|link| link.rel != Relation::SuccessorVersion).collect();
        Announcement { links, ..one }
    })
    .collect()
}

fn announcement(of: &RouteOf<'_>, config: &Config) -> Option<Announcement> {
    let link = |rel, target: &str| Link { target: target.to_owned(), rel };
    let mut links = vec![link(Relation::Deprecation, of.promise.url.as_str())];
    let component = Slug::new(&of.promise.component).ok();
    let policy = component.map_or(&config.policy, |id| config.policy_of(&id));
    links.extend(policy.page.as_ref().map(|page| link(Relation::Sunset, &config.base_url.join(&paths::page(page)))));
    links.extend(of.surface.replacement.as_ref().and_then(successor).map(|to| link(Relation::SuccessorVersion, &to)));
    Some(Announcement {
        route: of.route().ok()?,
        names: vec![of.surface.name.clone()],
        deprecated: of.deprecated(),
        sunset: of.sunset(),
        links,
        promises: vec![of.promise.id.clone()],
    })
}

/// Where the replacement is: the page that its author names, else the one path that it means.
fn successor(replacement: &wire::Replacement) -> Option<String> {
    if let Some(url) = &replacement.url {
        return Some(url.0.clone());
    }
    let route = Route::parse(&replacement.name).ok().filter(Route::is_fixed)?;
    let segments: Vec<&str> = route.fixed().iter().filter_map(Segment::as_text).collect();
    Some(format!("/{}", segments.join("/")))
}

/// One announcement per route, with what those say that cover it: a request to `/v1/x` is one to `/v1/**` too.
fn merge(own: &[Announcement]) -> Vec<Announcement> {
    let mut by_start: BTreeMap<&[Segment], Vec<&Announcement>> = BTreeMap::new();
    for one in own {
        by_start.entry(one.route.fixed()).or_default().push(one);
    }
    let mut merged: BTreeMap<&Route, Announcement> = BTreeMap::new();
    for one in own {
        if merged.contains_key(&one.route) {
            continue;
        }
        let fixed = one.route.fixed();
        let starts = (0..=fixed.len()).filter_map(|length| by_start.get(&fixed[..length]));
        let mut covering: Vec<&Announcement> =
            starts.flatten().copied().filter(|other| other.route.covers(&one.route)).collect();
        covering.sort_by_key(|other| (urgency(other), &other.promises));
        merged.insert(&one.route, sum(one.route.clone(), &covering));
    }
    merged.into_values().collect()
}

/// `covering` holds at least the route's own announcement.
fn sum(route: Route, covering: &[&Announcement]) -> Announcement {
    let mut links: Vec<Link> = Vec::new();
    let mut promises: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for one in covering {
        if one.route == route {
            names.extend(one.names.iter().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>());
        }
        links.extend(one.links.iter().filter(|link| !links.contains(link)).cloned().collect::<Vec<_>>());
        promises.extend(one.promises.iter().filter(|id| !promises.contains(id)).cloned().collect::<Vec<_>>());
    }
    links.sort_by_key(|link| link.rel);
    Announcement {
        route,
        names,
        deprecated: covering.iter().map(|one| one.deprecated).min().unwrap_or_default(),
        sunset: covering.iter().filter_map(|one| one.sunset).min(),
        links,
        promises,
    }
}

/// The earliest sunset first, those without one last.
fn urgency(one: &Announcement) -> (Timestamp, Timestamp) {
    (one.sunset.unwrap_or(Timestamp::MAX), one.deprecated)
}

/// The more urgent first, and of the equally urgent the narrower: a route that another covers is never less urgent, so it
/// comes before that one.
fn order(one: &Announcement) -> impl Ord + use<> {
    let parts = || {
        one.route.segments.iter().flat_map(|segment| match segment {
            Segment::One(parts) => parts.as_slice(),
            Segment::Rest => &[],
        })
    };
    let text: usize = parts().map(|part| if let Part::Text(text) = part { text.len() + 1 } else { 0 }).sum();
    let deep = one.route.segments.iter().filter(|segment| **segment == Segment::Rest).count();
    let any = parts().filter(|part| **part == Part::Any).count();
    // GET means HEAD too.
    let breadth = match &one.route.method {
        Method::Any => 2,
        Method::Named(name) => u8::from(name == "GET"),
    };
    (urgency(one), std::cmp::Reverse(text), deep, std::cmp::Reverse(any), breadth, one.route.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Today, When};

    fn one(id: &str, name: &str, deprecated: &str, sunset: Option<&str>) -> Announcement {
        let at = |day: &str| When::Day(day.parse::<Today>().unwrap().0).instant();
        Announcement {
            route: Route::parse(name).unwrap(),
            names: vec![name.to_owned()],
            deprecated: at(deprecated),
            sunset: sunset.map(at),
            links: vec![Link { target: format!("https://example.com/{id}"), rel: Relation::Deprecation }],
            promises: vec![id.to_owned()],
        }
    }

    fn merged(own: &[Announcement]) -> Vec<Announcement> {
        let mut merged = merge(own);
        merged.sort_by_cached_key(order);
        merged
    }

    #[test]
    fn of_several_promises_about_a_route_the_earliest_dates_count() {
        let own = [
            one("early", "GET /v1/{id}", "2026-03-01", Some("2027-01-01")),
            one("late", "GET /v1/{key}", "2026-01-01", Some("2027-06-01")),
        ];
        let [only] = merged(&own).try_into().unwrap();
        assert_eq!((only.deprecated, only.sunset), (own[1].deprecated, own[0].sunset));
        assert_eq!((only.promises, only.names.len(), only.links.len()), (vec!["early".into(), "late".into()], 2, 2));
    }

    #[test]
    fn a_route_says_what_those_say_that_cover_it_and_comes_before_them() {
        let own = [
            one("all", "* /v1/**", "2026-01-01", Some("2027-01-01")),
            one("undated", "GET /v3", "2026-01-01", None),
            one("list", "GET /v1/list", "2026-02-01", Some("2027-06-01")),
            one("urgent", "DELETE /v1/x", "2026-02-01", Some("2026-12-01")),
        ];
        let found = merged(&own);
        let names: Vec<&str> = found.iter().map(|one| one.names[0].as_str()).collect();
        assert_eq!(names, ["DELETE /v1/x", "GET /v1/list", "* /v1/**", "GET /v3"]);
        assert_eq!((found[1].deprecated, found[1].sunset), (own[0].deprecated, own[0].sunset));
        assert_eq!(found[0].promises, ["urgent", "all"]);
    }

    #[test]
    fn a_covered_route_never_comes_after_the_one_that_covers_it() {
        let names =
            ["* /**", "GET /**", "GET /a/**", "* /a/{x}", "GET /a/{x}", "HEAD /a/{x}", "GET /a/b", "GET /a/{x}:y"];
        let own: Vec<_> = names.iter().map(|name| one("p", name, "2026-01-01", Some("2027-01-01"))).collect();
        let found = merged(&own);
        for (at, one) in found.iter().enumerate() {
            let before = found[..at].iter().find(|other| other.route.covers(&one.route));
            assert!(before.is_none(), "{} after {:?}", one.route, before.map(|other| other.route.to_string()));
        }
    }
}
