#!/usr/bin/env bash
# The calendars of a site, built on two days, in the programs of others, fetched by name from PyPI:
#   icalendar, vobject   every file parses, and keeps what RFC 5545 and RFC 7986 ask
#   khal                 imports both builds: an event that moved has moved, once, on the same day in every time zone
# Usage: calendar.sh path/to/forewarn. Takes some seconds; writes only to a folder of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
command -v python3 >/dev/null || { echo "cannot validate the calendars: there is no python3 here"; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
python3 -m venv python
python/bin/pip install --quiet icalendar vobject khal tzdata

# A site whose names and texts try to break out of every line.
mkdir -p site/content/changes
cat > site/book.toml <<'TOML'
[book]
title = "Paved; Road, \\ & more"
id = "tag:example.com,2026:paved-road"

[build]
base-url = "https://changes.example.com/"

[[owner]]
id = "delivery"
name = "Delivery; and, co"
contact = "https://chat.example.com/delivery"

[[component]]
id = "api"
name = "API"
owner = "delivery"
TOML
entry() { # NAME TITLE REST: an entry of 2 March 2026
    printf '+++\ntitle = "%s"\nid = "%s"\n[deprecation]\n%b\n+++\nBody.\n' "$2" "$1" "$3" > "site/content/changes/2026-03-02-$1.md"
}
surface='[[deprecation.surface]]\nkind = "http"\nname = "GET /v1/a;b,c"\nreplacement = "GET /v2"\n'
brownout='[[deprecation.brownout]]\nid = "first"\nstart = 2026-09-08T09:00:00Z\nend = 2026-09-08T10:00:00Z\n'
long=$(printf 'x%.0s' {1..290})
entry moved 'Moved' "sunset = 2026-10-01\n$surface$brownout"
entry cancelled 'Cancelled' "sunset = 2026-10-06\n$surface"
entry hostile ']]> & Vec<T>; a, b \\ c' "sunset = 2026-10-07\n$surface"
entry rtl 'שלום עולם 👩‍🚀' "sunset = 2026-10-08\n$surface"
entry long "$long" "sunset = 2026-10-09\n$surface"
build() { "$forewarn" --root site --today "$1" --quiet build --no-baseline && cp -r site/public "$2"; }
build 2026-03-02 before
revision='[[deprecation.revision]]\ndate = 2026-06-10\nreason = "Billing; needs, more"\n'
entry moved 'Moved' "sunset = 2026-12-01\n$surface${brownout}cancelled = { date = 2026-06-11, reason = \"Late\" }\n${revision}from = 2026-10-01\n"
entry cancelled 'Cancelled' "sunset = 2026-10-06\n$surface${revision}change = \"cancelled\"\n"
build 2026-06-15 after

says() { printf '%-50s ok\n' "$1"; }

python/bin/python "$here/calendars.py" before after \
    'Sunset: ]]> & Vec<T>; a, b \ c' 'Sunset: שלום עולם 👩‍🚀' "Sunset: $long"
says 'icalendar, vobject: RFC 5545 and RFC 7986'

mkdir calendar home
cat > khal.conf <<CONF
[calendars]
[[c]]
path = $scratch/calendar
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $scratch/khal.db
[default]
default_calendar = c
CONF
khal() { HOME=$scratch/home LC_ALL=C.UTF-8 python/bin/khal -c khal.conf "$@"; }
agenda() { khal list --day-format '' --format '{start-date} {cancelled}{title}' 2026-09-01 150d | grep .; }
khal import --batch before/calendar.ics
agenda > before.txt
khal import --batch after/calendar.ics
TZ=UTC agenda > after.txt
for zone in America/Los_Angeles Pacific/Auckland; do
    rm khal.db
    TZ=$zone agenda > there.txt
    diff <(grep Sunset after.txt) <(grep Sunset there.txt)
done
[ "$(grep -c . before.txt)" = "$(grep -c . after.txt)" ] || { cat before.txt after.txt; echo "an event was doubled or lost"; exit 1; }
for line in '2026-12-01 Sunset: Moved' '2026-10-06 CANCELLED Sunset cancelled: Cancelled' \
    '2026-09-08 CANCELLED Brownout cancelled: Moved' '2026-10-07 Sunset: ]]> & Vec<T>; a, b \ c'; do
    grep -qxF "$line" after.txt || { cat after.txt; echo "khal does not show: $line"; exit 1; }
done
grep -qxF '2026-10-01 Sunset: Moved' before.txt && ! grep -q '^2026-10-01' after.txt
says 'khal: imported again, moved, and not doubled'
