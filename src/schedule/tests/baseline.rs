//! Bytes that claim to be a baseline.

use super::*;

fn problem(bytes: &[u8]) -> Problem {
    Baseline::parse(bytes, None).unwrap_err().problem
}

fn good() -> Vec<u8> {
    bytes(&one("sunset = 2026-12-01").schedule("2026-03-02", None))
}

fn edited(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(good()).unwrap();
    assert!(text.contains(from));
    text.replace(from, to).into_bytes()
}

#[test]
fn what_is_no_schedule_is_refused_by_name() {
    assert_eq!(problem(b""), Problem::Empty);
    assert_eq!(problem(b" \n"), Problem::Empty);
    assert_eq!(problem(b"\n<!doctype html>"), Problem::WebPage);
    assert_eq!(problem(b"{}"), Problem::NotOurs);
    assert_eq!(problem(b"[1]"), Problem::NotOurs);
    assert_eq!(problem(br#"{"$schema": "https://json.schemastore.org/package.json"}"#), Problem::NotOurs);
    assert!(matches!(problem(b"version: 1"), Problem::NotJson(_)));
    assert!(matches!(problem(&[0xFF, 0xFE, 0]), Problem::NotJson(_)));
    assert_eq!(problem(&edited("api/v1/schema", "api/v2/schema")), Problem::OtherApi { version: 2 });
    assert_eq!(problem(&edited("schema/schedule.json", "schema/events.json")), Problem::NotOurs);
    assert!(matches!(problem(&edited("\"sunset\": \"2026-12-01\"", "\"sunset\": 7")), Problem::WrongShape(_)));
    assert!(matches!(problem(&edited("\"2026-12-01\"", "\"2026-02-30\"")), Problem::WrongShape(_)));
    assert!(matches!(problem(&edited("\"surfaces\"", "\"surface\"")), Problem::WrongShape(_)));
}

#[test]
fn a_schedule_cut_anywhere_is_refused() {
    let good = good();
    for end in (1..good.len() - 2).step_by(7) {
        assert_eq!(problem(&good[..end]), Problem::Truncated, "{end}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = "[".repeat(100_000);
    assert_eq!(problem(format!("{{\"x\": {deep}").as_bytes()), Problem::TooDeep);
    assert_eq!(problem(format!("{{\"x\": \"\\\"{deep}\"}}").as_bytes()), Problem::NotOurs);
    let revised =
        one("sunset = 2026-12-01\n[[deprecation.revision]]\ndate = 2026-03-02\nfrom = 2026-10-01\nreason = \"Late\"");
    let text = String::from_utf8(bytes(&revised.schedule("2026-03-02", None))).unwrap();
    let text = text.replace("\"from\": \"2026-10-01\"", &format!("\"from\": {deep}"));
    assert_eq!(problem(text.as_bytes()), Problem::TooDeep);
    let closed = text.replace(&deep, &format!("{deep}{}", "]".repeat(deep.len())));
    assert_eq!(problem(closed.as_bytes()), Problem::TooDeep);
    assert_eq!(problem(&vec![b' '; MAX_BYTES + 1]), Problem::TooLarge { bytes: MAX_BYTES + 1 });
}

#[test]
fn keys_of_a_later_version_are_passed_over() {
    let later = edited("\"deprecations\": [", "\"later\": {\"a\": [1]}, \"deprecations\": [");
    assert!(Baseline::parse(&later, None).is_ok());
}

#[test]
fn a_promise_listed_twice_is_refused() {
    let mut schedule = one("sunset = 2026-12-01").schedule("2026-03-02", None);
    schedule.deprecations.extend(schedule.deprecations.clone());
    assert_eq!(problem(&bytes(&schedule)), Problem::Twice { id: "api-v1".to_owned() });
}

#[test]
fn a_baseline_must_be_ours_and_not_of_a_later_day() {
    let book = one("sunset = 2026-12-01");
    let check = |bytes: &[u8], day: &str| {
        check_baseline(&Baseline::parse(bytes, None).unwrap(), &book.config, today(day)).map_err(|error| error.problem)
    };
    assert_eq!(check(&good(), "2026-03-02"), Ok(()));
    assert!(matches!(check(&good(), "2026-03-01"), Err(Problem::FromTheFuture { .. })));
    let other = edited("tag:example.com,2026:paved-road", "tag:example.com,2026:other");
    assert!(matches!(check(&other, "2026-03-02"), Err(Problem::OtherBook { .. })));
}

#[test]
fn a_broken_list_of_ids_is_named() {
    let error = Baseline::parse(&good(), Some(b"<html>")).unwrap_err();
    assert_eq!(error.to_string(), "the baseline's ids.json is a web page");
}
