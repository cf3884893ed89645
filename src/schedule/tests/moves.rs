//! When each date was first published, and when the schedule was last changed, from build to build.

use super::*;

fn first(baseline: &Baseline) -> String {
    baseline.schedule().deprecations[0].first_published.sunset.unwrap().to_string()
}

fn updated(baseline: &Baseline) -> String {
    baseline.schedule().updated.to_string()
}

#[test]
fn a_date_that_stays_or_moves_later_keeps_its_day() {
    let told = one("sunset = 2026-12-01").publish("2026-03-04", None);
    assert_eq!(first(&told), "2026-03-02");
    let extended = one("sunset = 2027-01-12").publish("2026-05-01", Some(&told));
    assert_eq!((first(&extended), updated(&extended)), ("2026-03-02".into(), "2026-05-01".into()));
    let instant = one("sunset = 2026-12-01T00:00:00Z").publish("2026-05-01", Some(&told));
    assert_eq!(first(&instant), "2026-03-02");
}

#[test]
fn a_date_that_is_new_or_moves_earlier_is_first_told_today() {
    let told = one("sunset = 2026-12-01").publish("2026-03-04", None);
    let pulled = one("sunset = 2026-11-30").publish("2026-05-01", Some(&told));
    assert_eq!(first(&pulled), "2026-05-01");
    let back = one("sunset = 2026-12-01").publish("2026-06-01", Some(&pulled));
    assert_eq!(first(&back), "2026-05-01");
    let floor = one("not-before = 2026-12-01").publish("2026-03-04", None);
    assert_eq!(first(&one("sunset = 2026-12-01").publish("2026-05-01", Some(&floor))), "2026-05-01");
}

#[test]
fn a_back_dated_promise_is_first_told_when_the_baseline_lacks_it() {
    let empty = Book::of(&[]).publish("2026-03-01", None);
    assert_eq!(first(&one("sunset = 2026-12-01").publish("2026-04-01", Some(&empty))), "2026-04-01");
}

#[test]
fn without_a_baseline_the_last_revision_that_shortened_notice_counts() {
    let revised = |change: &str, from: &str| {
        let keys = format!(
            "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-05-01\nfrom = {from}\nreason = \"x\"\nchange = \"{change}\""
        );
        first(&one(&keys).publish("2026-08-01", None))
    };
    assert_eq!(revised("pulled-in", "2027-01-01"), "2026-05-01");
    assert_eq!(revised("extended", "2026-10-01"), "2026-03-02");
    let dated = "sunset = 2026-12-01\nestimated = false\n[[deprecation.revision]]\ndate = 2026-05-01\nreason = \"x\"\nchange = \"dated\"";
    assert_eq!(first(&one(dated).publish("2026-08-01", None)), "2026-05-01");
}

#[test]
fn notice_of_a_reinstated_promise_starts_anew() {
    let calls = |more: &str| {
        format!(
            "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-05-01\nchange = \"cancelled\"\nreason = \"No\"\n{more}"
        )
    };
    let told = one("sunset = 2026-12-01").publish("2026-03-02", None);
    let cancelled = one(&calls("")).publish("2026-05-01", Some(&told));
    assert_eq!(first(&cancelled), "2026-03-02");
    let again = calls("[[deprecation.revision]]\ndate = 2026-06-01\nchange = \"reinstated\"\nreason = \"Yes\"");
    let reinstated = one(&again).publish("2026-06-02", Some(&cancelled));
    assert_eq!(first(&reinstated), "2026-06-02");
    assert_eq!(first(&one(&again).publish("2026-07-01", Some(&reinstated))), "2026-06-02");
    assert_eq!(first(&one(&again).publish("2026-07-01", None)), "2026-06-01");
}

#[test]
fn a_reinstatement_that_is_dated_back_gains_no_notice() {
    let calls = |more: &str| {
        format!(
            "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-05-01\nchange = \"cancelled\"\nreason = \"No\"\n{more}"
        )
    };
    let cancelled = one(&calls("")).publish("2026-05-01", None);
    let again = calls("[[deprecation.revision]]\ndate = 2026-05-02\nchange = \"reinstated\"\nreason = \"Yes\"");
    let reinstated = one(&again).publish("2026-07-01", Some(&cancelled));
    assert_eq!(first(&reinstated), "2026-07-01");
    assert_eq!(first(&one(&again).publish("2026-08-01", Some(&reinstated))), "2026-07-01");
    assert_eq!(first(&one(&calls("")).publish("2026-08-01", Some(&cancelled))), "2026-03-02");
}

#[test]
fn a_plan_made_firm_is_new() {
    let plan = one("sunset = 2026-12-01\nestimated = true").publish("2026-03-02", None);
    assert_eq!(first(&plan), "2026-03-02");
    let firm =
        one("sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-05-01\nfield = \"estimated\"\nreason = \"x\"");
    let published = firm.publish("2026-05-02", Some(&plan));
    assert_eq!(first(&published), "2026-05-02");
    assert_eq!(first(&firm.publish("2026-08-01", Some(&published))), "2026-05-02");
    assert_eq!(first(&firm.publish("2026-08-01", None)), "2026-05-01");
    let again = one("sunset = 2026-12-01\nestimated = true").publish("2026-09-01", Some(&published));
    assert_eq!(first(&again), "2026-05-02");
}

#[test]
fn a_promise_is_known_by_its_former_ids() {
    let told = one("sunset = 2026-12-01").publish("2026-03-02", None);
    let renamed = format!("id = \"new\"\nformer-ids = [\"api-v1\"]\n{}", promise("sunset = 2026-12-01"));
    let book = Book::of(&[("api/2026-03-02-v1", &renamed)]);
    let after = book.publish("2026-05-01", Some(&told));
    assert_eq!(first(&after), "2026-03-02");
    let entries: Vec<&str> = after.ids().unwrap().ids.entries.iter().map(String::as_str).collect();
    assert_eq!(entries, ["api-v1", "new"]);
}

#[test]
fn versions_and_floors_move_like_dates() {
    let of = |keys: &str, baseline: Option<&Baseline>| one(keys).publish("2026-05-01", baseline);
    let firsts = |baseline: &Baseline| {
        let first = baseline.schedule().deprecations[0].first_published.clone();
        (first.removal.map(|day| day.to_string()), first.not_before.map(|day| day.to_string()))
    };
    let told = one("removal = \"4.0.0\"\nnot-before = \"3.0.0\"").publish("2026-03-02", None);
    let (early, late) = (Some("2026-03-02".to_owned()), Some("2026-05-01".to_owned()));
    assert_eq!(
        firsts(&of("removal = \"10.0.0\"\nnot-before = \"3.0.0\"", Some(&told))),
        (early.clone(), early.clone())
    );
    assert_eq!(firsts(&of("removal = \"3.9.0\"\nnot-before = 2026-12-01", Some(&told))), (late.clone(), late));
}

#[test]
fn a_brownout_has_a_day_of_its_own() {
    let brownout = |start: &str| {
        one(&format!(
            "sunset = 2026-12-01\n[[deprecation.brownout]]\nid = \"a\"\nannounced = 2026-04-01\nstart = {start}T09:00:00Z\nend = 2026-10-06T10:00:00Z"
        ))
    };
    let first =
        |baseline: &Baseline| baseline.schedule().deprecations[0].brownouts[0].first_published.unwrap().to_string();
    let told = brownout("2026-10-06").publish("2026-04-03", None);
    assert_eq!(first(&told), "2026-04-01");
    assert_eq!(first(&brownout("2026-10-06").publish("2026-05-01", Some(&told))), "2026-04-01");
    assert_eq!(first(&brownout("2026-10-05").publish("2026-05-01", Some(&told))), "2026-05-01");
}

#[test]
fn the_schedule_is_updated_only_when_it_says_something_else() {
    let told = one("sunset = 2026-12-01").publish("2026-03-04", None);
    let later = one("sunset = 2026-12-01").publish("2026-11-01", Some(&told));
    assert_eq!(later.schedule(), told.schedule());
    let after_the_sunset = one("sunset = 2026-12-01").publish("2027-01-01", Some(&later));
    assert_eq!(updated(&after_the_sunset), "2026-03-04");
    assert_eq!(updated(&one("sunset = 2026-12-01\neffect = \"410\"").publish("2026-03-05", Some(&told))), "2026-03-05");
}

#[test]
fn ids_outlive_what_they_named() {
    let told = one("sunset = 2026-12-01").publish("2026-03-04", None);
    let after = Book::of(&[]).publish("2026-04-01", Some(&told));
    assert_eq!(after.ids().unwrap().ids, told.ids().unwrap().ids);
    let schedule_only = Baseline::new(told.schedule().clone(), None).unwrap();
    let after = Book::of(&[]).publish("2026-04-01", Some(&schedule_only));
    assert!(after.ids().unwrap().ids.deprecations.contains("api-v1"));
}
