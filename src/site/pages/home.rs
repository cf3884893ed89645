//! The home page, the list of promises, and the order in which promises press.

use super::card::{card, drawn, row};
use super::choices::choices;
use super::head::{About, crumb, feed_set, head};
use super::{lists, pages_of};
use crate::base::When;
use crate::catalog::{ChangeIx, Promised, State};
use crate::site::context::{Counts, DeprecationsPage, HomePage, PromiseRow};
use crate::site::timeline::{By, MOST_ROWS, Nearness, Timeline, timeline};
use crate::site::{Site, paths};

const ACTIONS: usize = 8;
const LATEST: usize = 10;
const HOME_ROWS: usize = 12;
const ROWS: usize = 18;

/// Promises by what is to be done about them; each group in its own order.
pub struct Grouped<'c> {
    /// The sunset has come; the longest overdue first.
    pub due: Vec<Promised<'c>>,
    /// A firm date is to come, or a version; the nearest first, by the day on which a version is expected.
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
        // A version whose day is expected stands among the days, and says that it is only expected.
        let pressing = |promised: &Promised<'_>| {
            let day = sunset(promised).or(site.view.expected(*promised).map(|day| When::Day(day).instant()));
            (day.is_none(), day)
        };
        grouped.due.sort_by_cached_key(pressing);
        grouped.upcoming.sort_by_cached_key(pressing);
        let ended = |promised: &Promised<'_>| promised.promise.life.removed.map(When::instant).or(sunset(promised));
        grouped.done.sort_by_cached_key(|promised| std::cmp::Reverse(ended(promised)));
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

    /// The first rows of what still stands, and how many more there are.
    pub fn open_rows(&self, site: &Site<'_>, most: usize) -> (Vec<PromiseRow>, usize) {
        let rows: Vec<PromiseRow> = self.open().take(most).map(|promised| row(site, promised)).collect();
        let more = self.open().count() - rows.len();
        (rows, more)
    }

    fn places(&self) -> [Vec<ChangeIx>; 4] {
        [&self.due, &self.upcoming, &self.undated, &self.done]
            .map(|group| group.iter().map(|promised| promised.index).collect())
    }

    /// Pictures of the nearest promises; none by owner if it would have one group only. Of thousands, few are drawn.
    pub fn timelines<const N: usize>(&self, site: &Site<'_>, limit: usize, by: [By; N]) -> [Option<Timeline>; N] {
        let all = self.due.len() + self.upcoming.len() + self.undated.len();
        let drawn: Vec<_> = self.nearest(site, limit).into_iter().map(|promised| drawn(site, promised)).collect();
        by.map(|by| {
            let timeline = timeline(&drawn, site.view.today(), limit, by)?;
            let is_plain = by == By::Owner && timeline.wide.groups.len() <= 1;
            (!is_plain).then(|| Timeline { more: all - timeline.shown, ..timeline })
        })
    }

    /// The open promises that a timeline of so many rows shows, in any order.
    fn nearest(&self, site: &Site<'_>, limit: usize) -> Vec<Promised<'c>> {
        let today = site.view.today();
        let limit = limit.min(MOST_ROWS);
        let nearness = |promised: Promised<'_>| {
            let sunset = promised.promise.life.sunset.on(today.0).map(|sunset| sunset.day());
            Nearness::of(sunset.or(site.view.expected(promised)), promised.change.date().day(), today)
        };
        let mut all: Vec<(Nearness, Promised<'c>)> =
            self.open().map(|promised| (nearness(promised), promised)).collect();
        if limit < all.len() {
            // As paths are compared, of which the id is a part.
            let path = |promised: &Promised<'c>| promised.change.id.as_str().bytes().chain([b'/']);
            all.select_nth_unstable_by(limit, |(a, a_promised), (b, b_promised)| {
                a.cmp(b).then_with(|| path(a_promised).cmp(path(b_promised)))
            });
            all.truncate(limit);
        }
        all.into_iter().map(|(_, promised)| promised).collect()
    }
}

/// Every published promise: those of the entries that speak of promises.
fn promises<'a>(site: &Site<'a>) -> impl Iterator<Item = Promised<'a>> {
    let view = site.view;
    view.among(&site.plan.deprecations().changes).filter_map(move |(index, change)| view.promised(index, change))
}

pub fn home(site: &Site<'_>) -> HomePage {
    let grouped = Grouped::of(site, promises(site));
    let open = grouped.due.len() + grouped.upcoming.len() + grouped.undated.len();
    let action: Vec<PromiseRow> =
        grouped.due.iter().chain(&grouped.upcoming).take(ACTIONS).map(|promised| row(site, *promised)).collect();
    let everything = site.plan.everything();
    let [timeline, timeline_by_owner] = grouped.timelines(site, HOME_ROWS, [By::Component, By::Owner]);
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
        timeline,
        timeline_by_owner,
        latest: site.view.changes().take(LATEST).map(|(index, change)| card(site, index, change)).collect(),
        feeds: vec![feed_set(site, everything), feed_set(site, site.plan.deprecations())],
    }
}

/// A page of the list of promises, from 1.
pub fn deprecations(site: &Site<'_>, number: usize) -> DeprecationsPage {
    let first = number == 1;
    let grouped = first.then(|| Grouped::of(site, promises(site)));
    let pressing = site.plan.pressing.get_or_init(|| match &grouped {
        Some(grouped) => grouped.places(),
        None => Grouped::of(site, promises(site)).places(),
    });
    let scope = site.plan.deprecations();
    let total = pressing.iter().map(Vec::len).sum();
    let shown = pages_of::range(total, pages_of::PROMISES, number);
    let mut before = 0;
    let [due, upcoming, undated, done] = pressing.each_ref().map(|group| {
        let part = |at: usize| at.saturating_sub(before).min(group.len());
        let part = &group[part(shown.start)..part(shown.end)];
        before += group.len();
        let promised = |index: &ChangeIx| site.view.promised(*index, site.view.catalog().change(*index));
        part.iter().filter_map(promised).map(|promised| row(site, promised)).collect()
    });
    let [due_count, upcoming_count, undated_count, done_count] = pressing.each_ref().map(Vec::len);
    let [timeline, timeline_by_owner] =
        grouped.map_or([None, None], |grouped| grouped.timelines(site, ROWS, [By::Component, By::Owner]));
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
        timeline,
        timeline_by_owner,
        choices: first.then(|| choices(site)),
        pager: pages_of::pager(total, pages_of::PROMISES, number, |number| paths::nth(paths::DEPRECATIONS, number)),
        counts: Counts { due: due_count, upcoming: upcoming_count, undated: undated_count, done: done_count },
        due,
        upcoming,
        undated,
        done,
        feeds: feed_set(site, scope),
    }
}
