#!/usr/bin/env bash
# This repository's own site, read by those for whom it is made, fetched by name from PyPI and npm:
#   lxml (libxml2)               every XML document is well-formed; nothing is read from the network
#   feedparser                   every feed and every archive, item by item; RSS, Atom and JSON hold the same
#   check-jsonschema, ajv        every schema is a schema; documents of the API fit theirs, formats and patterns included
#   openapi-spec-validator       the description of the API
#   Nu HTML checker              pages of each kind in both themes and the stylesheets, where there is a Java to run it
# and the catalog of APIs held to RFC 9264.
# Usage: site.sh path/to/forewarn. Takes about half a minute; writes only to a folder of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
for needed in npm node python3; do
    command -v "$needed" >/dev/null || { echo "cannot validate the site: there is no $needed here"; exit 1; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix tools ajv@8 ajv-formats@3 vnu-jar
python3 -m venv tools/python
tools/python/bin/pip install --quiet lxml feedparser check-jsonschema openapi-spec-validator
"$forewarn" --quiet --root "$here/../.." --today 2026-11-22 build --no-baseline --output "$scratch/public"

says() { printf '%-50s ok\n' "$1"; }

tools/python/bin/python "$here/site.py" public
says 'XML: lxml; feeds: feedparser; catalog: RFC 9264'

tools/python/bin/check-jsonschema --quiet --check-metaschema public/api/v1/schema/*.json
cp "$here/site.mjs" tools/
node tools/site.mjs public
says 'API: metaschema; every document against its schema, ajv'

tools/python/bin/openapi-spec-validator public/api/v1/openapi.json
says 'OpenAPI: openapi-spec-validator'

if command -v java >/dev/null; then
    # The same site in the plain theme.
    mkdir plain-source
    cp -r "$here/../../content" "$here/../../book.toml" plain-source/
    cp -r "$here/../../themes/plain" plain-source/plain
    printf '\n[theme]\ndir = "plain"\n' >> plain-source/book.toml
    "$forewarn" --quiet --root plain-source --today 2026-11-22 build --no-baseline --output "$scratch/public-plain"
    # A few pages of each kind: the first of every set of siblings.
    (cd public && find . -name '*.html' | sort | awk -F/ '{ kind = NF "/" (NF > 3 ? $2 : $0) } seen[kind]++ < 4') > pages
    # Over loopback: to a page in a file, whose origin is nobody's, its policy would forbid its own stylesheet.
    for public in public public-plain; do
        tools/python/bin/python - tools/node_modules/vnu-jar/build/dist/vnu.jar "$public" pages <<'PYTHON'
import functools, http.server, subprocess, sys, threading
jar, public, pages = sys.argv[1:]
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=public))
threading.Thread(target=server.serve_forever, daemon=True).start()
urls = [f"http://127.0.0.1:{server.server_port}{page.strip()[1:]}" for page in open(pages)]
assert len(urls) > 15, urls
java = ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--Werror"]
sys.exit(subprocess.run([*java, *urls]).returncode)
PYTHON
    done
    find public public-plain -name '*.css' -print0 | xargs -0 java -jar tools/node_modules/vnu-jar/build/dist/vnu.jar --Werror --css
    says "HTML: Nu HTML checker, 2 themes, $(wc -l < pages) pages each"
else
    echo 'skipped: the Nu HTML checker, for want of Java'
fi
