// Journeys of a reader who uses two of the components: what of them falls due, and how to hear of the next.

import assert from "node:assert/strict";
import { done, eventually, journey } from "./kit/journey.mjs";

const picked = ["deployctl", "runtime"];
const bar = "#mine";

/** The components of all entries and promises of a kind that are seen. */
const seen = (page, selector) =>
  page.$$eval(selector, (items) =>
    items.filter((item) => item.getClientRects().length).map((item) => item.dataset.components.split(" ")));

async function onlyMine(page, selector) {
  const items = await seen(page, selector);
  assert.ok(items.length > 0, `nothing of ${selector} is seen`);
  for (const item of items) assert.ok(item.some((id) => picked.includes(id)), `${selector} shows ${item}`);
  return items.length;
}

async function pick(page) {
  await page.locator(`${bar} summary`).click();
  for (const id of picked) await page.locator(`${bar} input[value=${id}]`).check();
  await eventually(async () => assert.match(await page.locator(`${bar} summary`).textContent(), /deployctl.*Runtime/));
}

await journey("what of my two components falls due, on the home page, and after a reload", async (page, site) => {
  await page.goto(site);
  const all = (await seen(page, "#action .promise")).length;
  await pick(page);
  await eventually(async () => {
    assert.ok((await onlyMine(page, "#action .promise")) < all);
    await onlyMine(page, "#latest .card");
    await onlyMine(page, ".shown-by-component .tl-row");
  });
  const sunsets = await page.$$eval("#action .promise", (items) => items.map((item) => item.dataset.sunset || "9999"));
  assert.deepEqual(sunsets, [...sunsets].sort());
  await page.reload();
  await eventually(async () => onlyMine(page, "#action .promise"));
  assert.match(await page.locator(`${bar} summary`).textContent(), /deployctl.*Runtime/);
});

await journey("the pick holds on every list, with counts, and ends with one press", async (page, site) => {
  await page.goto(site);
  await pick(page);
  await page.goto(`${site}deprecations/`);
  const mine = await onlyMine(page, "#list [data-item]");
  assert.match(await page.locator("#narrow output").textContent(), new RegExp(`^${mine} of `));
  for (const [path, items] of [["changes/", "#list .card"], ["tags/ci/", "#list .card"], ["components/", ".tile[data-components]"], ["feeds/", "tr[data-components]"]]) {
    await page.goto(site + path);
    await onlyMine(page, items);
  }
  await page.goto(`${site}deprecations/`);
  await page.getByRole("button", { name: "Show all components" }).click();
  assert.ok((await seen(page, "#list [data-item]")).length > mine);
  await page.reload();
  assert.ok((await seen(page, "#list [data-item]")).length > mine);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

await journey("the feeds that are offered are those of my components, and are there", async (page, site) => {
  await page.goto(site);
  await pick(page);
  const hrefs = await page.$$eval("#mine-feeds .links a", (links) => links.map((link) => link.href));
  assert.deepEqual(
    new Set(hrefs.map((href) => new URL(href).pathname.split("/").slice(1, 3).join("/"))),
    new Set(picked.map((id) => `components/${id}`)),
  );
  for (const href of hrefs) assert.equal((await page.request.get(href)).status(), 200, href);
});

await journey("a list is narrowed, and the address says how", async (page, site) => {
  await page.goto(`${site}deprecations/`);
  await page.selectOption("#narrow [name=component]", "runtime");
  await page.selectOption("#narrow [name=state]", "closed-to-new");
  await eventually(async () => assert.equal((await seen(page, "#list [data-item]")).length, 1));
  const address = page.url();
  assert.match(address, /component=runtime&state=closed-to-new/);
  await page.goto(site);
  await page.goto(address);
  await eventually(async () => assert.equal((await seen(page, "#list [data-item]")).length, 1));
  await page.getByRole("button", { name: "Clear" }).click();
  await eventually(async () => assert.ok((await seen(page, "#list [data-item]")).length > 5));
  assert.equal(new URL(page.url()).search, "");
});

await journey("a list goes on to its further pages until enough is found", async (page, site) => {
  await page.goto(`${site}changes/?kind=security`);
  await eventually(async () => assert.match(await page.locator("#narrow output").textContent(), /^\d+ of \d+ changes$/));
  const [, found, total] = (await page.locator("#narrow output").textContent()).match(/^(\d+) of (\d+) changes$/);
  assert.equal((await seen(page, "#list .card")).length, Number(found));
  assert.equal(await page.locator("#list .card").count(), Number(total));
});

await journey("without a script all is there, and nothing offers what cannot work", async (page, site) => {
  await page.goto(site);
  assert.ok((await page.locator("#action .promise").count()) > 5);
  assert.equal(await page.locator(bar).isVisible(), false);
  assert.equal(await page.locator("#mine-feeds").isVisible(), false);
  assert.equal(await page.locator(".none-of-mine").first().isVisible(), false);
  await page.locator("label[for=by-owner]").click();
  assert.equal(await page.locator(".shown-by-owner").isVisible(), true);
  assert.equal(await page.locator(".shown-by-component").isVisible(), false);
  await page.goto(`${site}deprecations/`);
  assert.equal(await page.locator("#narrow").isVisible(), false);
  assert.ok((await page.locator("#list [data-item]").count()) > 8);
}, { javaScriptEnabled: false });

await done();
