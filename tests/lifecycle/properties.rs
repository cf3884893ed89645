//! What holds for every promise on every day, and for every text.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use forewarn::base::{Date, Source, When};
use forewarn::catalog::{Catalog, Change, Event, EventKind, State};
use forewarn::diag::Diagnostic;
use jiff::ToSpan;
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::kit::{Site, parse};

/// Days are counted from here; every promise is announced on day 0.
fn day(number: i64) -> Date {
    jiff::civil::date(2026, 1, 1) + number.days()
}

const LIFE: RangeInclusive<i64> = 0..=400;
const FIELDS: [&str; 4] = ["deprecated", "closed-to-new", "end-of-support", "sunset"];

/// One change of a promise, told some days after the one before.
#[derive(Clone, Debug)]
enum Step {
    Move { field: usize, to: i64 },
    Version(u64),
    Firm,
    Cancel,
    Reinstate,
    Brownout(i64),
}

/// A promise as it was first written, and what became of it.
#[derive(Clone, Debug)]
struct Story {
    /// Days of the four dates.
    dates: [Option<i64>; 4],
    removal: Option<u64>,
    estimated: bool,
    brownout: Option<(i64, i64)>,
    /// Days since the step before, and the step.
    steps: Vec<(i64, Step)>,
    removed: Option<i64>,
    /// The days on which versions 1, 2, … of the library come out.
    releases: Vec<i64>,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..FIELDS.len(), LIFE).prop_map(|(field, to)| Step::Move { field, to }),
        2 => (1u64..5).prop_map(Step::Version),
        1 => Just(Step::Firm),
        2 => Just(Step::Cancel),
        2 => Just(Step::Reinstate),
        1 => LIFE.prop_map(Step::Brownout),
    ]
}

prop_compose! {
    fn story(steps: RangeInclusive<usize>)(
        dates in [prop::option::of(LIFE), prop::option::of(LIFE), prop::option::of(LIFE), prop::option::of(LIFE)],
        removal in prop::option::of(1u64..5),
        estimated in prop::bool::weighted(0.2),
        brownout in prop::option::of((LIFE, LIFE)),
        steps in prop::collection::vec((0i64..90, step()), steps),
        removed in prop::option::weighted(0.3, LIFE),
        releases in prop::collection::vec(-50i64..400, 0..5),
    ) -> Story {
        Story { dates, removal, estimated, brownout, steps, removed, releases }
    }
}

impl Story {
    /// The day of the last step.
    fn end(&self) -> i64 {
        self.steps.iter().map(|(after, _)| after).sum()
    }

    /// The site as its team has it at the end of the story: current values above, the revisions below.
    fn site(&self) -> Site {
        let mut now = self.clone();
        let mut told = 0;
        let mut revisions = String::new();
        for (after, step) in &self.steps {
            told += after;
            let change = now.apply(step);
            revisions
                .push_str(&format!("[[deprecation.revision]]\ndate = {}\nreason = \"because\"\n{change}\n", day(told)));
        }
        let mut text = String::new();
        for (field, date) in FIELDS.iter().zip(now.dates) {
            text.extend(date.map(|date| format!("{field} = {}\n", day(date))));
        }
        text.extend(now.removal.map(|version| format!("removal = \"{version}.0.0\"\n")));
        text.push_str(&format!("estimated = {}\n", now.estimated));
        if let Some((announced, start)) = now.brownout {
            let (announced, start) = (day(announced), day(start));
            text.push_str(&format!("[[deprecation.brownout]]\nid = \"first\"\nannounced = {announced}\nstart = {start}T09:00:00Z\nend = {start}T10:00:00Z\n"));
        }
        let mut site = Site::default().promise("lib/2026-01-01-v1.md", &format!("{text}{revisions}"));
        for (major, date) in (1u64..).zip(&self.releases) {
            site = site.release(&format!("component = \"lib\"\nversion = \"{major}.0.0\"\ndate = {}", day(*date)));
        }
        if let Some(removed) = self.removed {
            let gone = format!("title = \"gone\"\ndate = {}\ncompletes = [\"lib-v1\"]", day(removed));
            site = site.entry("lib/gone.md", &gone);
        }
        site
    }

    /// Takes one step, and says the keys of its revision: from the value of now, as the author finds it in the file.
    fn apply(&mut self, step: &Step) -> String {
        let from = |value: Option<String>| value.map_or_else(String::new, |value| format!("\nfrom = {value}"));
        match step {
            Step::Move { field, to } => {
                let before = self.dates[*field].replace(*to).map(|date| day(date).to_string());
                format!("field = \"{}\"\nto = {}{}", FIELDS[*field], day(*to), from(before))
            }
            Step::Version(to) => {
                let before = self.removal.replace(*to).map(|version| format!("\"{version}.0.0\""));
                format!("field = \"removal\"\nto = \"{to}.0.0\"{}", from(before))
            }
            Step::Firm => {
                let before = std::mem::replace(&mut self.estimated, false);
                format!("field = \"estimated\"\nto = false\nfrom = {before}")
            }
            Step::Cancel => "change = \"cancelled\"".to_owned(),
            Step::Reinstate => "change = \"reinstated\"".to_owned(),
            Step::Brownout(to) => {
                let Some((_, start)) = &mut self.brownout else { return "change = \"reinstated\"".to_owned() };
                let before = std::mem::replace(start, *to);
                let (from, to) = (day(before), day(*to));
                format!("field = \"brownout:first\"\nfrom = {from}T09:00:00Z\nto = {to}T09:00:00Z")
            }
        }
    }
}

fn change(catalog: &Catalog) -> &Change {
    catalog.change(catalog.find("lib-v1").expect("the entry is there"))
}

fn all_events(catalog: &Catalog) -> &[Event] {
    &change(catalog).promise.as_ref().expect("the promise is there").events
}

fn state(catalog: &Catalog, number: i64) -> State {
    let change = change(catalog);
    let releases = &catalog.component(change.component).releases;
    change.promise.as_ref().expect("the promise is there").life.state_on(day(number), releases)
}

/// How far a promise has come.
fn progress(state: State) -> u8 {
    match state {
        State::Announced => 0,
        State::Deprecated => 1,
        State::ClosedToNew => 2,
        State::Unsupported => 3,
        State::Due => 4,
        State::Removed => 5,
        State::Cancelled => unreachable!("nothing is revised"),
    }
}

/// A site without form findings but the one for a promise that says no end.
fn assemble(story: &Story) -> Catalog {
    let (catalog, findings) = story.site().try_assemble();
    let strange: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.rule.name() != "form/no-schedule").collect();
    assert!(strange.is_empty(), "{strange:?}");
    catalog
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn without_revisions_a_promise_only_goes_forward(story in story(0..=0)) {
        let catalog = assemble(&story);
        let states: Vec<u8> = (-1..=401).map(|number| progress(state(&catalog, number))).collect();
        prop_assert!(states.is_sorted(), "{states:?}");
    }

    #[test]
    fn events_are_sorted_and_their_ids_unique(story in story(0..=5)) {
        let catalog = assemble(&story);
        let events = all_events(&catalog);
        prop_assert!(events.is_sorted_by_key(|event| event.when), "{events:?}");
        let ids: Vec<String> = events.iter().filter_map(Event::suffix).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{:?}", ids);
    }

    /// The value of an event is in force on the morning or in the evening of its day.
    #[test]
    fn an_event_comes_from_a_value_that_was_in_force_on_its_day(story in story(0..=5)) {
        let catalog = assemble(&story);
        let life = &change(&catalog).promise.as_ref().unwrap().life;
        for event in all_events(&catalog) {
            let on = event.when.day();
            let (field, value) = match &event.kind {
                EventKind::Deprecated => (&life.deprecated, event.when),
                EventKind::ClosedToNew => (&life.closed_to_new, event.when),
                EventKind::EndOfSupport => (&life.end_of_support, event.when),
                EventKind::Sunset => (&life.sunset, event.when),
                EventKind::Reminder { sunset, .. } => (&life.sunset, *sunset),
                _ => continue,
            };
            let stood = [on.yesterday().unwrap(), on].iter().any(|day| field.on(*day) == Some(&value))
                // Moved twice on that day, it was in force between.
                || life.revisions.iter().filter(|revision| revision.date == on).count() > 1;
            prop_assert!(stood, "{event:?}");
            prop_assert!(life.announced.day() <= on, "{event:?}");
        }
    }

    #[test]
    fn a_reminder_is_never_older_than_the_news_of_its_date(story in story(0..=5)) {
        let catalog = assemble(&story);
        let life = &change(&catalog).promise.as_ref().unwrap().life;
        for event in all_events(&catalog) {
            let EventKind::Reminder { sunset, .. } = &event.kind else { continue };
            let told = life.sunset.history().filter(|moved| moved.value == sunset).map(|moved| moved.since).min();
            prop_assert!(told.unwrap() <= event.when.day(), "{event:?}");
        }
    }

    /// A state that a day shows has the event that brought it, on that day or before.
    #[test]
    fn the_sunset_event_is_there_whenever_its_day_made_the_promise_due(story in story(0..=0)) {
        let catalog = assemble(&story);
        let Some(sunset) = story.dates[3].filter(|sunset| state(&catalog, *sunset) == State::Due) else { return Ok(()) };
        let event = Event { kind: EventKind::Sunset, when: When::Day(day(sunset)) };
        prop_assert!(all_events(&catalog).contains(&event));
    }

    /// Nothing published vanishes: one more step, told on some day, leaves every event of earlier days as it was.
    #[test]
    fn a_revision_changes_no_event_of_an_earlier_day(story in story(1..=6)) {
        let after = assemble(&story);
        let mut before = story.clone();
        before.steps.pop();
        let before = assemble(&before);
        let told = day(story.end());
        let past = |catalog: &Catalog| -> Vec<Event> {
            all_events(catalog).iter().filter(|event| event.when.day() < told).cloned().collect()
        };
        prop_assert_eq!(past(&before), past(&after));
    }

    /// The entry that completes a promise leaves every event of earlier days as it was.
    #[test]
    fn a_completion_changes_no_event_of_an_earlier_day(story in story(0..=5), removed in LIFE) {
        let open = assemble(&Story { removed: None, ..story.clone() });
        let completed = assemble(&Story { removed: Some(removed), ..story });
        let past = |catalog: &Catalog| -> Vec<Event> {
            all_events(catalog).iter().filter(|event| event.when.day() < day(removed)).cloned().collect()
        };
        prop_assert_eq!(past(&open), past(&completed));
    }

    #[test]
    fn the_order_of_files_never_shows(story in story(0..=5), by in 0usize..8) {
        let mut site = story.site();
        // Ids that are taken, of one day too, and names that lead nowhere.
        for (at, id) in ["a", "b", "a", "b", "lib-v1"].iter().enumerate() {
            let front = format!("title = \"x\"\nkind = \"added\"\nid = \"{id}\"\ndate = {}\nrelated = [\"a\", \"none\"]", day(at as i64 / 2));
            site = site.entry(&format!("lib/{at}.md"), &front);
        }
        let shown = |site: &Site| {
            let (catalog, mut findings) = site.try_assemble();
            forewarn::diag::sort(&mut findings);
            (format!("{catalog:?}"), findings)
        };
        prop_assert_eq!(shown(&site), shown(&site.clone().reordered(by)));
    }
}

/// Pieces of front matter, right and wrong, that are likely to meet in strange ways.
const PIECES: &[&str] = &[
    "title = \"x\"\n",
    "date = 2026-01-01\n",
    "date = 2026-02-30\n",
    "kind = \"added\"\n",
    "version = \"v1.2\"\n",
    "[deprecation]\n",
    "[[deprecation]]\n",
    "deprecation = true\n",
    "sunset = \"2026-12-01\"\n",
    "sunset = 2026-12-01T10:00:00\n",
    "[[deprecation.surface]]\n",
    "[deprecation.surface]\n",
    "kind = \"http\"\nname = \"GET /ä\"\n",
    "surface = [1, {}, \"x\"]\n",
    "[[deprecation.revision]]\n",
    "date = 2026-05-01\nreason = \"ä\"\n",
    "from = 2026-06-01\n",
    "field = \"brownout:x\"\n",
    "[[deprecation.brownout]]\n",
    "id = \"x\"\n",
    "start = 9999-12-31T23:59:59Z\n",
    "end = 2026-01-01\n",
    "[extra]\n",
    "[[allow]]\n",
    "cancelled = { date = 2026-10-01 }\n",
    "ä = ö\n",
    "key: value\n",
    "title\n",
    "= \n",
    "\"\"\"\n",
    "'''",
    "\u{FEFF}",
    "\u{202e}",
    "\0",
    "\r",
    "\r\n",
    "\n",
    "+++\n",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "tags = \"a\"\n",
    "id = \"Ä B\"\n",
    "é",
    "𝕏",
    ".",
    " ",
    ",",
    "#",
    "sunset = 0000-01-01\n",
    "sunset = -1\n",
    "removal = 99999999999999999999\n",
    "effort = \"day\"\n",
    "completes = [\"x\"]\n",
    "sunset = 9999-12-31\n",
    "sunset = 0001-01-01T00:00:00+23:59\n",
    "sunset = 9999-12-31T23:59:60-23:59\n",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    let front = prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat());
    (front, any::<bool>(), ".{0,20}").prop_map(|(front, fenced, body)| match fenced {
        true => format!("+++\n{front}\n+++\n{body}"),
        false => format!("{front}{body}"),
    })
}

/// Every place of every finding lies in its file, between characters.
fn places_lie_in(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.help.is_empty(), "no remedy: {finding:?}");
        let places = std::iter::once(&finding.primary).chain(&finding.labels).filter_map(|label| label.span);
        let edits = finding.help.iter().filter_map(|help| help.edit.as_ref()).map(|edit| edit.span);
        for span in places.chain(edits) {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}: {finding:?}");
        }
    }
}

fn survives(text: &str) {
    let site = Site::default().file("api/2026-01-01-a.md", text);
    let (_, findings) = parse("api/2026-01-01-a.md", text);
    places_lie_in(text, &findings);
    let (catalog, findings) = site.try_assemble();
    places_lie_in(text, &findings);
    for (_, change) in catalog.indexed() {
        let Some(promise) = &change.promise else { continue };
        for day in [Date::MIN, day(0), Date::MAX] {
            promise.life.state_on(day, &catalog.component(change.component).releases);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn any_text_is_read_without_panic(text in soup()) {
        survives(&text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    /// A good entry with some of its characters gone.
    #[test]
    fn a_damaged_entry_is_read_without_panic(kept in subsequence(GOOD.chars().collect::<Vec<_>>(), GOOD.chars().count() - 4)) {
        survives(&kept.into_iter().collect::<String>());
    }
}

const GOOD: &str = r#"+++
title = "v1 goes – überall"
links = { docs = "https://example.com" }
updated = { date = 2026-03-05, note = "Corrected" }
[extra]
when = 2026-01-01
[deprecation]
sunset = 2026-12-01
not-before = "4.0.0"
[[deprecation.surface]]
kind = "http"
name = "GET /v1"
replacement = "GET /v2"
[[deprecation.brownout]]
id = "first"
start = 2026-10-06T09:00:00Z
end = 2026-10-06T10:00:00+02:00
cancelled = { date = 2026-10-01, reason = "late" }
[[deprecation.revision]]
date = 2026-05-01
from = 2026-10-01
reason = "ä"
+++
Text
"#;

#[test]
fn the_good_entry_is_good() {
    let source: Source = crate::kit::source("content/changes/api/2026-01-01-a.md", GOOD);
    let (_, findings) = parse("api/2026-01-01-a.md", &source.text);
    assert_eq!(findings, []);
}
