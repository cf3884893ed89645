#!/usr/bin/env bash
# A build that is killed, refused or starved at every step: `build` leaves the old site or the new one, whole, and says what happened.
#   kill.py     kill -9 before each system call that changes a file, one run for each
#   refuse.py   each system call on a file fails, one run for each
#   full.py     a disk that is full, one page or one file after the other; read-only folders; two builds at once
# That kill.py can fail was tried on builds that were broken on purpose, each in one way, and all were told: the new files copied into the
# published folder; a draft written into a file that is there (and has a second name in the published tree); the manifest written after
# the exchange; the manifest put in place before the files; no journal; a journal that is not completed; nothing synced; foreign
# files not carried over.
# Usage: run.sh path/to/forewarn [kill|refuse|full…]. Takes about two minutes; writes only to a folder of its own, in memory.
# strace comes from apt where it is missing and this runs as root. Where no file system can be mounted, the parts that need one are
# left out, and it says so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
shift
command -v python3 >/dev/null || { echo "cannot test failures: there is no python3 here"; exit 1; }
if ! command -v strace >/dev/null; then
    [ "$(id -u)" = 0 ] || { echo "cannot test failures: install strace"; exit 1; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 install -qq -y --no-install-recommends strace > /dev/null
fi
[ $# -gt 0 ] || set -- kill refuse full

# Mounts of a name space of its own go with it.
own() { if unshare -m true 2>/dev/null; then unshare -m "$@"; elif unshare -rm true 2>/dev/null; then unshare -rm "$@"; else "$@"; fi; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for part in "$@"; do
    own python3 -B "$here/$part.py" "$forewarn" "$scratch"
done
