#!/usr/bin/env bash
# What `forewarn export` writes, read by those for whom it is made, fetched by name from npm and PyPI:
#   Keep a Changelog   the parsers keep-a-changelog (npm) and keepachangelog (PyPI): releases, dates, kinds, yanked
#   Markdown           markdown-it: links that lead out, headings that skip no level, no HTML but the few elements we allow
#   Slack              the models of Slack's own SDK, which hold the limits of Block Kit
#   HTML mail          the Nu HTML checker, where there is a Java to run it
# Usage: export.sh path/to/forewarn. Takes about a minute; writes only to a folder of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
for needed in npm node python3; do
    command -v "$needed" >/dev/null || { echo "cannot validate the exports: there is no $needed here"; exit 1; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix tools keep-a-changelog@3 markdown-it@14 vnu-jar
python3 -m venv tools/python
tools/python/bin/pip install --quiet keepachangelog slack_sdk

harbour=$here/../export/site
platform=$here/../..
from_harbour() { "$forewarn" --quiet --root "$harbour" --today 2026-06-15 export "$@"; }
from_platform() { "$forewarn" --quiet --root "$platform" --today 2026-11-22 export "$@"; }

from_harbour keep-a-changelog crane -o crane.md
from_harbour keep-a-changelog tide -o tide.md
from_harbour keep-a-changelog -o all.md
for version in 1.0.0 1.1.0 2.0.1 3.0.0; do from_harbour release-notes crane "$version" -o "notes-$version.md"; done
from_platform keep-a-changelog deploy-api -o deploy-api.md
from_platform keep-a-changelog -o platform.md
from_platform release-notes confkit 2.1.0 -o notes-confkit.md
for days in 7 60 3660; do
    from_harbour digest --days "$days" -o "harbour-$days.digest.md"
    for format in slack html; do
        from_harbour digest --days "$days" --format "$format" -o "harbour-$days.$format"
        from_platform digest --days "$days" --format "$format" -o "platform-$days.$format"
    done
done

says() { printf '%-50s ok\n' "$1"; }

cp "$here/export.mjs" tools/
node tools/export.mjs changelog crane.md deploy-api.md tide.md all.md platform.md
says 'Keep a Changelog: keep-a-changelog of npm'

tools/python/bin/python - <<'PYTHON'
import keepachangelog
crane = keepachangelog.to_dict("crane.md", show_unreleased=True)
assert list(crane) == ["unreleased", "2.0.1", "1.1.0", "1.0.0"], list(crane)
assert crane["2.0.1"]["metadata"]["release_date"].startswith("2026-06-10"), crane["2.0.1"]
assert crane["2.0.1"]["metadata"]["url"].endswith("/components/crane/2.0.1/"), crane["2.0.1"]
assert len(crane["2.0.1"]["security"]) == 2 and "CVE-2026-4242" in crane["2.0.1"]["security"][0], crane["2.0.1"]
assert len(crane["1.1.0"]["deprecated"]) == 2, crane["1.1.0"]
every = keepachangelog.to_dict("all.md", show_unreleased=True)
assert {"crane@2.0.1", "2026-06-12"} <= set(every), list(every)
PYTHON
says 'Keep a Changelog: keepachangelog of PyPI'

node tools/export.mjs markdown ./*.md
says 'Markdown: markdown-it'

tools/python/bin/python - ./*.slack <<'PYTHON'
import json, sys
from slack_sdk.models.blocks import Block
for path in sys.argv[1:]:
    message = json.load(open(path))
    blocks = Block.parse_all(message["blocks"])
    assert 0 < len(blocks) <= 50 and message["text"], path
    # Writing them holds each to its limits.
    for block, written in zip(blocks, message["blocks"], strict=True):
        assert block.to_dict() == written, (path, written)
PYTHON
says "Slack: models of Slack's SDK"

if command -v java >/dev/null; then
    java -jar tools/node_modules/vnu-jar/build/dist/vnu.jar --Werror harbour-*.html platform-*.html
    says 'HTML mail: Nu HTML checker'
else
    echo 'HTML mail: not checked, since there is no Java here'
fi
