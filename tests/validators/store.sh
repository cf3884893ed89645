#!/usr/bin/env bash
# `forewarn publish` against a store that speaks S3: moto's server (PyPI), read back by boto3, AWS's own client.
# The example site is published, changed, published again, killed, completed, and published by two at once.
# Usage: store.sh path/to/forewarn. Loopback and a port of the moment only; the server is ended by its id.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
command -v python3 >/dev/null || { echo "cannot validate publishing: there is no python3 here"; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet 'moto[server]' boto3
"$scratch/python/bin/python" "$here/store.py" "$forewarn" "$(cd "$here/../.." && pwd)" "$scratch"
