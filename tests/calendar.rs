//! Calendars as another program reads them, day by day: an event keeps its UID for ever, and its SEQUENCE rises whenever
//! it moves, is called off or stands again.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests write files, and may fail")]

mod kit;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use forewarn::pipeline::{Compiled, compile};
use forewarn::site::Content;
use icalendar::parser::{Component, read_calendar, unfold};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kit::Project;
use proptest::prelude::*;

const BOOK: &str = r#"[book]
title = "Road; paved, \\ mostly"
id = "tag:example.com,2026:road"
[build]
base-url = "https://changes.example.com/log/"
[[owner]]
id = "team"
name = "Team"
contact = "https://chat.example.com/team"
[[component]]
id = "api"
name = "API"
owner = "team"
"#;

const ANNOUNCED: Date = date(2026, 3, 2);

/// A site in a folder of its own.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = World { folder: tempfile::tempdir().unwrap() };
        world.put("book.toml", BOOK);
        world
    }

    /// With one entry, by its front matter.
    fn with(front: &str) -> Self {
        let world = World::new();
        world.entry("2026-03-02-old.md", front);
        world
    }

    fn entry(&self, name: &str, front: &str) {
        self.put(&format!("content/changes/api/{name}"), &format!("+++\n{front}+++\nText.\n"));
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn on(&self, today: Date) -> Compiled {
        let project = Project { root: self.folder.path().to_owned(), today: today.to_string(), base_url: None };
        let compiled = compile(project.input());
        assert!(!compiled.is_broken(), "{:#?}", compiled.findings);
        compiled
    }

    /// The calendar of the whole site, if there is one.
    fn calendar(&self, today: Date) -> Option<String> {
        file(&self.on(today), "calendar.ics")
    }
}

fn file(site: &Compiled, path: &str) -> Option<String> {
    let place = site.paths().iter().position(|known| known.as_str() == path)?;
    match site.render(place).unwrap() {
        Content::Bytes(bytes) => Some(String::from_utf8(bytes).unwrap()),
        Content::Copy(path) => panic!("{path} is copied"),
    }
}

/// What a client keeps of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    start: String,
    end: String,
    status: String,
    sequence: u32,
    stamp: String,
    alarms: Vec<String>,
    summary: String,
    description: String,
}

impl Seen {
    fn of(event: &Component<'_>) -> Self {
        let value = |name: &str| event.find_prop(name).map(|property| property.val.to_string()).unwrap_or_default();
        let alarms = event.components.iter().map(|alarm| alarm.find_prop("TRIGGER").unwrap().val.to_string());
        assert_eq!(value("DTSTAMP"), value("LAST-MODIFIED"));
        Seen {
            start: value("DTSTART"),
            end: value("DTEND"),
            status: value("STATUS"),
            sequence: value("SEQUENCE").parse().unwrap(),
            stamp: value("DTSTAMP"),
            alarms: alarms.collect(),
            summary: value("SUMMARY"),
            description: value("DESCRIPTION"),
        }
    }
}

/// The events of a calendar by UID.
fn seen(text: &str) -> BTreeMap<String, Seen> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let events: Vec<&Component<'_>> = calendar.components.iter().filter(|one| one.name == "VEVENT").collect();
    let by_id = events.iter().map(|event| (event.find_prop("UID").unwrap().val.to_string(), Seen::of(event)));
    let by_id: BTreeMap<String, Seen> = by_id.collect();
    assert_eq!(by_id.len(), events.len(), "a UID occurs twice");
    by_id
}

const SUNSET: &str = "old.sunset.road@example.com";
const BROWNOUT: &str = "old.brownout-first.road@example.com";

/// A promise as its authors keep it: what is written in the file on each day.
#[derive(Clone, Debug)]
struct History {
    estimated: bool,
    /// Days after the announcement, and what happens then.
    steps: Vec<(i32, Happens)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happens {
    /// The sunset moves by so many days.
    Moves(i32),
    BrownoutMoves(i32),
    BrownoutCancelled,
    /// Cancelled if it stands, reinstated if it is cancelled.
    Turns,
    MadeFirm,
    Removed,
}

impl History {
    fn day(after: i32) -> Date {
        ANNOUNCED + after.days()
    }

    /// Puts the entries as they are written when the first `count` steps have happened.
    fn put(&self, world: &World, count: usize) {
        let (mut sunset, mut brownout) = (date(2026, 10, 1), date(2026, 9, 8));
        let (mut estimated, mut cancelled, mut dropped) = (self.estimated, false, String::new());
        let mut revisions = String::new();
        for (after, happens) in &self.steps[..count] {
            let day = History::day(*after);
            let mut revision = |rest: String| {
                write!(revisions, "[[deprecation.revision]]\ndate = {day}\nreason = \"So\"\n{rest}").unwrap();
            };
            match happens {
                Happens::Moves(days) => {
                    let to = sunset + days.days();
                    revision(format!("from = {sunset}\nto = {to}\n"));
                    sunset = to;
                }
                Happens::BrownoutMoves(days) => {
                    let to = brownout + days.days();
                    let field = "field = \"brownout:first\"";
                    revision(format!("{field}\nfrom = {brownout}T09:00:00Z\nto = {to}T09:00:00Z\n"));
                    brownout = to;
                }
                Happens::Turns => {
                    cancelled = !cancelled;
                    revision(format!("change = \"{}\"\n", if cancelled { "cancelled" } else { "reinstated" }));
                }
                Happens::MadeFirm if estimated => {
                    estimated = false;
                    revision("field = \"estimated\"\nfrom = true\nto = false\n".to_owned());
                }
                Happens::BrownoutCancelled if dropped.is_empty() => {
                    dropped = format!("cancelled = {{ date = {day}, reason = \"Late\" }}\n");
                }
                Happens::Removed => {
                    let front = "title = \"Old is gone\"\nid = \"gone\"\ncompletes = [\"old\"]\n";
                    world.entry(&format!("{day}-gone.md"), front);
                }
                Happens::MadeFirm | Happens::BrownoutCancelled => {}
            }
        }
        let front = format!(
            "title = \"Old goes\"\nid = \"old\"\n[deprecation]\nsunset = {sunset}\nestimated = {estimated}\n\
             surface = [{{ kind = \"http\", name = \"GET /v1\", replacement = \"GET /v2\" }}]\n\
             [[deprecation.brownout]]\nid = \"first\"\nannounced = 2026-03-09\n\
             start = {brownout}T09:00:00Z\nend = {brownout}T10:00:00Z\n{dropped}{revisions}"
        );
        world.entry("2026-03-02-old.md", &front);
    }

    /// How many steps have happened on a day.
    fn count(&self, day: Date) -> usize {
        self.steps.iter().filter(|(after, _)| History::day(*after) <= day).count()
    }
}

/// What a client must hold to: it replaces an event only by one of the same UID, with a SEQUENCE that is not lower.
fn follows(before: &BTreeMap<String, Seen>, after: &BTreeMap<String, Seen>) {
    for (uid, old) in before {
        let new = after.get(uid).unwrap_or_else(|| panic!("{uid} vanished"));
        assert!(new.sequence >= old.sequence && new.stamp >= old.stamp, "{old:?} {new:?}");
        let same = (&old.start, &old.end, &old.status) == (&new.start, &new.end, &new.status);
        assert!(
            same || (new.sequence > old.sequence && new.stamp > old.stamp),
            "{uid} changed unsaid: {old:?} {new:?}"
        );
    }
}

#[test]
fn a_promise_extended_cancelled_and_reinstated_keeps_its_uid_and_counts_up() {
    let history = History {
        estimated: false,
        steps: vec![
            (70, Happens::Moves(61)),
            (126, Happens::BrownoutCancelled),
            (154, Happens::Turns),
            (189, Happens::Turns),
        ],
    };
    let world = World::new();
    let mut told = Vec::new();
    for after in [0, 7, 70, 126, 154, 189] {
        let day = History::day(after);
        history.put(&world, history.count(day));
        for (uid, event) in seen(&world.calendar(day).unwrap()) {
            told.push(format!("{day} {uid} {} {} {}", event.start, event.status, event.sequence));
        }
    }
    let sunset = |day: &str, rest: &str| format!("{day} {SUNSET} {rest}");
    let brownout = |day: &str, rest: &str| format!("{day} {BROWNOUT} 20260908T090000Z {rest}");
    let expected = [
        sunset("2026-03-02", "20261001 CONFIRMED 0"),
        brownout("2026-03-09", "CONFIRMED 0"),
        sunset("2026-03-09", "20261001 CONFIRMED 0"),
        brownout("2026-05-11", "CONFIRMED 0"),
        sunset("2026-05-11", "20261201 CONFIRMED 1"),
        brownout("2026-07-06", "CANCELLED 1"),
        sunset("2026-07-06", "20261201 CONFIRMED 1"),
        brownout("2026-08-03", "CANCELLED 1"),
        sunset("2026-08-03", "20261201 CANCELLED 2"),
        brownout("2026-09-07", "CANCELLED 1"),
        sunset("2026-09-07", "20261201 CONFIRMED 3"),
    ];
    assert_eq!(told, expected);
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => (-60..120_i32).prop_map(Happens::Moves),
        2 => (-20..40_i32).prop_map(Happens::BrownoutMoves),
        1 => Just(Happens::BrownoutCancelled),
        3 => Just(Happens::Turns),
        1 => Just(Happens::MadeFirm),
    ]
}

fn history() -> impl Strategy<Value = History> {
    let steps = proptest::collection::vec((0..300_i32, happens()), 0..7);
    (any::<bool>(), steps, proptest::option::of(0..320_i32)).prop_map(|(estimated, mut steps, removed)| {
        steps.retain(|(_, happens)| !matches!(happens, Happens::Moves(0) | Happens::BrownoutMoves(0)));
        steps.extend(removed.map(|after| (after, Happens::Removed)));
        steps.sort_by_key(|(after, _)| *after);
        History { estimated, steps }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Step by step as the file grows; and what a later file says of a day is what was told on that day.
    #[test]
    fn whatever_happens_an_event_that_changes_counts_up(history in history()) {
        let (growing, whole) = (World::new(), World::new());
        history.put(&whole, history.steps.len());
        let mut days: Vec<Date> = history.steps.iter().map(|(after, _)| History::day(*after)).collect();
        days.extend([ANNOUNCED, date(2026, 3, 9), date(2027, 3, 1)]);
        days.sort();
        days.dedup();
        let mut before = BTreeMap::new();
        for day in days {
            // Of several steps of one day, each may have been published.
            let done = history.count(day);
            let earlier = history.steps.iter().filter(|(after, _)| History::day(*after) < day).count();
            for count in earlier..=done {
                history.put(&growing, count);
                let after = growing.calendar(day).map(|text| seen(&text)).unwrap_or_default();
                follows(&before, &after);
                before = after;
            }
            prop_assert_eq!(growing.calendar(day), whole.calendar(day), "on {}", day);
        }
    }
}

const SURFACE: &str = "surface = [{ kind = \"http\", name = \"GET /v1\", replacement = \"GET /v2\" }]\n";

#[test]
fn what_is_not_firm_makes_no_calendar() {
    let today = date(2026, 6, 15);
    for dates in ["sunset = 2026-12-01\nestimated = true", "not-before = 2026-12-01", "removal = \"2.0.0\""] {
        let world = World::with(&format!("title = \"Old goes\"\n[deprecation]\n{dates}\n{SURFACE}"));
        world.put(
            "content/releases.toml",
            "[[release]]\ncomponent = \"api\"\nversion = \"2.0.0\"\ndate = 2026-12-01\nplanned = true\n",
        );
        let site = world.on(today);
        let calendars: Vec<_> = site.paths().into_iter().filter(|path| path.as_str().ends_with(".ics")).collect();
        assert!(calendars.is_empty(), "{dates}: {calendars:?}");
        let index = file(&site, "api/v1/index.json").unwrap();
        assert!(index.contains("\"calendar\": null"), "{index}");
        assert!(!file(&site, "feeds/index.html").unwrap().contains("calendar.ics"));
    }
}

#[test]
fn a_calendar_stands_wherever_a_dated_promise_does_and_nowhere_else() {
    let world = World::with(&format!(
        "title = \"Old goes\"\nid = \"old\"\nformer-ids = [\"older\"]\ntags = [\"http\"]\n\
         [deprecation]\nsunset = 2026-12-01\n{SURFACE}"
    ));
    world.entry("2026-03-03-new.md", "title = \"New\"\nkind = \"added\"\ntags = [\"new\"]\n");
    let site = world.on(date(2026, 6, 15));
    let paths = site.paths();
    let calendars: Vec<&str> = paths.iter().map(|path| path.as_str()).filter(|path| path.ends_with(".ics")).collect();
    let expected = [
        "calendar.ics",
        "changes/old/calendar.ics",
        "changes/older/calendar.ics",
        "components/api/calendar.ics",
        "deprecations/calendar.ics",
        "owners/team/calendar.ics",
        "tags/http/calendar.ics",
    ];
    assert_eq!(calendars, expected);
    for path in expected {
        let text = file(&site, path).unwrap();
        assert!(text.contains("NAME:Road\\; paved\\, \\\\ mostly"), "{text}");
        assert_eq!(seen(&text).into_keys().collect::<Vec<_>>(), ["older.sunset.road@example.com"], "{path}");
    }
    let index = file(&site, "api/v1/index.json").unwrap();
    assert!(index.contains("\"calendar\": \"https://changes.example.com/log/calendar.ics\""), "{index}");
    let page = file(&site, "changes/old/index.html").unwrap();
    assert!(page.contains("href=\"/log/changes/old/calendar.ics\""), "{page}");
    let feeds = file(&site, "feeds/index.html").unwrap();
    assert!(feeds.contains("href=\"webcal://changes.example.com/log/tags/http/calendar.ics\""), "{feeds}");
    assert!(!feeds.contains("tags/new/calendar.ics"));
}

/// The one event of a promise with these keys, on a day.
fn event(today: Date, keys: &str) -> Seen {
    let world = World::with(&format!("title = \"`Old` goes\"\nid = \"old\"\n[deprecation]\n{keys}\n"));
    let mut events = seen(&world.calendar(today).unwrap());
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(SUNSET).unwrap()
}

#[test]
fn an_event_says_until_when_what_to_do_and_whom_to_ask() {
    let seen = event(date(2026, 6, 15), &format!("sunset = 2026-12-01\neffect = \"410 Gone\"\n{SURFACE}"));
    assert_eq!((seen.start.as_str(), seen.end.as_str()), ("20261201", "20261202"));
    assert_eq!(seen.summary, "Sunset: Old goes");
    let expected = "Sunset 1 Dec 2026 (last safe day 30 Nov 2026).\nAfterwards: 410 Gone.\n\
        Use GET /v2 instead of GET /v1.\nAsk Team: https://chat.example.com/team\n\
        More: https://changes.example.com/log/changes/old/";
    assert_eq!(seen.description, expected);
    assert_eq!(seen.alarms, ["-P89DT15H", "-P29DT15H", "-P6DT15H", "-PT15H"]);
}

#[test]
fn a_sunset_with_an_hour_is_a_whole_day_too_and_names_the_hour() {
    let seen = event(date(2026, 6, 15), &format!("sunset = 2026-12-01T00:30:00+02:00\n{SURFACE}"));
    assert_eq!((seen.start.as_str(), seen.summary.as_str()), ("20261130", "Sunset at 22:30 UTC: Old goes"));
}

#[test]
fn reminders_that_were_over_when_a_date_was_told_do_not_ring() {
    let seen = event(date(2026, 3, 2), &format!("sunset = 2026-04-01\n{SURFACE}"));
    assert_eq!(seen.alarms, ["-P29DT15H", "-P6DT15H", "-PT15H"]);
}

#[test]
fn what_was_removed_stays_in_the_calendar_and_rings_no_more() {
    let world =
        World::with(&format!("title = \"Old goes\"\nid = \"old\"\n[deprecation]\nsunset = 2026-06-01\n{SURFACE}"));
    world.entry("2026-06-03-gone.md", "title = \"Old is gone\"\ncompletes = [\"old\"]\nversion = \"2.0.0\"\n");
    let told = |day: Date| seen(&world.calendar(day).unwrap()).remove(SUNSET).unwrap();
    let (before, after) = (told(date(2026, 6, 2)), told(date(2027, 6, 3)));
    assert_eq!((before.start, before.status, before.alarms.len()), (after.start, after.status, 4));
    assert!(after.alarms.is_empty() && after.sequence > before.sequence);
    assert!(after.description.starts_with("Removed on 3 Jun 2026, with version 2.0.0.\n"), "{}", after.description);
    let page = |day: Date| file(&world.on(day), "changes/old/index.html").unwrap();
    assert!(page(date(2026, 6, 2)).contains("Add to calendar"));
    assert!(!page(date(2026, 6, 3)).contains("Add to calendar"), "nobody needs the date any more");
}

#[test]
fn a_date_that_becomes_a_plan_again_is_taken_back() {
    let keys = format!(
        "sunset = 2026-12-01\nestimated = true\n{SURFACE}[[deprecation.revision]]\ndate = 2026-05-11\n\
         field = \"estimated\"\nfrom = false\nto = true\nreason = \"So\"\n"
    );
    let (before, after) = (event(date(2026, 5, 10), &keys), event(date(2026, 5, 11), &keys));
    assert_eq!((before.start.as_str(), before.status.as_str(), before.sequence), ("20261201", "CONFIRMED", 0));
    assert_eq!((after.start.as_str(), after.status.as_str(), after.sequence), ("20261201", "CANCELLED", 1));
    assert!(after.description.starts_with("This date no longer holds.\n"), "{}", after.description);
}

#[test]
fn a_promise_called_off_after_a_brownout_leaves_that_as_it_was_held() {
    let history = History { estimated: false, steps: vec![(200, Happens::Turns)] };
    let world = World::new();
    history.put(&world, 1);
    let events = seen(&world.calendar(History::day(200)).unwrap());
    assert_eq!((events[BROWNOUT].status.as_str(), events[BROWNOUT].sequence), ("CONFIRMED", 0));
    assert_eq!((events[SUNSET].status.as_str(), events[SUNSET].sequence), ("CANCELLED", 1));
}

#[test]
fn a_file_of_the_author_never_takes_the_place_of_a_calendar() {
    let world = World::new();
    world.put("content/changes/api/calendar.ics", "mine");
    let front = format!("title = \"Old goes\"\nid = \"old\"\n[deprecation]\nsunset = 2026-12-01\n{SURFACE}");
    world.put("content/changes/api/2026-03-02-old.md", &format!("+++\n{front}+++\n[Dates](calendar.ics).\n"));
    let project = Project { root: world.folder.path().to_owned(), today: "2026-06-15".to_owned(), base_url: None };
    let compiled = compile(project.input());
    let found: Vec<&str> = compiled.findings.iter().map(|finding| finding.diagnostic.rule.name()).collect();
    assert!(compiled.is_broken() && found.contains(&"form/path-collision"), "{found:?}");
}

#[test]
fn an_entry_that_is_removed_early_says_so() {
    let world =
        World::with(&format!("title = \"Old goes\"\nid = \"old\"\n[deprecation]\nsunset = 2026-12-01\n{SURFACE}"));
    world.entry("2026-06-03-gone.md", "title = \"Old is gone\"\ncompletes = [\"old\"]\n");
    let seen = seen(&world.calendar(date(2026, 6, 15)).unwrap()).remove(SUNSET).unwrap();
    assert_eq!((seen.summary.as_str(), seen.start.as_str()), ("Removed already: Old goes", "20261201"));
}

#[test]
fn hostile_titles_make_calendars_that_others_read() {
    let long = "x".repeat(300);
    let titles = ["]]> & Vec<T>; a, b \\\\ c", "שלום עולם", "👩‍🚀 🇩🇪", &long, "BEGIN:VEVENT"];
    for title in titles {
        let world =
            World::with(&format!("title = \"{title}\"\nid = \"old\"\n[deprecation]\nsunset = 2026-12-01\n{SURFACE}"));
        let text = world.calendar(date(2026, 6, 15)).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let summary = &seen(&text)[SUNSET].summary;
        assert_eq!(*summary, format!("Sunset: {}", title.replace("\\\\", "\\")));
    }
}

#[test]
fn the_day_alone_changes_no_calendar() {
    let history = History { estimated: false, steps: vec![(70, Happens::Moves(61))] };
    let world = World::new();
    history.put(&world, 1);
    let told = world.calendar(date(2026, 6, 15));
    assert!(told.is_some());
    for day in [date(2026, 6, 16), date(2026, 9, 8), date(2026, 12, 1), date(2030, 1, 1)] {
        assert_eq!(world.calendar(day), told, "{day}");
    }
}

#[test]
fn ten_thousand_promises_are_ten_thousand_events() {
    let world = World::new();
    for number in 0..10_000 {
        let front = format!("title = \"Old {number} goes\"\n[deprecation]\nsunset = 2026-12-01\n{SURFACE}");
        world.entry(&format!("2026-03-02-old-{number}.md"), &front);
    }
    let text = world.calendar(date(2026, 6, 15)).unwrap();
    let ids: BTreeSet<&str> = text.split("\r\n").filter(|line| line.starts_with("UID:api-old-")).collect();
    assert_eq!((ids.len(), text.matches("BEGIN:VEVENT").count()), (10_000, 10_000));
    assert!(text.len() < 12 << 20, "{} bytes", text.len());
}
