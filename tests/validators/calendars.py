"""The calendars of a site, before and after its dates moved, as icalendar and vobject read them, and held to RFC 5545.

Usage: calendars.py BEFORE AFTER TITLE...: the folders of two builds, and titles that must arrive as they were written.
"""

import datetime
import pathlib
import re
import sys

import icalendar
import vobject


def problems(path):
    """What is wrong with a file, and its events by UID."""
    raw = path.read_bytes()
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw) or not raw.endswith(b"\r\n"):
        yield "lines must end in CRLF (3.1)"
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets (3.1)"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number} ends inside a letter (3.1)"
    if b"METHOD" in raw:
        yield "METHOD needs a parameter of Content-Type (3.7.2)"
    calendar = icalendar.Calendar.from_ical(raw)
    for name in ("PRODID", "VERSION", "NAME", "UID", "URL", "SOURCE", "REFRESH-INTERVAL", "X-WR-CALNAME"):
        if name not in calendar:
            yield f"no {name}"
    if not isinstance(calendar["REFRESH-INTERVAL"].dt, datetime.timedelta):
        yield "REFRESH-INTERVAL is no duration (RFC 7986, 5.7)"
    if not calendar.walk("VEVENT"):
        yield "no event (3.6)"
    seen = set()
    for event in calendar.walk("VEVENT"):
        uid = str(event["UID"])
        if uid in seen:
            yield f"{uid} stands twice (3.8.4.7)"
        seen.add(uid)
        yield from (f"{uid}: {problem}" for problem in of_event(event))
    for read in vobject.readComponents(raw.decode()):
        read.validate(raiseException=True)
        if len(read.vevent_list) != len(seen):
            yield f"vobject reads {len(read.vevent_list)} of {len(seen)} events"


def of_event(event):
    yield from (str(error) for error in event.errors)
    start, stamp = event["DTSTART"].dt, event["DTSTAMP"].dt
    if stamp.tzinfo is None or stamp != event["LAST-MODIFIED"].dt:
        yield "DTSTAMP is not LAST-MODIFIED in UTC (3.8.7.2)"
    if "DTEND" in event and (type(event["DTEND"].dt) is not type(start) or event["DTEND"].dt <= start):
        yield "DTEND does not fit DTSTART (3.8.2.2)"
    if type(start) is datetime.date and event["DTSTART"].params.get("VALUE") != "DATE":
        yield "a date without VALUE=DATE (3.3.4)"
    if event["TRANSP"] != "TRANSPARENT":
        yield "makes its readers busy (3.8.2.7)"
    for alarm in event.walk("VALARM"):
        if not isinstance(alarm["TRIGGER"].dt, datetime.timedelta) or not alarm["DESCRIPTION"]:
            yield "an alarm without a duration or a text (3.6.6)"


def events(site):
    calendar = icalendar.Calendar.from_ical((site / "calendar.ics").read_bytes())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def main():
    before, after = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    found = []
    files = sorted([*before.rglob("*.ics"), *after.rglob("*.ics")])
    for path in files:
        found += [f"{path}: {problem}" for problem in problems(path)]
    old, new = events(before), events(after)
    moved = 0
    for uid, event in old.items():
        if uid not in new:
            found.append(f"{uid} vanished")
            continue
        said = [(one["DTSTART"].dt, one["STATUS"]) for one in (event, new[uid])]
        moved += said[0] != said[1]
        if said[0] != said[1] and new[uid]["SEQUENCE"] <= event["SEQUENCE"]:
            found.append(f"{uid} moved with SEQUENCE {new[uid]['SEQUENCE']} after {event['SEQUENCE']} (3.8.7.4)")
    if moved < 3:
        found.append(f"only {moved} events moved: nothing was compared")
    titles = [str(event["SUMMARY"]) for event in new.values()]
    found += [f"no event is called {title!r}: {titles}" for title in sys.argv[3:] if title not in titles]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(files)} calendars, {len(old)} events before and {len(new)} after, {moved} moved")
    sys.exit(bool(found))


main()
