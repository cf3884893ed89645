//! What counts as kept, early, moved and called off.

use super::*;
use crate::schedule::record::{Count, End, Fact, Slice, Sums, facts, record, years};

const GONE: &str = "title = \"It is gone\"\ncompletes = [\"api-old\"]";

/// A promise of these keys, announced on 2026-03-02, and the entry of a day that says it is gone.
fn promise(keys: &str, gone: Option<(&str, &str)>) -> Book {
    let old = format!(
        "title = \"Old goes\"\nkind = \"deprecated\"\n[deprecation]\nsurface = [{{ kind = \"feature\", name = \"old\" }}]\nno-replacement = \"x\"\n{keys}"
    );
    let mut files = vec![("api/2026-03-02-old".to_owned(), old)];
    if let Some((day, more)) = gone {
        files.push((format!("api/{day}-gone"), format!("{GONE}\n{more}")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Book::of(&files)
}

fn with<T>(book: &Book, day: &str, look: impl FnOnce(&[Fact<'_>]) -> T) -> T {
    look(&facts(book.catalog.as_of(today(day)), &book.schedule(day, None)))
}

fn end(keys: &str, gone: Option<(&str, &str)>) -> Option<End> {
    with(&promise(keys, gone), "2027-06-01", |facts| facts.first().map(|fact| fact.end))
}

fn day(text: &str) -> crate::base::Date {
    text.parse().unwrap()
}

fn revision(date: &str, from: &str, change: &str) -> String {
    format!("\n[[deprecation.revision]]\ndate = {date}\nfrom = {from}\nreason = \"x\"\nchange = \"{change}\"")
}

fn call(date: &str, change: &str) -> String {
    format!("\n[[deprecation.revision]]\ndate = {date}\nreason = \"x\"\nchange = \"{change}\"")
}

#[test]
fn gone_on_the_promised_day_or_later_is_kept_and_a_day_before_is_not() {
    let sunset = "sunset = 2026-12-01";
    assert_eq!(end(sunset, Some(("2026-12-01", ""))), Some(End::Kept(day("2026-12-01"))));
    assert_eq!(end(sunset, Some(("2027-02-01", ""))), Some(End::Kept(day("2027-02-01"))));
    assert_eq!(end(sunset, Some(("2026-11-30", ""))), Some(End::Early(day("2026-11-30"))));
    assert_eq!(end(sunset, None), Some(End::Open), "overdue, which the day says and no record");
}

#[test]
fn a_promise_of_a_version_is_kept_with_that_version_or_a_later_one() {
    let removal = "removal = \"4.0.0\"";
    let gone = |version: &str| end(removal, Some(("2026-09-01", version)));
    assert_eq!(gone("version = \"4.0.0\""), Some(End::Kept(day("2026-09-01"))));
    assert_eq!(gone("version = \"5.1.0\""), Some(End::Kept(day("2026-09-01"))));
    assert_eq!(gone("version = \"4.0.0-rc.1\""), Some(End::Early(day("2026-09-01"))));
    assert_eq!(gone("version = \"3.9.0\""), Some(End::Early(day("2026-09-01"))));
    assert_eq!(gone(""), Some(End::Early(day("2026-09-01"))), "4.0.0 was never released");
}

#[test]
fn with_a_day_and_a_version_both_must_have_come() {
    let both = "sunset = 2026-12-01\nremoval = \"4.0.0\"";
    assert!(matches!(end(both, Some(("2026-12-05", "version = \"4.0.0\""))), Some(End::Kept(_))));
    assert!(matches!(end(both, Some(("2026-12-05", "version = \"3.9.0\""))), Some(End::Early(_))));
    assert!(matches!(end(both, Some(("2026-11-05", "version = \"4.0.0\""))), Some(End::Early(_))));
}

#[test]
fn gone_without_notice_or_without_a_firm_day_is_early() {
    let pulled = format!("sunset = 2026-09-01{}", revision("2026-09-01", "2026-12-01", "pulled-in"));
    assert!(matches!(end(&pulled, Some(("2026-09-01", ""))), Some(End::Early(_))), "told on the very day");
    let told = format!("sunset = 2026-09-01{}", revision("2026-08-01", "2026-12-01", "pulled-in"));
    assert!(matches!(end(&told, Some(("2026-09-01", ""))), Some(End::Kept(_))));
    assert!(matches!(end("not-before = 2026-05-01", Some(("2026-09-01", ""))), Some(End::Early(_))));
    let plan = "sunset = 2026-06-01\nestimated = true";
    assert!(matches!(end(plan, Some(("2026-09-01", ""))), Some(End::Early(_))));
}

#[test]
fn a_plan_is_no_promise_until_it_is_firm() {
    assert_eq!(end("sunset = 2027-12-01\nestimated = true", None), None);
    assert_eq!(end("not-before = 2027-12-01", None), None);
    let moved = format!(
        "sunset = 2027-09-01\nestimated = false{}{}",
        revision("2026-04-01", "2027-05-01", "extended"),
        "\n[[deprecation.revision]]\ndate = 2026-05-01\nfield = \"estimated\"\nfrom = true\nreason = \"x\"\nchange = \"dated\""
    );
    with(&promise(&moved, None), "2026-06-01", |facts| {
        assert_eq!((facts[0].end, facts[0].extended.len()), (End::Open, 0), "a plan that moves moves no promise");
    });
}

#[test]
fn extended_twice_is_one_promise_and_two_moves() {
    let keys = format!(
        "sunset = 2027-12-01\nclosed-to-new = 2026-08-01{}{}",
        revision("2026-05-01", "2026-12-01", "extended"),
        revision("2027-01-10", "2027-06-01", "extended"),
    );
    with(&promise(&keys, None), "2027-02-01", |facts| {
        let sums = Sums::of(facts, Slice::Everything);
        assert_eq!((sums.promised, sums.extended, sums.extensions), (1, 1, 2));
        assert_eq!(Sums::of(facts, Slice::Year(2027)).extensions, 1);
        assert_eq!(Sums::of(facts, Slice::Year(2027)).promised, 0);
        assert_eq!(years(facts), [2026, 2027]);
    });
    with(&promise(&keys, None), "2026-06-01", |facts| {
        assert_eq!(facts[0].extended, [day("2026-05-01")], "what comes later is not told before its day");
    });
}

#[test]
fn the_last_of_cancelled_and_reinstated_decides() {
    let cancelled = format!("sunset = 2027-12-01{}", call("2026-08-01", "cancelled"));
    assert_eq!(end(&cancelled, None), Some(End::Cancelled(day("2026-08-01"))));
    let back = format!("{cancelled}{}", call("2026-09-01", "reinstated"));
    assert_eq!(end(&back, None), Some(End::Open));
    let early = Some(("2027-01-01", ""));
    assert!(matches!(end(&cancelled, early), Some(End::Early(_))), "it had been called off");
}

#[test]
fn notice_runs_from_the_first_word_to_the_end_and_the_median_is_given_by_half() {
    let notice = |keys: &str, gone| with(&promise(keys, gone), "2027-06-01", |facts| facts[0].notice_days);
    assert_eq!(notice("sunset = 2026-12-01", None), Some(274));
    assert_eq!(notice("sunset = 2026-12-01", Some(("2027-02-01", ""))), Some(274), "longer than promised is no notice");
    assert_eq!(notice("sunset = 2026-12-01", Some(("2026-03-12", ""))), Some(10), "shorter is");
    assert_eq!(notice("removal = \"4.0.0\"", Some(("2026-04-01", "version = \"4.0.0\""))), Some(30));
    assert_eq!(notice("removal = \"4.0.0\"", None), None);
    let extended = format!("sunset = 2026-12-01{}", revision("2026-05-01", "2026-10-01", "extended"));
    assert_eq!(notice(&extended, None), Some(274), "they were told an earlier day before");
    let called_off = format!("sunset = 2026-12-01{}", call("2026-08-01", "cancelled"));
    assert_eq!(notice(&called_off, None), None);

    let deprecated = |name: &str, sunset: &str| {
        format!(
            "title = \"{name} goes\"\n[deprecation]\nsunset = {sunset}\nsurface = [{{ kind = \"feature\", name = \"{name}\" }}]\nno-replacement = \"x\""
        )
    };
    let (a, b) = (deprecated("a", "2026-04-01"), deprecated("b", "2026-05-01"));
    let book = Book::of(&[("api/2026-03-02-a", &a), ("api/2026-03-02-b", &b)]);
    with(&book, "2026-03-03", |facts| assert_eq!(Sums::of(facts, Slice::Everything).median_notice_days, Some(30)));
}

#[test]
fn an_emergency_is_marked_and_counted_as_what_it_is() {
    let keys = format!(
        "sunset = 2026-09-01{}\nemergency = \"CVE-2026-1234\"",
        revision("2026-08-20", "2026-12-01", "pulled-in")
    );
    with(&promise(&keys, Some(("2026-09-02", ""))), "2026-10-01", |facts| {
        assert!(facts[0].emergency && matches!(facts[0].end, End::Kept(_)));
        assert_eq!(Sums::of(facts, Slice::Everything).pulled_in, 1);
        assert_eq!(facts[0].notice_days, Some(12));
    });
}

#[test]
fn what_is_open_or_overdue_is_counted_on_the_day_and_stands_in_no_document() {
    let book = promise("sunset = 2026-12-01", None);
    let of = |day: &str| {
        let view = book.catalog.as_of(today(day));
        let facts = facts(view, &book.schedule(day, None));
        let sums = Sums::of(&facts, Slice::Everything);
        ((sums.open, sums.overdue), json(&record(view, &book.config, &facts)))
    };
    let ((before, document), (after, same)) = (of("2026-11-30"), of("2027-03-01"));
    assert_eq!((before, after), ((1, 0), (0, 1)));
    assert_eq!(document, same, "bytes change only when content does");
}

#[test]
fn the_counts_of_years_and_components_add_up() {
    let book = super::example::example();
    for day in ["2025-12-31", "2026-11-22", "2028-01-01"] {
        with(&book, day, |facts| {
            let total = Sums::of(facts, Slice::Everything);
            let ended = total.kept + total.early + total.cancelled + total.overdue;
            assert_eq!(total.open, total.promised - ended, "on {day}");
            for count in [Count::Promised, Count::Kept, Count::Early, Count::Cancelled, Count::Overdue, Count::Open] {
                let by_year = years(facts).into_iter().map(|year| Sums::of(facts, Slice::Year(year)).count(count));
                assert_eq!(by_year.sum::<usize>(), total.count(count), "{count:?} on {day}");
                let components = book.catalog.as_of(today(day)).components();
                let by_component = components.map(|(at, _)| Sums::of(facts, Slice::Component(at)).count(count));
                assert_eq!(by_component.sum::<usize>(), total.count(count), "{count:?} on {day}");
            }
        });
    }
}
