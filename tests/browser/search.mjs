// Journeys through the search of the example platform: by surface, by a line of a log, by keyboard alone, with a link, and without a script.

import assert from "node:assert/strict";
import { done, eventually, journey } from "./kit/journey.mjs";

const box = "#search";
const results = "#found li";
const links = "#found a";

const first = (page) => page.locator(results).first();
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
const path = (page) => new URL(page.url()).pathname;

async function search(page, site, typed) {
  await page.goto(`${site}search/`);
  await page.locator(box).pressSequentially(typed);
  await eventually(async () => assert.equal(await page.locator("#found").getAttribute("aria-busy"), "false"));
  assert.match(await page.locator("#said").textContent(), /found|some of them/);
}

await journey("a part of a surface finds its promise first, and Enter opens it", async (page, site) => {
  await search(page, site, "GET /v1/depl");
  assert.match(await first(page).textContent(), /GET \/v1\/deployments/);
  assert.equal(await first(page).locator("code").textContent(), "GET /v1/deployments");
  await page.locator(box).press("Enter");
  await page.waitForURL("**/changes/deploy-api-v1/");
});

await journey("a surface is found by its path, with a host, and in other words", async (page, site) => {
  for (const typed of ["/v1/deployments", "curl https://deploy.example.com/v1/deployments", "v1 deployments post"]) {
    await search(page, site, typed);
    assert.match(await first(page).locator("a").getAttribute("href"), /\/changes\/deploy-api-v1\/$/, typed);
  }
});

await journey("a line of a log finds the promise whose warning it holds", async (page, site) => {
  await search(page, site, "2026-11-22T08:14:07Z WARN deploy client=checkout W042 Deploy API v1 is deprecated trace=9f3ab12");
  assert.match(await first(page).locator("a").getAttribute("href"), /\/changes\/deploy-api-v1\/$/);
  assert.equal(await first(page).locator("code").textContent(), "W042 Deploy API v1 is deprecated");
  await search(page, site, "w042");
  assert.equal(await page.locator(results).count(), 1);
});

await journey("a flag, an id, a title and the text of a body are found", async (page, site) => {
  const wanted = { "--force": "deployctl-rollback-force", "confkit-must-get": "confkit-must-get", "node 18": "runtime-node-18" };
  for (const [typed, id] of Object.entries(wanted)) {
    await search(page, site, typed);
    assert.match(await first(page).locator("a").getAttribute("href"), new RegExp(`/changes/${id}/$`), typed);
  }
  await search(page, site, "busy afternoon");
  assert.match(await first(page).locator("a").getAttribute("href"), /\/changes\/deploy-api-grpc-watch\/$/);
});

await journey("a plain page is found by its title and by its text", async (page, site) => {
  for (const typed of ["support policy", "how to subscribe"]) {
    await search(page, site, typed);
    const pages = page.locator(results, { has: page.locator(".badge", { hasText: "Page" }) });
    assert.match(await pages.first().textContent(), new RegExp(typed, "i"));
  }
  await search(page, site, "support policy");
  await page.locator(links, { hasText: "Support policy" }).first().click();
  assert.equal(path(page), "/pages/support-policy/");
});

await journey("`/` leads to the search from any page, and into its box", async (page, site) => {
  await page.goto(`${site}changes/deploy-api-v1/`);
  await page.keyboard.press("/");
  await page.waitForURL("**/search/");
  await eventually(async () => assert.equal(await focused(page), "search"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await focused(page), "search");
  await page.keyboard.type("a/b");
  assert.equal(await page.locator(box).inputValue(), "a/b", "in the box it is a character");
});

await journey("arrows walk through the results and back, Escape begins anew", async (page, site) => {
  await search(page, site, "deprecated");
  const titles = await page.locator(links).allTextContents();
  assert.ok(titles.length > 2);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), titles[0]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), titles[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "search");
  assert.equal(await page.locator(box).inputValue(), "deprecated");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(box).inputValue(), "");
  await eventually(async () => assert.equal(await page.locator(results).count(), 0));
});

await journey("the address holds the query, also for whom it is sent to", async (page, site) => {
  await search(page, site, "GET /v1/deployments");
  assert.equal(new URL(page.url()).searchParams.get("q"), "GET /v1/deployments");
  const before = await page.locator(links).allTextContents();
  await page.reload();
  await eventually(async () => assert.deepEqual(await page.locator(links).allTextContents(), before));
  assert.equal(await page.locator(box).inputValue(), "GET /v1/deployments");
});

await journey("what is typed fast shows the last query's results, and nothing else", async (page, site) => {
  await page.goto(`${site}search/`);
  for (const typed of ["no", "node", "deploy", "w042"]) {
    await page.locator(box).fill(typed);
    await new Promise((resolve) => setTimeout(resolve, 90));
  }
  await eventually(async () => assert.equal(await page.locator(results).count(), 1));
  await eventually(async () => assert.match(await page.locator("#said").textContent(), /1 result found/));
});

await journey("nothing found is said, and hostile words are only words", async (page, site) => {
  await page.goto(`${site}search/?q=${encodeURIComponent('<img src=x onerror="alert(1)"> zzzqqq')}`);
  await eventually(async () => assert.match(await page.locator("#said").textContent(), /Nothing found|some of them/));
  assert.equal(await page.locator("main img").count(), 0);
});

await journey("at 320 px nothing is cut off", async (page, site) => {
  await search(page, site, "GET /v1/deployments");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width} px`);
}, { viewport: { width: 320, height: 640 } });

await journey("without a script the page says where to look, and the link leads to it", async (page, site) => {
  await page.goto(site);
  await page.locator("header a", { hasText: "Search" }).click();
  assert.equal(path(page), "/search/");
  // Chromium leaves `noscript` unshown when only an emulation switches scripts off.
  assert.match(await page.locator("noscript").textContent(), /Searching needs JavaScript/);
  await page.locator("#elsewhere a", { hasText: "All deprecations" }).click();
  assert.equal(path(page), "/deprecations/");
  // There the browser's own search finds the surface, beside what takes its place.
  const row = page.locator("#list [data-item]", { hasText: "POST /v1/deployments" });
  assert.match(await row.textContent(), /POST \/v2\/deployments/);
  await row.locator("th a").first().click();
  assert.equal(path(page), "/changes/deploy-api-v1/");
}, { javaScriptEnabled: false });

await done();
