//! The facts → `record.json`. What depends on the day alone, such as what is overdue, is left out: the dates of
//! `schedule.json` say it to whoever asks on a day.

use super::{Count, End, Fact, Slice, Sums, years};
use crate::catalog::{ComponentIx, View};
use crate::config::Config;
use crate::schedule::{parts, paths, wire};

/// The track record of a view.
pub fn record(view: View<'_>, config: &Config, facts: &[Fact<'_>]) -> wire::Record {
    let of = |slice| counts(&Sums::of(facts, slice));
    let component = |index: ComponentIx| wire::RecordOfComponent {
        component: parts::component_id(view.catalog(), index),
        counts: of(Slice::Component(index)),
    };
    wire::Record {
        schema: parts::schema(config, "record"),
        id: parts::book_id(config),
        total: of(Slice::Everything),
        components: view.components().map(|(index, _)| component(index)).collect(),
        years: dated_years(facts).map(|year| wire::RecordOfYear { year, counts: of(Slice::Year(year)) }).collect(),
        promises: facts.iter().map(|fact| promise(view, config, fact)).collect(),
    }
}

/// Without the years in which only something fell due.
fn dated_years<'a>(facts: &'a [Fact<'a>]) -> impl Iterator<Item = i16> + 'a {
    let lasting = |year: &i16| {
        let sums = Sums { overdue: 0, ..Sums::of(facts, Slice::Year(*year)) };
        !sums.is_empty()
    };
    years(facts).into_iter().filter(lasting)
}

fn counts(sums: &Sums) -> wire::RecordCounts {
    wire::RecordCounts {
        promised: sums.promised,
        kept: sums.kept,
        early: sums.early,
        extended: sums.extended,
        extensions: sums.extensions,
        pulled_in: sums.pulled_in,
        pull_ins: sums.pull_ins,
        cancelled: sums.cancelled,
        median_notice_days: sums.median_notice_days,
    }
}

fn promise(view: View<'_>, config: &Config, fact: &Fact<'_>) -> wire::RecordOfPromise {
    let (outcome, ended) = match fact.end {
        End::Open => (None, None),
        End::Kept(day) => (Some("kept"), Some(day)),
        End::Early(day) => (Some("early"), Some(day)),
        End::Cancelled(day) => (Some("cancelled"), Some(day)),
    };
    let days = |count: Count| count.days(fact).into_iter().map(wire::Day).collect();
    wire::RecordOfPromise {
        id: fact.change.id.to_string(),
        url: parts::uri(config, &paths::change_page(&fact.change.id)),
        api_url: parts::uri(config, &paths::deprecation(&fact.change.id)),
        component: parts::component_id(view.catalog(), fact.component()),
        announced: wire::Day(fact.announced),
        outcome: outcome.map(str::to_owned),
        ended: ended.map(wire::Day),
        extended: days(Count::Extended),
        pulled_in: days(Count::PulledIn),
        notice_days: fact.notice_days,
        emergency: fact.emergency,
    }
}
