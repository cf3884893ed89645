//! A track record with something of everything.

use crate::site::context::{
    Html, RecordCell, RecordCount, RecordPage, RecordPromise, RecordRow, RecordSection, RecordSlicePage,
};
use crate::site::record_chart::{Year, chart};

use super::made_up::{HOSTILE, deploy, head, text};

const COUNTS: [RecordCount; 8] = [
    RecordCount::Promised,
    RecordCount::Kept,
    RecordCount::Early,
    RecordCount::Extended,
    RecordCount::PulledIn,
    RecordCount::Cancelled,
    RecordCount::Overdue,
    RecordCount::Open,
];

fn row(name: &str, numbers: [usize; 8]) -> RecordRow {
    let cell = |(count, number): (&RecordCount, usize)| RecordCell {
        count: *count,
        number,
        moves: if *count == RecordCount::Extended { number * 2 } else { 0 },
        href: text("record/years/2026/#kept"),
    };
    RecordRow {
        name: name.to_owned(),
        path: text("record/years/2026/"),
        cells: COUNTS.iter().zip(numbers).map(cell).collect(),
        median_notice_days: Some(180),
    }
}

pub(super) fn page() -> RecordPage {
    let years = [(2025, 4, 1, 0), (2026, 7, 0, 2)];
    let years = years.map(|(year, kept, early, cancelled)| Year { year, kept, early, cancelled });
    RecordPage {
        page: head("Track record", "record/", "record/"),
        total: row("Everything", [20, 11, 1, 4, 1, 2, 1, 5]),
        components: vec![row(HOSTILE, [20, 11, 1, 4, 1, 2, 1, 5])],
        years: vec![row("2026", [12, 7, 0, 2, 1, 2, 1, 2]), row("2025", [8, 4, 1, 2, 0, 0, 0, 3])],
        chart: chart(&years),
    }
}

pub(super) fn slice() -> RecordSlicePage {
    let promise = RecordPromise {
        path: text("changes/deploy-api-v1/"),
        title_html: Html(text("<code>/v1</code> goes")),
        component: deploy(),
        days: vec![text("2026-05-01"), text("2026-08-24")],
        notice_days: Some(180),
        emergency: true,
    };
    let section = |count, number| RecordSection { count, number, promises: vec![promise.clone()], more: number - 1 };
    RecordSlicePage {
        page: head("Track record: 2026", "record/years/2026/", "record/"),
        row: row("2026", [12, 7, 0, 2, 1, 2, 1, 2]),
        sections: vec![section(RecordCount::Kept, 1), section(RecordCount::Extended, 200)],
    }
}
