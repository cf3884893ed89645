// Journeys of a reader who wants to hear of one component, and of nothing else; with a script and without.

import assert from "node:assert/strict";
import { done, eventually, journey } from "./kit/journey.mjs";

/** A feed is there, is of the component alone, and is what it says it is. */
async function holdsOnly(page, href, component) {
  const answer = await page.request.get(href);
  assert.equal(answer.status(), 200, href);
  const text = await answer.text();
  if (href.endsWith("feed.json")) {
    const { items } = JSON.parse(text);
    assert.ok(items.length > 3);
    for (const item of items) assert.equal(item._forewarn.component, component, item.id);
  }
  if (href.endsWith("calendar.ics")) assert.match(text, /^BEGIN:VCALENDAR[^]*BEGIN:VEVENT/);
}

const formats = ["feed.xml", "feed.atom", "feed.json", "calendar.ics"];

async function subscribe(page, site) {
  await page.goto(site);
  await page.getByRole("link", { name: "Feeds by component, team and tag" }).click();
  await page.waitForURL("**/feeds/");
  await page.locator("#which a[href='#components']").click();
  const row = page.locator("#components tr", { hasText: "Terraform modules" });
  const hrefs = await row.locator("td a:not([href^=webcal])").evaluateAll((links) => links.map((link) => link.href));
  assert.deepEqual(hrefs.map((href) => href.split("/").at(-1)), formats);
  for (const href of hrefs) await holdsOnly(page, href, "terraform-modules");
  await row.locator("th a").click();
  await page.waitForURL("**/components/terraform-modules/");
  // A program for feeds that is given the page finds the same.
  const told = await page.$$eval("link[rel=alternate]", (links) => links.map((link) => link.href));
  assert.ok(hrefs.every((href) => href.endsWith(".ics") || told.includes(href)), `${told}`);
  const onPage = await page.locator("#follow a").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(hrefs.every((href) => onPage.includes(href)), `${onPage}`);
}

await journey("from the home page to the feeds and the calendar of one component", subscribe);
await journey("the same without a script", subscribe, { javaScriptEnabled: false });

await journey("who picks one component is offered its feeds and its calendar on the home page", async (page, site) => {
  await page.goto(site);
  await page.locator("#mine summary").click();
  await page.locator("#mine input[value=terraform-modules]").check();
  await eventually(async () => assert.equal(await page.locator("#mine-feeds").isVisible(), true));
  const hrefs = await page.$$eval("#mine-feeds .links a", (links) => links.map((link) => link.href));
  assert.deepEqual(hrefs.map((href) => href.split("/").at(-1)), formats);
  for (const href of hrefs) await holdsOnly(page, href, "terraform-modules");
});

await journey("without a script: which promises of one component fall due, the nearest first", async (page, site) => {
  await page.goto(site);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Components" }).click();
  await page.locator("main").getByRole("link", { name: "Deploy API", exact: true }).click();
  await page.waitForURL("**/components/deploy-api/");
  const sunsets = await page.$$eval(".stack > .promise", (items) => items.map((item) => item.dataset.sunset || "9999"));
  assert.ok(sunsets.length > 2);
  assert.deepEqual(sunsets, [...sunsets].sort());
  const first = page.locator(".stack > .promise").first();
  assert.match(await first.textContent(), /due for 19 days/);
  await first.locator("h3 a").click();
  await page.waitForURL("**/changes/deploy-api-deploy-token-header/");
  assert.match(await page.locator(".panel").textContent(), /What to do[^]*Send a bearer token/);
}, { javaScriptEnabled: false });

await done();
