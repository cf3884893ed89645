// Journeys through the upgrade page of the example platform: "from 2.3 to 4.1", by choice, by link, and without a script.

import assert from "node:assert/strict";
import { done, eventually, journey } from "./kit/journey.mjs";

const told = "#answer h2";
const chosen = (page, name) => page.locator(`#move select[name="${name}"]`);
const query = (page) => new URL(page.url()).search;
const titles = (page, list) => page.locator(`#${list} h3`).allTextContents();

async function asked(page, site, address) {
  await page.goto(`${site}upgrade/${address}`);
  await page.locator(`${told}, #answer .notice`).first().waitFor();
}

await journey("who chooses two versions reads what breaks, goes and asks for something", async (page, site) => {
  await page.goto(`${site}upgrade/`);
  await chosen(page, "component").selectOption("Deploy API");
  await eventually(async () => assert.equal(await chosen(page, "to").inputValue(), "4.3.0"));
  await chosen(page, "from").selectOption("3.5.0");
  await chosen(page, "to").selectOption("4.2.0");
  await eventually(async () => assert.equal(query(page), "?component=deploy-api&from=3.5.0&to=4.2.0"));
  await eventually(async () => assert.match(await page.locator(told).first().textContent(), /Deploy API 3\.5\.0 → 4\.2\.0/));
  assert.deepEqual(await titles(page, "removed"), ["gRPC Watch and WatchAll are gone"]);
  assert.deepEqual(await titles(page, "breaking"), ["Unknown fields in a request body are an error"]);
  const first = ["The X-Deploy-Token header is deprecated", "Deploy API v1 is deprecated, move to v2"];
  assert.deepEqual(await titles(page, "deprecated"), first, "what is due first comes first");
  assert.match(await page.locator(".effort").textContent(), /^For one typical consumer 1 of these takes days, 2 take hours; 2 do not say/);
  await page.goBack();
  await eventually(async () => assert.match(await page.locator(told).first().textContent(), /3\.5\.0 → 4\.3\.0/));
});

await journey("a link says the same to whoever opens it", async (page, site) => {
  await asked(page, site, "?component=deploy-api&from=3.5.0&to=4.2.0");
  assert.equal(await chosen(page, "from").inputValue(), "3.5.0");
  assert.deepEqual(await titles(page, "security"), ["Build arguments no longer reach the audit log"]);
  await page.locator("#security h3 a").click();
  await page.waitForURL("**/changes/deploy-api-log-redaction/");
});

await journey("the checklist is copied as Markdown, and the answer saved as JSON", async (page, site) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await asked(page, site, "?component=deploy-api&from=3.5.0&to=4.2.0");
  await page.getByRole("button", { name: "Copy the checklist" }).click();
  await eventually(async () => assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^## Deploy API from 3\.5\.0 to 4\.2\.0: 3 releases\n[^]*- \[ \] \*\*4\.0\.0\*\*/));
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "JSON", exact: true }).click()]);
  assert.equal(saved.suggestedFilename(), "deploy-api-3.5.0-to-4.2.0.json");
  const chunks = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
  assert.equal(JSON.parse(Buffer.concat(chunks)).removed[0].id, "deploy-api-grpc-watch-removed");
});

await journey("a version that is none is refused, with the near ones as links", async (page, site) => {
  await asked(page, site, "?component=deploy-api&from=3.5.1&to=4.2.0");
  const notice = page.locator("#answer .notice");
  assert.match(await notice.textContent(), /has no release 3\.5\.1\. Did you mean 3\.5\.0 or 4\.0\.0\?/);
  await notice.getByRole("link", { name: "3.5.0" }).click();
  await eventually(async () => assert.match(await page.locator(told).first().textContent(), /3\.5\.0 → 4\.2\.0/));
  await asked(page, site, "?component=deploy-api&from=4.2.0&to=3.5.0");
  await notice.getByRole("link", { name: "From 3.5.0 to 4.2.0?" }).click();
  await eventually(async () => assert.match(await page.locator(told).first().textContent(), /3\.5\.0 → 4\.2\.0/));
  await asked(page, site, "?component=no-such&from=1.0.0");
  assert.match(await notice.textContent(), /no component no-such/);
});

await journey("from the page of a release it is one click to what changes up to the newest", async (page, site) => {
  await page.goto(`${site}components/deploy-api/3.5.0/`);
  await page.getByRole("link", { name: "What changes from here to the newest?" }).click();
  await page.locator(told).first().waitFor();
  assert.match(await page.locator(told).first().textContent(), /3\.5\.0 → 4\.3\.0/);
  await page.goto(`${site}components/deploy-api/`);
  await page.getByRole("link", { name: "What changes between two versions?" }).click();
  await eventually(async () => assert.equal(await chosen(page, "component").inputValue(), "deploy-api"));
});

await journey("the page fits a phone, and the keyboard reaches all of it", async (page, site) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await asked(page, site, "?component=runtime&from=6.0.0&to=8.0.0");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await chosen(page, "component").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "from");
});

await journey(
  "without a script the page tells what the newest releases ask for",
  async (page, site) => {
    await page.goto(`${site}components/deploy-api/3.5.0/`);
    await page.getByRole("link", { name: "What changes from here to the newest?" }).click();
    await page.waitForURL("**/upgrade/**#component-deploy-api");
    assert.ok(!(await page.locator("#move").isVisible()));
    const section = page.locator("details#component-deploy-api");
    assert.ok(await section.isVisible());
    await section.locator("summary").click();
    assert.match(await section.textContent(), /Unknown fields in a request body are an error/);
    await section.getByRole("link", { name: "4.0.0" }).click();
    await page.waitForURL("**/components/deploy-api/4.0.0/");
  },
  { javaScriptEnabled: false },
);

await done();
