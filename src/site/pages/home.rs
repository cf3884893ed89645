//! The home page, the list of promises, and the order in which promises press.

use super::card::{card, drawn, row};
use super::choices::choices;
use super::head::{About, crumb, feed_set, head};
use super::{lists, pages_of};
use crate::base::When;
use crate::catalog::{Promised, State};
use crate::site::context::{Counts, DeprecationsPage, HomePage, PromiseRow};
use crate::site::timeline::{By, Timeline, timeline};
use crate::site::{Site, paths};

const ACTIONS: usize = 8;
const LATEST: usize = 10;
const HOME_ROWS: usize = 12;
const ROWS: usize = 18;

/// Promises by what is to be done about them; each group in its own order.
pub struct Grouped<'c> {
    /// The sunset has come; the longest overdue first.
    pub due: Vec<Promised<'c>>,
    /// A firm date is to come, or a version; the nearest first.
    pub upcoming: Vec<Promised<'c>>,
    /// Plans and floors.
    pub undated: Vec<Promised<'c>>,
    /// Removed or cancelled; the latest first.
    pub done: Vec<Promised<'c>>,
}

impl<'c> Grouped<'c> {
    pub fn of(site: &Site<'_>, promises: impl Iterator<Item = Promised<'c>>) -> Self {
        let today = site.view.today().0;
        let mut grouped = Grouped { due: Vec::new(), upcoming: Vec::new(), undated: Vec::new(), done: Vec::new() };
        for promised in promises {
            let life = &promised.promise.life;
            let firm =
                !life.is_estimated_on(today) && (life.sunset.on(today).is_some() || life.removal.on(today).is_some());
            let group = match promised.state {
                State::Removed | State::Cancelled => &mut grouped.done,
                State::Due => &mut grouped.due,
                _ if firm => &mut grouped.upcoming,
                _ => &mut grouped.undated,
            };
            group.push(promised);
        }
        let sunset = |promised: &Promised<'_>| promised.promise.life.sunset.on(today).map(|sunset| sunset.instant());
        grouped.due.sort_by_key(|promised| (sunset(promised).is_none(), sunset(promised)));
        grouped.upcoming.sort_by_key(|promised| (sunset(promised).is_none(), sunset(promised)));
        let ended = |promised: &Promised<'_>| promised.promise.life.removed.map(When::instant).or(sunset(promised));
        grouped.done.sort_by_key(|promised| std::cmp::Reverse(ended(promised)));
        grouped
    }

    pub fn counts(&self) -> Counts {
        Counts {
            due: self.due.len(),
            upcoming: self.upcoming.len(),
            undated: self.undated.len(),
            done: self.done.len(),
        }
    }

    /// Everything that still stands, the most pressing first.
    pub fn open(&self) -> impl Iterator<Item = Promised<'c>> {
        self.due.iter().chain(&self.upcoming).chain(&self.undated).copied()
    }

    pub fn open_rows(&self, site: &Site<'_>) -> Vec<PromiseRow> {
        self.open().map(|promised| row(site, promised)).collect()
    }

    pub fn timeline(&self, site: &Site<'_>, limit: usize, by: By) -> Option<Timeline> {
        let drawn: Vec<_> = self.open().map(|promised| drawn(site, promised)).collect();
        timeline(&drawn, site.view.today(), limit, by)
    }

    /// The same by owner; none if it would have one group only.
    pub fn timeline_by_owner(&self, site: &Site<'_>, limit: usize) -> Option<Timeline> {
        self.timeline(site, limit, By::Owner).filter(|timeline| timeline.wide.groups.len() > 1)
    }
}

pub fn home(site: &Site<'_>) -> HomePage {
    let grouped = Grouped::of(site, site.view.promises());
    let open = grouped.due.len() + grouped.upcoming.len() + grouped.undated.len();
    let action: Vec<PromiseRow> =
        grouped.due.iter().chain(&grouped.upcoming).take(ACTIONS).map(|promised| row(site, *promised)).collect();
    let everything = site.plan.everything();
    HomePage {
        page: head(
            site,
            About {
                title: site.config.title.clone(),
                description: site.config.description.clone(),
                path: String::new(),
                section: "",
                breadcrumbs: Vec::new(),
                scope: Some(everything),
                json: Some("api/v1/index.json".to_owned()),
            },
        ),
        more: open - action.len(),
        action,
        counts: grouped.counts(),
        timeline: grouped.timeline(site, HOME_ROWS, By::Component),
        timeline_by_owner: grouped.timeline_by_owner(site, HOME_ROWS),
        latest: site.view.changes().take(LATEST).map(|(index, change)| card(site, index, change)).collect(),
        feeds: vec![feed_set(site, everything), feed_set(site, site.plan.deprecations())],
    }
}

/// A page of the list of promises, from 1.
pub fn deprecations(site: &Site<'_>, number: usize) -> DeprecationsPage {
    let grouped = Grouped::of(site, site.view.promises());
    let scope = site.plan.deprecations();
    let all = [&grouped.due, &grouped.upcoming, &grouped.undated, &grouped.done];
    let total = all.iter().map(|group| group.len()).sum();
    let shown = pages_of::range(total, pages_of::PROMISES, number);
    let mut before = 0;
    let [due, upcoming, undated, done] = all.map(|group| {
        let part = |at: usize| at.saturating_sub(before).min(group.len());
        let rows = group[part(shown.start)..part(shown.end)].iter().map(|promised| row(site, *promised)).collect();
        before += group.len();
        rows
    });
    let first = number == 1;
    DeprecationsPage {
        page: head(
            site,
            About {
                title: lists::titled("Deprecations", number),
                description: format!("What {} will stop supporting, and when.", site.config.title),
                path: paths::nth(paths::DEPRECATIONS, number),
                section: paths::DEPRECATIONS,
                breadcrumbs: if first { Vec::new() } else { vec![crumb("Deprecations", paths::DEPRECATIONS)] },
                scope: Some(scope),
                json: Some("api/v1/schedule.json".to_owned()),
            },
        ),
        timeline: first.then(|| grouped.timeline(site, ROWS, By::Component)).flatten(),
        timeline_by_owner: first.then(|| grouped.timeline_by_owner(site, ROWS)).flatten(),
        choices: first.then(|| choices(site)),
        pager: pages_of::pager(total, pages_of::PROMISES, number, |number| paths::nth(paths::DEPRECATIONS, number)),
        counts: grouped.counts(),
        due,
        upcoming,
        undated,
        done,
        feeds: feed_set(site, scope),
    }
}
