#!/usr/bin/env bash
# How many instructions a build of this repository's own site takes, as callgrind counts them on one thread, beside what the last landing
# took: more than 5 % above it fails. Times are noise on a shared machine; two counts of one program differ by less than 0.01 %.
# SHA-256 is left out: what it costs depends on the processor, and most of it is the digest of the program itself.
# Usage: run.sh path/to/forewarn [record]. `record` writes the count for the next change to be compared with: do it when a change is
# meant to cost what it costs, or made builds cheaper, with the release build of what lands.
# valgrind comes from apt where it is missing and this runs as root. Writes only to a folder of its own, and `recorded`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
if ! command -v valgrind >/dev/null; then
    [ "$(id -u)" = 0 ] || { echo "cannot count instructions: install valgrind"; exit 1; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 install -qq -y --no-install-recommends valgrind > /dev/null
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Not the repository itself: its copy has the same sources wherever it lies, and no spare tree.
mkdir "$scratch/site"
cp -r "$here/../../book.toml" "$here/../../content" "$scratch/site"
cd "$scratch"
RAYON_NUM_THREADS=1 LC_ALL=C TZ=UTC valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    --toggle-collect='*sha2::*compress*' --collect-atstart=yes \
    "$forewarn" --root site --today 2026-11-22 --quiet build --no-baseline 2> told
count=$(sed -n 's/.*Collected : *//p' told)
[ -n "$count" ] || { cat told; echo "valgrind counted nothing"; exit 1; }

if [ "${2:-}" = record ]; then
    echo "$count" > "$here/recorded"
    echo "recorded: $count instructions"
    exit
fi
last=$(cat "$here/recorded")
change=$(awk -v now="$count" -v last="$last" 'BEGIN { printf "%+.2f", 100 * (now - last) / last }')
echo "instructions of a build: $count, $change % beside the last landing's $last"
awk -v change="$change" 'BEGIN { exit !(change <= 5) }' || {
    echo "a build takes $change % more instructions than it did: find out why, or say why in ARCHITECTURE.md and record it"
    exit 1
}
