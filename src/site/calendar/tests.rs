//! What a calendar file must hold: exact output, and what another program reads in it, whatever the texts.

use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;

use super::line::MOST;
use super::*;

const HOSTILE: &[&str] = &[
    "]]>",
    "one; two, three: four",
    "back\\slash, \\n is no line end, \\; \\",
    "one\ntwo\r\nthree\rfour\u{2028}five\u{2029}six\u{85}seven",
    "END:VEVENT\r\nBEGIN:VALARM\nATTACH:file:///etc/passwd",
    "esc \u{1b}[31mred\u{1b}[0m, bell \u{7}, back \u{8}, nul \0",
    "👩‍🚀 🇩🇪 e\u{301}",
    "שלום עולם مرحبا",
    "\"double\" 'single' `code`",
    " leading and trailing \t",
    "not characters \u{FFFE}\u{FDD0}",
];

fn event(text: &str) -> Event {
    Event {
        uid: "api-v1.sunset.road@example.com".to_owned(),
        sequence: 2,
        created: "2026-03-02T00:00:00Z".parse().unwrap(),
        revised: "2026-08-10T00:00:02Z".parse().unwrap(),
        span: Span::Day(jiff::civil::date(2026, 12, 1)),
        status: Status::Confirmed,
        summary: format!("s {text}"),
        description: format!("d {text}"),
        url: "https://c.example/changes/api-v1/".to_owned(),
        categories: vec!["sunset".to_owned(), format!("c {text}")],
        alarms: vec![Alarm { days: 30, text: format!("a {text}") }],
    }
}

fn written(name: &str, events: &[Event]) -> String {
    let bytes = calendar(&Calendar {
        uid: "tag:example.com,2026:road:calendar",
        name,
        description: "Sunsets and brownouts",
        url: "https://c.example/",
        source: "https://c.example/calendar.ics",
        events,
    });
    String::from_utf8(bytes).unwrap()
}

/// The whole lines of a file.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// What must survive of a text: line ends of any kind become one, control characters and noncharacters go.
fn survives(text: &str) -> String {
    let text = crate::site::xml::clean(text).replace("\r\n", "\n");
    text.replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

/// The text of a property as another program reads it: it knows that some hold text, and leaves others as they are.
fn read(properties: &[icalendar::parser::Property<'_>], name: &str) -> String {
    let property = properties.iter().find(|property| property.name == name);
    property.unwrap_or_else(|| panic!("no {name}")).val.to_string()
}

/// RFC 5545, section 3.3.11, undone.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => out.push(chars.next().map_or('\\', |c| if c == 'n' { '\n' } else { c })),
            (c, false) => out.push(c),
        }
    }
    out
}

fn sound(text: &str) {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text:?}");
    for line in text.split("\r\n") {
        assert!(line.len() <= MOST, "{} octets: {line}", line.len());
    }
}

#[test]
fn an_all_day_event_with_everything() {
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//forewarn//forewarn//EN
CALSCALE:GREGORIAN
UID:tag:example.com\\,2026:road:calendar
NAME:Road\\, paved
X-WR-CALNAME:Road\\, paved
DESCRIPTION:Sunsets and brownouts
X-WR-CALDESC:Sunsets and brownouts
URL:https://c.example/
SOURCE;VALUE=URI:https://c.example/calendar.ics
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
LAST-MODIFIED:20260810T000002Z
BEGIN:VEVENT
UID:api-v1.sunset.road@example.com
DTSTAMP:20260810T000002Z
CREATED:20260302T000000Z
LAST-MODIFIED:20260810T000002Z
SEQUENCE:2
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261202
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SUMMARY:s x
DESCRIPTION:d x
URL:https://c.example/changes/api-v1/
CATEGORIES:sunset,c x
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P29DT15H
DESCRIPTION:a x
END:VALARM
END:VEVENT
END:VCALENDAR
";
    assert_eq!(written("Road, paved", &[event("x")]), expected.replace('\n', "\r\n"));
}

#[test]
fn a_timed_event_is_in_utc_and_its_alarm_counts_from_its_start() {
    let span = Span::Time {
        start: "2026-10-06T11:00:00.5+02:00".parse().unwrap(),
        end: "2026-10-06T12:30:00+02:00".parse().unwrap(),
    };
    let alarms = vec![Alarm { days: 1, text: "a".to_owned() }];
    let text = written("Road", &[Event { span, alarms, status: Status::Cancelled, ..event("x") }]);
    for line in ["DTSTART:20261006T090000Z", "DTEND:20261006T103000Z", "TRIGGER:-P1D", "STATUS:CANCELLED"] {
        assert!(text.contains(&format!("{line}\r\n")), "no {line} in:\n{text}");
    }
}

#[test]
fn an_end_that_is_not_later_than_the_start_is_left_out() {
    let start = "2026-10-06T09:00:00.2Z".parse().unwrap();
    let span = Span::Time { start, end: "2026-10-06T09:00:00.9Z".parse().unwrap() };
    assert!(!written("Road", &[Event { span, ..event("x") }]).contains("DTEND"));
    let last = Span::Day(jiff::civil::Date::MAX);
    assert!(written("Road", &[Event { span: last, ..event("x") }]).contains("DTSTART;VALUE=DATE:99991231\r\nSTATUS"));
}

#[test]
fn alarms_of_whole_days_ring_in_the_morning() {
    let day = Span::Day(jiff::civil::date(2026, 12, 1));
    let triggers = [0, 1, 2, 90].map(|days| trigger(days, day));
    assert_eq!(triggers, ["PT9H", "-PT15H", "-P1DT15H", "-P89DT15H"]);
}

#[test]
fn hostile_texts_arrive_whole_and_break_nothing() {
    for hostile in HOSTILE {
        let text = written(hostile, &[event(hostile), event("next")]);
        sound(&text);
        let unfolded = unfold(&text);
        let read_back = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(unescaped(&read(&read_back.properties, "NAME")), survives(hostile));
        assert_eq!(read_back.components.len(), 2, "{text}");
        let event = &read_back.components[0];
        assert_eq!(read(&event.properties, "SUMMARY"), survives(&format!("s {hostile}")));
        assert_eq!(read(&event.properties, "DESCRIPTION"), survives(&format!("d {hostile}")));
        assert_eq!(event.components.len(), 1);
        assert_eq!(read(&event.components[0].properties, "DESCRIPTION"), survives(&format!("a {hostile}")));
    }
}

#[test]
fn a_thousand_letters_of_four_octets_are_folded_between_letters() {
    let text = written("Road", &[event(&"👩".repeat(1000))]);
    sound(&text);
    assert!(unfolded(&text).contains(&format!("SUMMARY:s {}", "👩".repeat(1000))));
}

proptest! {
    #[test]
    fn any_text_is_one_folded_line_that_says_the_same(texts in proptest::collection::vec(any::<String>(), 2), pad in 0..90_usize) {
        let padded = format!("{}{}", "x".repeat(pad), texts[0]);
        let text = written(&texts[1], &[event(&padded)]);
        sound(&text);
        let lines = unfolded(&text);
        prop_assert_eq!(lines.len(), 35);
        let summary = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        prop_assert_eq!(unescaped(summary), survives(&format!("s {padded}")));
    }
}
