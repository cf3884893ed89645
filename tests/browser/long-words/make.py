"""Writes a site whose every field holds words that no line can hold: make.py FOLDER.

Every kind of entry is there, and a promise in every state on TODAY (2026-11-22)."""

import pathlib
import sys

WORD = "Befehlszeilenwerkzeugkonfigurationsdateischluesselwortverzeichnis" * 2
SLUG = "a-very-long-" + "name" * 13  # ids hold at most 64 letters where they are parts of paths
ROUTE = "/v1/organizations/{organization}/projects/{project}/deployments/{deployment}/" + WORD + "/logs"
CODE = "`" + WORD.lower() + ".and.more.dots.in.it`"
URL = "https://example.com/" + WORD
VERSION = "2.0.0-" + WORD

BODY = f"""{WORD}, then {CODE}, [{WORD}](entry:open), <{URL}>.

## {WORD}

- [ ] {WORD}
- {URL}

> [!WARNING]
> {WORD}[^1]

> {WORD}

| {WORD} | {CODE} |
|---|---|
| {WORD} | {WORD} |

```
{WORD} {WORD}
```

[^1]: {WORD}
"""

SHARED = f"""title = "{WORD} {CODE}"
summary = "{WORD}"
tags = ["{SLUG}"]
audiences = ["{SLUG}"]
also = ["b-{SLUG}"]
effort = "weeks"
updated = {{ date = 2026-11-20, note = "{WORD}" }}

[links]
{WORD} = "{URL}"
"""

PROMISE = f"""reason = "{WORD}"
effect = "{WORD}"
warning = "{WORD}"

[[deprecation.surface]]
kind = "http"
name = "GET {ROUTE}"

[[deprecation.replacement]]
name = "GET /v2{ROUTE}"
component = "b-{SLUG}"
available-since = "{VERSION}"
link = "{URL}"

[[deprecation.surface]]
kind = "{SLUG}"
name = "{WORD}"
no-replacement = "{WORD}"

[[deprecation.surface]]
kind = "image"
name = "{WORD.lower()}"
versions = ">=1.0.0, <{VERSION}"
replacement = "{WORD}"

[[deprecation.detect]]
pattern = "{WORD}"
should-match = ["{WORD}"]
message = "{WORD}"
"""

BROWNOUTS = f"""
[[deprecation.brownout]]
id = "first"
start = 2026-11-10T10:00:00Z
end = 2026-11-10T12:00:00Z
effect = "{WORD}"

[[deprecation.brownout]]
id = "{SLUG}"
start = 2027-01-12T10:00:00Z
end = 2027-01-12T12:00:00Z
effect = "{WORD}"
cancelled = {{ date = 2026-11-18, reason = "{WORD}" }}
"""

REVISION = f"""
[[deprecation.revision]]
date = 2026-11-16
from = 2027-02-01
reason = "{WORD}"
"""

CALLED_OFF = f"""
[[deprecation.revision]]
date = 2026-11-17
change = "cancelled"
reason = "{WORD}"
"""

ADVISED = f"""affected = "<{VERSION}"
advisories = ["{URL}", "CVE-2026-12345"]
"""

ACTION = f"""action = "{WORD} {CODE}"
migration = "{URL}"
"""


def entry(name, own, promise=""):
    return name, own + SHARED + promise + "+++\n" + BODY


def promised(name, dates, more="", own=ACTION):
    return entry(name, own, "\n[deprecation]\n" + dates + PROMISE + more)


ENTRIES = [
    promised("open", "sunset = 2027-03-02\nclosed-to-new = 2026-12-01\nend-of-support = 2027-01-12\n", BROWNOUTS + REVISION),
    promised("soon", "sunset = 2026-12-01\n"),
    promised("overdue", "sunset = 2026-11-03\n"),
    promised("by-version", f'removal = "3.0.0-{WORD}"\n'),
    promised("called-off", "sunset = 2027-03-02\n", CALLED_OFF),
    promised("plan", "sunset = 2027-04-06\nestimated = true\n"),
    promised("gone", "sunset = 2026-11-10\n"),
    entry("removed", f'kind = "removed"\ncompletes = ["gone"]\nversion = "{VERSION}"\n'),
    entry("added", f'kind = "added"\nversion = "{VERSION}"\nrelated = ["open"]\n'),
    entry("breaking", f'kind = "changed"\nbreaking = true\nversion = "{VERSION}"\n' + ACTION),
    entry("security", f'kind = "security"\nversion = "{VERSION}"\n' + ADVISED),
]

BOOK = f"""[book]
title = "{WORD}"
id = "tag:example.com,2026:long-words"
description = "{WORD}"
audiences = ["{SLUG}"]
surface-kinds = ["{SLUG}"]

[build]
base-url = "https://changes.example.com/"

[[owner]]
id = "{SLUG}"
name = "{WORD}"
contact = "https://chat.example.com/{WORD}"

[[component]]
id = "{SLUG}"
name = "{WORD}"
description = "{WORD}"
owner = "{SLUG}"
repository = "{URL}"

[[component]]
id = "b-{SLUG}"
name = "B{WORD}"
owner = "{SLUG}"
"""

RELEASES = f"""[[release]]
component = "{SLUG}"
version = "1.0.0"
date = 2026-01-12
notes = "{WORD}"
yanked = "{WORD}"

[[release]]
component = "{SLUG}"
version = "{VERSION}"
date = 2026-11-16

[[release]]
component = "{SLUG}"
version = "3.0.0-{WORD}"
date = 2027-03-09
planned = true
notes = "{URL}"
"""

PAGE = f"""+++
title = "{WORD}"
nav = true
+++
{BODY}"""


def main(folder):
    changes = folder / "content" / "changes" / SLUG
    changes.mkdir(parents=True)
    (folder / "content" / "pages").mkdir()
    (folder / "book.toml").write_text(BOOK)
    (folder / "content" / "releases.toml").write_text(RELEASES)
    (folder / "content" / "pages" / "page.md").write_text(PAGE)
    for name, text in ENTRIES:
        day = "2026-11-12" if name == "removed" else "2026-10-05"
        (changes / f"{day}-{name}.md").write_text(f'+++\nid = "{name}"\n{text}')


main(pathlib.Path(sys.argv[1]))
