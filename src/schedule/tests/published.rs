//! What a day's documents may not know yet.

use super::*;

const MOVED: &str =
    "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-08-10\nfrom = 2026-10-01\nreason = \"Late\"";

#[test]
fn a_revision_of_a_later_day_does_not_show() {
    let book = one(MOVED);
    let sunset = |day| book.schedule(day, None).deprecations[0].sunset.unwrap().to_string();
    assert_eq!((sunset("2026-08-09"), sunset("2026-08-10")), ("2026-10-01".to_owned(), "2026-12-01".to_owned()));
    assert_eq!(book.schedule("2026-08-09", None).deprecations[0].revisions, []);
    let sunsets = |day| -> Vec<String> {
        let events: Vec<_> = book.events(day).iter().collect();
        events.iter().filter(|event| event.kind == "sunset").map(|event| event.date.to_string()).collect()
    };
    assert_eq!(sunsets("2026-08-09"), ["2026-10-01"]);
    assert_eq!(sunsets("2026-08-10"), ["2026-12-01"]);
}

#[test]
fn a_removal_of_a_later_day_does_not_show() {
    let book = Book::of(&[
        ("api/2026-03-02-v1", &promise("sunset = 2026-06-01")),
        ("api/2026-07-01-gone", "title = \"gone\"\ncompletes = [\"api-v1\"]"),
    ]);
    assert_eq!(book.schedule("2026-06-30", None).deprecations[0].removed, None);
    assert!(book.events("2026-06-30").iter().all(|event| event.kind != "removed"));
    let removed = book.schedule("2026-07-01", None).deprecations[0].removed.clone().unwrap();
    assert_eq!((removed.entry.as_str(), removed.version), ("api-gone", None));
    let events: Vec<_> = book.events("2026-07-01").iter().collect();
    let last = events.last().unwrap();
    assert_eq!((last.kind.as_str(), last.id.as_str()), ("removed", "tag:example.com,2026:paved-road:api-gone"));
    assert_eq!(last.url.as_str(), "https://changes.example.com/log/changes/api-gone/");
}

#[test]
fn drafts_and_entries_of_a_later_day_are_nowhere() {
    let book = Book::of(&[
        ("api/2026-03-02-v1", &promise("sunset = 2026-12-01")),
        ("api/2026-09-01-v2", "title = \"secret\"\nkind = \"added\"\nrelated = [\"api-v1\"]\ntags = [\"secret\"]"),
        ("api/2026-01-01-v3", "title = \"secret\"\nkind = \"added\"\nrelated = [\"api-v1\"]\ndraft = true"),
    ]);
    let documents = book.documents("2026-08-31");
    let said = serde_json::to_string(&documents.iter().map(|(_, _, document)| document).collect::<Vec<_>>()).unwrap();
    assert!(!said.contains("secret") && !said.contains("api-v2") && !said.contains("api-v3"), "{said}");
}

#[test]
fn a_brownout_shows_from_its_announcement_and_its_cancellation_from_its_day() {
    let book = one(
        "sunset = 2026-12-01\n[[deprecation.brownout]]\nid = \"first\"\nannounced = 2026-09-01\nstart = 2026-10-06T09:00:00Z\nend = 2026-10-06T10:00:00Z\ncancelled = { date = 2026-10-01, reason = \"Late\" }",
    );
    assert_eq!(book.schedule("2026-08-31", None).deprecations[0].brownouts, []);
    let cancelled = |day| book.schedule(day, None).deprecations[0].brownouts[0].cancelled.is_some();
    assert!(!cancelled("2026-09-30") && cancelled("2026-10-01"));
    let kinds = |day| -> Vec<String> { book.events(day).iter().map(|event| event.kind).collect() };
    assert!(!kinds("2026-08-31").iter().any(|kind| kind.starts_with("brownout")));
    assert!(kinds("2026-09-30").contains(&"brownout-held".to_owned()));
    assert!(!kinds("2026-10-01").contains(&"brownout-held".to_owned()));
}

#[test]
fn a_cancelled_promise_says_so_until_it_is_reinstated() {
    let book = one(
        "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-05-01\nchange = \"cancelled\"\nreason = \"No\"\n[[deprecation.revision]]\ndate = 2026-06-01\nchange = \"reinstated\"\nreason = \"Yes\"",
    );
    let cancelled = |day| book.schedule(day, None).deprecations[0].cancelled.clone().map(|call| call.reason);
    assert_eq!(cancelled("2026-04-30"), None);
    assert_eq!(cancelled("2026-05-01").as_deref(), Some("No"));
    assert_eq!(cancelled("2026-06-01"), None);
    assert_eq!(book.schedule("2026-06-01", None).deprecations[0].revisions[0].field, None);
}

#[test]
fn a_revision_keeps_its_number_whatever_is_still_unknown() {
    let book = one(
        "sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-08-10\nfrom = 2026-11-01\nto = 2026-12-01\nreason = \"b\"\n[[deprecation.revision]]\ndate = 2026-05-10\nfrom = 2026-10-01\nto = 2026-11-01\nreason = \"a\"",
    );
    let ids = |day| -> Vec<String> {
        let events = book.events(day);
        let revised = events.iter().filter(|event| event.kind == "moved");
        revised.map(|event| event.id.0.rsplit(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("2026-06-01"), ["revision-2"]);
    assert_eq!(ids("2026-08-10"), ["revision-2", "revision-1"]);
}
