// What holds on every kind of page, whatever it says: axe finds nothing, in both colour schemes, wide and at 320 pixels;
// nothing scrolls sideways, jumps, moves or comes from elsewhere; markup holds no script and no style; focus is seen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { done, journey } from "./kit/journey.mjs";

const axe = readFileSync(createRequire(`${process.env.PLAYWRIGHT}/`).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

const kinds = [
  ["the home page", ""],
  ["the changes", "changes/"],
  ["a later page of the changes", "changes/page/2/"],
  ["a deprecation", "changes/deploy-api-v1/"],
  ["a deprecation that is fulfilled", "changes/runtime-node-18/"],
  ["a plan", "changes/deployctl-token-env/"],
  ["an entry that adds", "changes/confkit-context-first/"],
  ["an entry that removes", "changes/deploy-api-grpc-watch-removed/"],
  ["an entry about security", "changes/deploy-api-log-redaction/"],
  ["the deprecations", "deprecations/"],
  ["the components", "components/"],
  ["a component", "components/deploy-api/"],
  ["a component without releases of its own kind", "components/terraform-modules/"],
  ["a release", "components/deploy-api/4.0.0/"],
  ["an owner", "owners/delivery/"],
  ["an audience", "audiences/service-teams/"],
  ["a tag", "tags/ci/"],
  ["the upgrade page", "upgrade/"],
  ["the answer to an upgrade", "upgrade/?component=deploy-api&from=3.5.0&to=4.2.0"],
  ["an upgrade that is refused", "upgrade/?component=deploy-api&from=3.5.1&to=4.2.0"],
  ["the search", "search/"],
  ["results of a search", "search/?q=deployments"],
  ["the track record", "record/"],
  ["a slice of the track record", "record/all/"],
  ["the feeds", "feeds/"],
  ["the headers for gateways", "gateway/"],
  ["the reference of the API", "api/"],
  ["a plain page", "pages/writing-entries/"],
  ["a page that is not there", "404.html"],
];

/** Adds up what jumped since the page began, save what followed a reader's deed; and names the worst. */
const WATCH = `
  window.jumped = 0;
  window.jumps = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      window.jumped += shift.value;
      for (const { node } of shift.sources) window.jumps.push(node?.outerHTML?.slice(0, 80) ?? "");
    }
  }).observe({ type: "layout-shift", buffered: true });
`;

const violations = (page) =>
  page.evaluate(async (only) => {
    const { violations } = await window.axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }, RULES);

/** The first elements that Tab reaches, and whether each shows that it has the focus. */
async function unseenFocus(page) {
  const unseen = [];
  for (let press = 0; press < 25; press += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // Within a field for a day the browser itself moves on, and shows where.
      if (element.matches("input[type=date]:not(:focus)")) return null;
      const shown = (one) => parseFloat(getComputedStyle(one).outlineWidth) >= 2 && getComputedStyle(one).outlineStyle !== "none";
      // A result of the search shows it around the whole result, a row of the timeline on its ground.
      const around = element.closest("#found li, .tl-row") ?? element;
      return shown(element) || shown(around) ? null : element.outerHTML.slice(0, 120);
    });
    if (found) unseen.push(found);
  }
  return unseen;
}

for (const [name, path] of kinds) {
  await journey(`${name}: axe, width, focus, nothing jumps, moves or comes from elsewhere`, async (page, site) => {
    const elsewhere = [];
    page.on("request", (request) => new URL(request.url()).origin === new URL(site).origin || elsewhere.push(request.url()));
    await page.addInitScript(WATCH);
    await page.goto(site + path, { waitUntil: "networkidle" });
    assert.deepEqual(elsewhere, [], "a request to somebody else");
    assert.ok((await page.evaluate("window.jumped")) < 0.001, `it jumps: ${await page.evaluate("window.jumps.join()")}`);
    const inline = await page.evaluate(() =>
      [...document.querySelectorAll("style, script:not([src]), [style]")].map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(inline, [], "script or style in the markup");
    assert.match(await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content"), /default-src 'none'; style-src 'self'; script-src 'self';/);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "something moves");

    await page.evaluate(axe);
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `axe, ${colorScheme}, ${viewport.width} px`);
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `scrolls sideways at ${viewport.width} px`);
    }
    assert.deepEqual(await unseenFocus(page), [], "focus that is not seen");
  });
}

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

await done();
