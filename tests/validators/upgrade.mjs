// `make FOLDER`: sites with every case that the rule of upgrades knows, by dice whose seeds are fixed. `compare FOREWARN
// FOLDER`: each upgrade document below a folder, cut by the page's own script and by `forewarn diff`, over every pair.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import vm from "node:vm";

const SITES = 6;
const run = promisify(execFile);

// ---- made-up sites ----

/** Numbers from 0 below 1 (mulberry32). */
function dice(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const VERSIONS = [
    ["0.1.0", "0.2.0-alpha", "0.2.0-alpha.1", "0.2.0", "0.9.0", "1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.1.0+build.5"],
    ["1.0.0", "1.9.0", "1.10.0", "2.0.0-beta", "2.0.0-beta.2", "2.0.0-beta.11", "2.0.0", "2.0.1", "3.0.0-x.7.z", "3.0.0"],
];
const RANGES = ["<2.0.0", ">=1.0.0", ">=0.2.0, <1.0.0", "^1", "~1.9", "=2.0.0-beta.2", "*", ">=9", "1.*", "<1.0.0-rc.2"];

function make(folder) {
    for (let seed = 1; seed <= SITES; seed += 1) site(path.join(folder, `site-${seed}`), dice(seed));
}

function site(folder, roll) {
    const write = (file, text) => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
    };
    const of = (list) => list[Math.floor(roll() * list.length)];
    const day = (month) => `2026-${String(month).padStart(2, "0")}-${String(1 + Math.floor(roll() * 28)).padStart(2, "0")}`;
    let book = `[book]\ntitle = "Made up"\nid = "tag:example.com,2026:made-up"\n[build]\nbase-url = "https://x.example/a/"\n`;
    let releases = "";
    VERSIONS.forEach((versions, at) => {
        const component = `part-${at}`;
        book += `[[component]]\nid = "${component}"\nname = "Part <${at}> of _it_"\n`;
        versions.forEach((version, place) => {
            const planned = place === versions.length - 1 && roll() < 0.5 ? "planned = true\n" : "";
            const yanked = roll() < 0.2 ? 'yanked = "It lost `data`, *all* of it"\n' : "";
            releases += `[[release]]\ncomponent = "${component}"\nversion = "${version}"\ndate = ${day(1 + place)}\n${planned}${yanked}\n`;
        });
        for (let entry = 0; entry < 22; entry += 1) {
            const date = day(1 + Math.floor(roll() * 10));
            const also = roll() < 0.2 ? `also = ["part-${1 - at}"]\n` : "";
            const version = roll() < 0.7 ? `version = "${of(versions)}"\n` : "";
            const effort = roll() < 0.5 ? `effort = "${of(["minutes", "hours", "days", "weeks"])}"\n` : "";
            const action = roll() < 0.4 ? 'action = "Call `b_c(<T>)` of [x](y) & *z*; then ` wait."\n' : "";
            const front = `title = "Entry ${entry} with \`a_b\` and <b>"\ndate = ${date}\n${also}${version}${effort}${action}`;
            write(`content/changes/${component}/${date}-e${entry}.md`, `+++\n${front}${body(entry)}+++\nText.\n`);
        }

        function body(entry) {
            const kind = roll();
            if (kind < 0.12) return `kind = "changed"\nbreaking = true\n`;
            if (kind < 0.2) return `kind = "removed"\n`;
            if (kind < 0.25) return `kind = "added"\n`;
            if (kind < 0.38) return `kind = "security"\nadvisories = ["CVE-2026-${1000 + entry}"]\naffected = "${of(RANGES)}"\n`;
            const dates = [];
            if (roll() < 0.6) dates.push(`sunset = 2027-0${1 + Math.floor(roll() * 9)}-1${Math.floor(roll() * 10)}`);
            if (roll() < 0.6) dates.push(`removal = "${of([...versions, "4.0.0"])}"`);
            if (!dates.length) dates.push(roll() < 0.5 ? 'not-before = "4.0.0"' : "not-before = 2027-06-01");
            if (roll() < 0.2) dates.push("estimated = true");
            let surfaces = "";
            for (let surface = 0; surface < 1 + Math.floor(roll() * 3); surface += 1) {
                const range = roll() < 0.6 ? `versions = "${of(RANGES)}"\n` : "";
                const replacement = roll() < 0.5 ? 'replacement = "new-lib"' : 'no-replacement = "Unused"';
                surfaces += `[[deprecation.surface]]\nkind = "library"\nname = "lib-${entry}-${surface}"\n${range}${replacement}\n`;
            }
            const cancelled = roll() < 0.1 ? '[[deprecation.revision]]\ndate = 2026-11-20\nchange = "cancelled"\nreason = "R"\n' : "";
            return `[deprecation]\n${dates.join("\n")}\n${surfaces}${cancelled}`;
        }
    });
    // Some promises are kept, by entries of their own.
    const changes = path.join(folder, "content/changes/part-1");
    const promises = fs.readdirSync(changes).filter((file) => /\[deprecation\]/.test(fs.readFileSync(path.join(changes, file), "utf8")) && !/cancelled/.test(fs.readFileSync(path.join(changes, file), "utf8")));
    promises.slice(0, 4).forEach((file, at) => {
        const id = `part-1-${file.slice(11, -3)}`;
        const version = at % 2 ? "" : `version = "${of(VERSIONS[1])}"\n`;
        write(`content/changes/part-1/2026-11-0${at + 1}-gone${at}.md`, `+++\ntitle = "Gone ${at}"\ncompletes = ["${id}"]\n${version}+++\n`);
    });
    write("book.toml", book);
    write("content/releases.toml", releases);
}

// ---- the comparison ----

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const script = fs.readFileSync(path.join(root, "themes/default/static/upgrade-rule.js"), "utf8");

async function compare(forewarn, folder) {
    const rule = vm.runInThisContext(`${script}\nforewarnUpgrade`);
    const documents = fs.readdirSync(folder, { recursive: true }).filter((file) => /api\/v1\/upgrade\/[^/]+\.json$/.test(file));
    const found = { documents: documents.length, pairs: 0, refused: 0 };
    const lists = {};
    const asked = [];
    for (const file of documents.map((name) => path.join(folder, name))) {
        const document = JSON.parse(fs.readFileSync(file, "utf8"));
        const versions = document.releases.map((release) => release.version);
        for (const [place, from] of versions.entries()) {
            for (const to of versions.slice(place)) asked.push({ file, document, from, to });
        }
        const [low, high] = [versions[0], versions.at(-1)];
        for (const wrong of ["9.9.9", "v1.0.0", "1.0", "2", "next", "1.0.0-rc.3", "01.0.0", "1.0.0-01", "2.0.O", "0.0.0", "1.9.0+other", "99999999999999999999.0.0"]) {
            asked.push({ file, document, from: wrong, to: high ?? "1.0.0" }, { file, document, from: low ?? "1.0.0", to: wrong });
        }
        if (low !== high) asked.push({ file, document, from: high, to: low });
    }
    const workers = Array.from({ length: 3 }, async () => {
        for (let one = asked.pop(); one; one = asked.pop()) await same(one);
    });
    await Promise.all(workers);
    assert.ok(found.documents >= 15 && found.pairs > 500 && found.refused > 100, JSON.stringify(found));
    for (const [name] of rule.LISTS) assert.ok(lists[name] > 20, `${name}: only ${lists[name]} items were compared`);
    console.log(`upgrade: ${found.documents} documents, ${found.pairs} pairs, ${found.refused} refusals: the page says what diff says`);

    async function same({ file, document, from, to }) {
        const what = `${file} ${from} ${to}`;
        const ask = (format) => run(forewarn, ["diff", document.component, from, to, "--from", file, format], { encoding: "utf8", maxBuffer: 1 << 26 });
        const ours = rule.slice(document, from, to);
        if (ours.refused) {
            const error = await ask("--json").then(() => assert.fail(`${what}: only the page refuses: ${ours.refused}`), (error) => error);
            assert.equal(error.code, 2, `${what}: ${error.message}`);
            assert.ok(error.stderr.includes(ours.refused), `${what}: ${ours.refused}\n${error.stderr}`);
            if (ours.near.length) {
                const near = ours.near.map((version) => `\`${version}\``).join(" or ");
                assert.ok(error.stderr.includes(`did you mean ${near}?`), `${what}: ${near}\n${error.stderr}`);
            } else {
                assert.ok(!error.stderr.includes("did you mean"), `${what}: ${error.stderr}`);
            }
            found.refused += 1;
            return;
        }
        const [json, markdown] = await Promise.all([ask("--json"), ask("--markdown")]);
        assert.equal(`${JSON.stringify(ours, null, 2)}\n`, json.stdout, what);
        assert.equal(rule.checklist(ours), markdown.stdout, what);
        found.pairs += 1;
        for (const [name] of rule.LISTS) lists[name] = (lists[name] ?? 0) + ours[name].length;
    }
}

const [what, ...rest] = process.argv.slice(2);
await { make, compare }[what](...rest);
