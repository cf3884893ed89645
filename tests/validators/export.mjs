// `changelog FILES`: read by the parser of keep-a-changelog. `markdown FILES`: read by markdown-it, and held to what we promise
// of links, headings and HTML.
import fs from "node:fs";
import assert from "node:assert/strict";
import { parser } from "keep-a-changelog";
import MarkdownIt from "markdown-it";

const ALLOWED = /^<(\/?(br|kbd|sub|sup|mark|ins|del|abbr|details|summary)\s*\/?>|!--)/;

function changelog(path) {
    const text = fs.readFileSync(path, "utf8");
    const read = parser(text);
    assert.equal(read.releases.length, text.match(/^## \[/gm).length, `${path}: a release was not read`);
    const items = read.releases.flatMap((release) => [...release.changes.values()].flat());
    assert.equal(items.length, text.match(/^- /gm).length, `${path}: an entry was not read`);
    const yanked = read.releases.filter((release) => release.yanked).length;
    assert.equal(yanked, text.match(/^## .*\[YANKED\]$/gm)?.length ?? 0, `${path}: a yanked release was not read`);
    const dates = read.releases.filter((release) => release.date).map((release) => release.date.getTime());
    assert.deepEqual(dates, [...dates].sort((a, b) => b - a), `${path}: the newest is not first`);
}

function markdown(path) {
    const tokens = new MarkdownIt({ html: true }).parse(fs.readFileSync(path, "utf8"), {});
    const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
    for (const token of all) {
        const url = token.attrGet("href") ?? token.attrGet("src");
        assert.ok(url === null || /^(https?:|mailto:)/.test(url), `${path}: ${url} is relative`);
        const html = token.type === "html_inline" || token.type === "html_block";
        assert.ok(!html || ALLOWED.test(token.content.trim()), `${path}: ${token.content}`);
    }
    const levels = tokens.filter((token) => token.type === "heading_open").map((token) => Number(token.tag.slice(1)));
    levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${path}: a level is skipped`));
}

const [what, ...paths] = process.argv.slice(2);
paths.forEach(what === "changelog" ? changelog : markdown);
