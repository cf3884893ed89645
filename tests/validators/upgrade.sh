#!/usr/bin/env bash
# What the upgrade page says, compared with what `forewarn diff` says: the rule of themes/default/static/upgrade-rule.js, run
# by node, gives the same JSON and the same checklist, byte for byte, and refuses the same versions, over every pair of
# versions of the example, of the golden sites and of made-up sites (pre-releases, 0.x, plans, withdrawn releases, ranges).
# Usage: upgrade.sh path/to/forewarn. Takes about a minute; writes only to a folder of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
command -v node >/dev/null || { echo "cannot compare the upgrade page: there is no node here"; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
build() { "$forewarn" --quiet --root "$1" --today 2026-11-22 build --no-baseline --output "$2"; }

build "$here/../.." "$scratch/example"
for site in empty library small theme; do
    cp -r "$here/../golden/$site" "$scratch/source-$site" && rm -rf "$scratch/source-$site/expected"
    build "$scratch/source-$site" "$scratch/$site"
done
node "$here/upgrade.mjs" make "$scratch/made-up"
for site in "$scratch"/made-up/*; do build "$site" "$site-public"; done
node "$here/upgrade.mjs" compare "$forewarn" "$scratch"
