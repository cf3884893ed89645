//! The track record, and the promises behind its numbers.

use super::head::{About, crumb, head};
use super::{component_ref, title_html};
use crate::schedule::paths as documents;
use crate::schedule::record::{self, Count, Fact, Slice, Sums, years};
use crate::site::context::{
    Head, RecordCell, RecordCount, RecordPage, RecordPromise, RecordRow, RecordSection, RecordSlicePage,
};
use crate::site::record_chart::{self, Year};
use crate::site::{Site, paths};

/// Promises that a section shows; with eight sections a page stays below 200 KB.
const LISTED: usize = 150;

/// `/record/`.
pub fn record(site: &Site<'_>) -> RecordPage {
    let facts = record::facts(site.view, site.schedule);
    let components = site.view.components().map(|(index, _)| Slice::Component(index));
    let years = years(&facts);
    let shown_years: Vec<Year> = years.iter().map(|year| of_year(&facts, *year)).collect();
    let rows = |slices: &mut dyn Iterator<Item = Slice>| {
        slices
            .map(|slice| row(site, &facts, slice))
            .filter(|row| row.cells.iter().any(|cell| cell.number > 0))
            .collect()
    };
    RecordPage {
        page: about(site, "Track record", paths::RECORD.to_owned()),
        total: row(site, &facts, Slice::Everything),
        components: rows(&mut components.into_iter()),
        years: rows(&mut years.iter().rev().map(|year| Slice::Year(*year))),
        chart: record_chart::chart(&shown_years),
    }
}

/// The promises behind the numbers of a part.
pub fn slice(site: &Site<'_>, slice: Slice) -> RecordSlicePage {
    let facts = record::facts(site.view, site.schedule);
    let name = name(site, slice);
    let mut page = about(site, &format!("Track record: {name}"), paths::record(site.view.catalog(), slice));
    page.breadcrumbs = vec![crumb("Track record", paths::RECORD)];
    let sections = SHOWN.iter().map(|count| section(site, &facts, slice, *count));
    RecordSlicePage {
        page,
        row: row(site, &facts, slice),
        sections: sections.filter(|section| section.number > 0).collect(),
    }
}

fn about(site: &Site<'_>, title: &str, path: String) -> Head {
    let about = About {
        title: title.to_owned(),
        description: format!(
            "How {} kept its promises: what went when it was to go, and what moved.",
            site.config.title
        ),
        path,
        section: paths::RECORD,
        breadcrumbs: Vec::new(),
        scope: None,
        json: Some(documents::RECORD.to_owned()),
    };
    head(site, about)
}

fn name(site: &Site<'_>, slice: Slice) -> String {
    match slice {
        Slice::Everything => "everything".to_owned(),
        Slice::Component(index) => site.view.catalog().component(index).config.name.clone(),
        Slice::Year(year) => year.to_string(),
    }
}

fn row(site: &Site<'_>, facts: &[Fact<'_>], slice: Slice) -> RecordRow {
    let sums = Sums::of(facts, slice);
    let path = paths::record(site.view.catalog(), slice);
    let cell = |count: &RecordCount| RecordCell {
        count: *count,
        number: sums.count(counted(*count)),
        moves: match count {
            RecordCount::Extended => sums.extensions,
            RecordCount::PulledIn => sums.pull_ins,
            _ => 0,
        },
        href: format!("{path}#{}", anchor(*count)),
    };
    RecordRow {
        name: name(site, slice),
        cells: SHOWN.iter().map(cell).collect(),
        median_notice_days: sums.median_notice_days,
        path,
    }
}

fn section(site: &Site<'_>, facts: &[Fact<'_>], slice: Slice, count: RecordCount) -> RecordSection {
    let mut behind: Vec<(&Fact<'_>, Vec<String>)> = facts
        .iter()
        .map(|fact| (fact, slice.days(counted(count), fact).iter().map(ToString::to_string).collect::<Vec<_>>()))
        .filter(|(_, days)| !days.is_empty())
        .collect();
    // The newest first; of one day in the order of their announcements.
    behind.sort_by(|(_, a), (_, b)| b.last().cmp(&a.last()));
    let number = behind.len();
    let promise = |(fact, days): (&Fact<'_>, Vec<String>)| RecordPromise {
        path: paths::change(&fact.change.id),
        title_html: title_html(fact.change),
        component: component_ref(site, fact.component()),
        days,
        notice_days: fact.notice_days,
        emergency: fact.emergency,
    };
    RecordSection {
        count,
        number,
        promises: behind.into_iter().take(LISTED).map(promise).collect(),
        more: number.saturating_sub(LISTED),
    }
}

fn of_year(facts: &[Fact<'_>], year: i16) -> Year {
    let sums = Sums::of(facts, Slice::Year(year));
    Year { year, kept: sums.kept, early: sums.early, cancelled: sums.cancelled }
}

/// In the order in which pages tell them: what became of all that was promised, and then what moved on the way.
const SHOWN: [RecordCount; 8] = [
    RecordCount::Promised,
    RecordCount::Kept,
    RecordCount::Early,
    RecordCount::Cancelled,
    RecordCount::Overdue,
    RecordCount::Open,
    RecordCount::Extended,
    RecordCount::PulledIn,
];

/// What a column shows.
fn counted(shown: RecordCount) -> Count {
    match shown {
        RecordCount::Promised => Count::Promised,
        RecordCount::Kept => Count::Kept,
        RecordCount::Early => Count::Early,
        RecordCount::Extended => Count::Extended,
        RecordCount::PulledIn => Count::PulledIn,
        RecordCount::Cancelled => Count::Cancelled,
        RecordCount::Overdue => Count::Overdue,
        RecordCount::Open => Count::Open,
    }
}

/// As templates see the name of a count.
fn anchor(count: RecordCount) -> &'static str {
    match count {
        RecordCount::Promised => "promised",
        RecordCount::Kept => "kept",
        RecordCount::Early => "early",
        RecordCount::Extended => "extended",
        RecordCount::PulledIn => "pulled-in",
        RecordCount::Cancelled => "cancelled",
        RecordCount::Overdue => "overdue",
        RecordCount::Open => "open",
    }
}
