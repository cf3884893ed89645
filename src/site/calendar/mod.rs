//! A neutral calendar → iCalendar (RFC 5545, with the properties of RFC 7986).
//!
//! Same calendar, same bytes: there is no "now" here, and no METHOD, which would need a parameter in `Content-Type` that a
//! static host cannot promise (RFC 5545, section 3.7.2). It knows nothing of promises: which events there are, and how
//! often they changed, is decided by who fills it.
//!
//! Not the `icalendar` crate, which reads it back in the tests: its writer leaves NAME unescaped, so that a comma or a
//! line end in a title breaks the file, and takes the clock for a missing DTSTAMP.

mod line;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::Date;
use line::Lines;

/// What a server must say in `Content-Type`, and links in `type`.
pub const MEDIA_TYPE: &str = "text/calendar";

/// Who made the calendar. It has no version, so that an update of forewarn does not change every calendar.
const PRODUCT: &str = "-//forewarn//forewarn//EN";

/// How long a client may wait before it asks again.
const REFRESH: &str = "PT12H";

/// When an alarm of an all-day event rings: 09:00 where the reader is, since an all-day event begins at their midnight.
const MORNING: u32 = 9;

/// One file. All URLs are absolute; texts are plain, and may hold any character.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// Permanent.
    pub uid: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    /// The page that shows the same to people.
    pub url: &'a str,
    /// Where this very file will be fetched.
    pub source: &'a str,
    /// At least one: RFC 5545, section 3.6, knows no empty calendar. Their ids must be distinct.
    pub events: &'a [Event],
}

/// One thing in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Permanent: a client replaces what it knows by the event of the same id.
    pub uid: String,
    /// Rises whenever the event moves, or is cancelled or reinstated.
    pub sequence: u32,
    pub created: Timestamp,
    /// When its information was last revised.
    pub revised: Timestamp,
    pub span: Span,
    pub status: Status,
    pub summary: String,
    /// May have several lines.
    pub description: String,
    pub url: String,
    pub categories: Vec<String>,
    pub alarms: Vec<Alarm>,
}

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A whole day, wherever the reader is.
    Day(Date),
    Time {
        start: Timestamp,
        end: Timestamp,
    },
}

/// Whether it will be, or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Confirmed,
    Cancelled,
}

/// Rings some days before the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    pub days: u32,
    pub text: String,
}

/// Served as [`MEDIA_TYPE`].
pub fn calendar(calendar: &Calendar<'_>) -> Vec<u8> {
    const FRAME: usize = 1024;
    const EVENT: usize = 1536;
    let mut lines = Lines::new(FRAME + calendar.events.len() * EVENT);
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", PRODUCT);
    lines.put("CALSCALE", "GREGORIAN");
    lines.text("UID", calendar.uid);
    // What RFC 7986 names, and before it the names that clients agreed on.
    for name in ["NAME", "X-WR-CALNAME"] {
        lines.text(name, calendar.name);
    }
    for name in ["DESCRIPTION", "X-WR-CALDESC"] {
        lines.text(name, calendar.description);
    }
    lines.put("URL", calendar.url);
    lines.put("SOURCE;VALUE=URI", calendar.source);
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.put("X-PUBLISHED-TTL", REFRESH);
    if let Some(revised) = calendar.events.iter().map(|event| event.revised).max() {
        lines.put("LAST-MODIFIED", &instant(revised));
    }
    for one in calendar.events {
        event(&mut lines, one);
    }
    lines.put("END", "VCALENDAR");
    lines.into_bytes()
}

fn event(lines: &mut Lines, event: &Event) {
    lines.put("BEGIN", "VEVENT");
    lines.text("UID", &event.uid);
    // Without a METHOD, DTSTAMP says when the information was last revised (section 3.8.7.2).
    lines.put("DTSTAMP", &instant(event.revised));
    lines.put("CREATED", &instant(event.created));
    lines.put("LAST-MODIFIED", &instant(event.revised));
    lines.put("SEQUENCE", &event.sequence.to_string());
    span(lines, event.span);
    lines.put(
        "STATUS",
        match event.status {
            Status::Confirmed => "CONFIRMED",
            Status::Cancelled => "CANCELLED",
        },
    );
    // Nobody is busy because of it.
    lines.put("TRANSP", "TRANSPARENT");
    lines.text("SUMMARY", &event.summary);
    lines.text("DESCRIPTION", &event.description);
    lines.put("URL", &event.url);
    if !event.categories.is_empty() {
        lines.texts("CATEGORIES", &event.categories);
    }
    for alarm in &event.alarms {
        lines.put("BEGIN", "VALARM");
        lines.put("ACTION", "DISPLAY");
        lines.put("TRIGGER", &trigger(alarm.days, event.span));
        lines.text("DESCRIPTION", &alarm.text);
        lines.put("END", "VALARM");
    }
    lines.put("END", "VEVENT");
}

/// DTEND is not a part of the event, and must be later than DTSTART (section 3.8.2.2).
fn span(lines: &mut Lines, span: Span) {
    match span {
        Span::Day(day) => {
            lines.put("DTSTART;VALUE=DATE", &date(day));
            if let Ok(next) = day.tomorrow() {
                lines.put("DTEND;VALUE=DATE", &date(next));
            }
        }
        Span::Time { start, end } => {
            lines.put("DTSTART", &instant(start));
            if end.as_second() > start.as_second() {
                lines.put("DTEND", &instant(end));
            }
        }
    }
}

/// A duration from the start of the event (section 3.3.6): `-P29DT15H` is the morning 30 days before an all-day event.
fn trigger(days: u32, span: Span) -> String {
    match (span, days) {
        (Span::Day(_), 0) => format!("PT{MORNING}H"),
        (Span::Day(_), 1) => format!("-PT{}H", 24 - MORNING),
        (Span::Day(_), days) => format!("-P{}DT{}H", days - 1, 24 - MORNING),
        (Span::Time { .. }, 0) => "PT0S".to_owned(),
        (Span::Time { .. }, days) => format!("-P{days}D"),
    }
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn instant(instant: Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
