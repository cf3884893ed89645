// What an author sees who saves files beside an open page.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { done, eventually, journey } from "../kit/journey.mjs";

const entry = `${process.env.FOLDER}/content/changes/2026-03-02-first.md`;
const style = `${process.env.FOLDER}/theme/static/style.css`;
const first = readFileSync(entry, "utf8");
const title = (page) => page.locator("h1").first().textContent();
const color = (page) => page.locator("h1").first().evaluate((heading) => getComputedStyle(heading).color);
const report = (page) => page.locator("forewarn-report");

await journey("a page reloads by itself and keeps its place", async (page, site) => {
  await page.goto(`${site}changes/first/`);
  await page.evaluate(() => scrollTo({ left: 0, top: 700, behavior: "instant" }));
  await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 700));
  writeFileSync(entry, first.replace("The first change", "Another title"));
  await eventually(async () => assert.match(await title(page), /Another title/));
  await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 700));
});

await journey("a style sheet is swapped without a reload", async (page, site) => {
  await page.goto(`${site}changes/first/`);
  assert.equal(await color(page), "rgb(1, 2, 3)");
  await page.evaluate(() => (window.stays = true));
  writeFileSync(style, "h1 { color: rgb(4, 5, 6) }\n");
  await eventually(async () => assert.equal(await color(page), "rgb(4, 5, 6)"));
  assert.ok(await page.evaluate(() => window.stays), "the page was loaded anew");
});

await journey("a broken entry shows its report over the last good page, until it is mended", async (page, site) => {
  writeFileSync(entry, first);
  await page.goto(`${site}changes/first/`);
  await eventually(async () => assert.match(await title(page), /The first change/));
  writeFileSync(entry, first.replace('kind = "changed"', 'kind = "chagned"'));
  await eventually(async () => assert.match(await report(page).locator("pre").textContent(), /chagned/));
  assert.match(await title(page), /The first change/);
  assert.match(await report(page).locator("summary").textContent(), /the page below is the last good one/);
  writeFileSync(entry, first.replace("The first change", "Mended"));
  await eventually(async () => assert.match(await title(page), /Mended/));
  await eventually(async () => assert.equal(await report(page).count(), 0));
});

await done();
