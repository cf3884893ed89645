#!/usr/bin/env bash
# Edits a site under `forewarn serve` and looks at it in a headless Chromium: does an open page reload in its place, swap its styles, and
# show and take away what is wrong. Usage: run.sh FOREWARN, its binary. CHROMIUM names another browser than the one in PATH.
# Fetches playwright-core from npm; writes only to a folder of its own; all on the loopback interface.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$scratch" playwright-core@1

mkdir -p "$scratch/site/content/changes" "$scratch/site/theme/static"
cat > "$scratch/site/book.toml" << 'EOF'
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"
[build]
base-url = "https://changes.example.com/"
[theme]
dir = "theme"
[[component]]
id = "deploy-api"
name = "Deploy API"
EOF
echo 'h1 { color: rgb(1, 2, 3) }' > "$scratch/site/theme/static/style.css"
printf '+++\nid = "first"\ntitle = "The first change"\nkind = "changed"\n+++\n' > "$scratch/site/content/changes/2026-03-02-first.md"
for _ in $(seq 80); do printf 'A paragraph of words.\n\n'; done >> "$scratch/site/content/changes/2026-03-02-first.md"

"$forewarn" --root "$scratch/site" --today 2026-06-15 serve --port 0 > "$scratch/url" 2> "$scratch/log" &
server=$!
trap 'kill "$server"; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do
    [ -s "$scratch/url" ] && break
    sleep 0.1
done
[ -s "$scratch/url" ] || { echo "the preview did not start"; cat "$scratch/log"; exit 1; }
CHROMIUM=${CHROMIUM:-$(command -v chromium)} PLAYWRIGHT="$scratch/node_modules" SITE=$(cat "$scratch/url") FOLDER="$scratch/site" \
    node "$here/journeys.mjs"
