#!/usr/bin/env bash
# Drives a built site in a headless Chromium: every *.mjs beside this file is a set of journeys, run one after the other;
# those of a folder are named.
# Usage: run.sh SITE_DIR [JOURNEY…], where the site's base URL has no path. CHROMIUM names another browser than the one in PATH,
# which comes from apt where it is missing and this runs as root.
# Fetches playwright-core, axe-core and lighthouse from npm; writes only to a folder of its own; the site is served on the loopback interface.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
site=$(realpath "$1")
shift
for needed in npm node python3; do
    command -v "$needed" >/dev/null || { echo "cannot drive a browser: there is no $needed here"; exit 1; }
done
if [ -z "${CHROMIUM:-}" ]; then
    if ! command -v chromium >/dev/null; then
        [ "$(id -u)" = 0 ] || { echo "cannot drive a browser: install chromium, or name a browser in CHROMIUM"; exit 1; }
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 install -qq -y --no-install-recommends chromium > /dev/null
    fi
    CHROMIUM=$(command -v chromium)
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$scratch" playwright-core@1 axe-core@4 lighthouse@12

python3 "$here/kit/serve.py" "$site" "$scratch/port" &
server=$!
trap 'kill "$server"; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do
    [ -s "$scratch/port" ] && break
    sleep 0.1
done
[ -s "$scratch/port" ] || { echo "cannot drive a browser: the server of the site did not start"; exit 1; }

export CHROMIUM PLAYWRIGHT="$scratch/node_modules" SITE="http://127.0.0.1:$(cat "$scratch/port")/"
[ $# -gt 0 ] || set -- "$here"/*.mjs
for journeys in "$@"; do node "$journeys"; done
