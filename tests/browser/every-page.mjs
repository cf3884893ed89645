// What holds on every kind of page, whatever it says: axe finds nothing, in both colour schemes, wide and at 320 pixels;
// nothing scrolls sideways, jumps, moves or comes from elsewhere; markup holds no script and no style; focus is seen.

import assert from "node:assert/strict";
import { done, journey } from "./kit/journey.mjs";
import { axe, everyPageIsSound, NARROW, violations, WATCH } from "./kit/sound.mjs";

await everyPageIsSound(/default-src 'none'; style-src 'self'; script-src 'self';/);

await journey("with a pick of components: axe, and nothing jumps when the page is opened again", async (page, site) => {
  await page.addInitScript(WATCH);
  await page.goto(site);
  await page.locator("#mine summary").click();
  await page.locator("#mine input[value=deployctl]").check();
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `axe, ${colorScheme}`);
  }
  for (const path of ["", "changes/", "deprecations/", "components/", "feeds/"]) {
    await page.goto(site + path, { waitUntil: "networkidle" });
    assert.ok((await page.evaluate("window.jumped")) < 0.001, `${path} jumps: ${await page.evaluate("window.jumps.join()")}`);
  }
});

await journey("a timeline on a phone shows all of itself: names, dates and bars, without scrolling", async (page, site) => {
  await page.goto(`${site}deprecations/`);
  const drawing = page.locator(".shown-by-component .tl-narrow");
  assert.ok(await drawing.isVisible());
  assert.equal(await page.locator(".shown-by-component .tl-wide").isVisible(), false);
  const [outer, parts] = await drawing.evaluate((svg) => {
    const edges = (one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right];
    return [edges(svg), [...svg.querySelectorAll("text, .tl-bar, .tl-sunset")].map(edges)];
  });
  for (const [left, right] of parts) assert.ok(left >= outer[0] && right <= outer[1], `${left} to ${right} of ${outer}`);
  const told = await page.$$eval(".shown-by-component figure > svg", (all) => all.map((svg) => [...svg.querySelectorAll(".tl-row > title")].map((title) => title.textContent)));
  assert.equal(told.length, 3);
  for (const other of told) assert.deepEqual(other, told[0], "all drawings tell the same");
  const letters = await drawing.locator(".tl-name").first().evaluate((text) => text.getBoundingClientRect().height);
  assert.ok(letters >= 12, `letters of ${letters} px`);
}, { viewport: NARROW });

await journey("the sections take one line of a phone, and each can be reached and seen by keyboard", async (page, site) => {
  await page.goto(site);
  const links = page.locator(".top nav a");
  const tops = await links.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.ok(tops.length > 5 && new Set(tops).size === 1, `${tops}`);
  const last = links.last();
  for (let press = 0; press < 20 && !(await last.evaluate((one) => one === document.activeElement)); press += 1) await page.keyboard.press("Tab");
  const { left, right } = await last.evaluate((one) => one.getBoundingClientRect().toJSON());
  assert.ok(left >= 0 && right <= NARROW.width, `the last one is from ${left} to ${right}`);
}, { viewport: NARROW });

await done();
