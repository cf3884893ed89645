//! What the schedule says of HTTP routes → what an answer to a request must say: one announcement per route, in the order
//! in which gateways try them. The first that fits a request is the right one.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::base::Slug;
use crate::config::Config;
use crate::entry::{Method, Part, Route, Segment};
use crate::schedule::routes::{RouteOf, routes};
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
