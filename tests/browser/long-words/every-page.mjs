// What holds on every page of a site whose words fit no line (make.py writes it), whichever theme shows it: at no width does
// a page scroll sideways, and no text is cut off where nothing says that there is more.

import assert from "node:assert/strict";
import { done, eventually, journey } from "../kit/journey.mjs";

const WIDTHS = [320, 500, 800, 1280];
const BESIDES = ["404.html", "search/?q=logs", "upgrade/#answered"];

/** The pages that the sitemap names, where they are served. */
async function everyPage(page, site) {
  const map = await (await page.request.get(`${site}sitemap.xml`)).text();
  const urls = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url.replaceAll("&amp;", "&"));
  return [...urls.map((url) => new URL(url).pathname.slice(1)), ...BESIDES];
}

/** Waits for what scripts write; the plain theme has none. */
async function settled(page, path) {
  if (!(await page.locator("script[src*=search], script[src*=upgrade]").count())) return;
  if (path.startsWith("search/?")) await eventually(async () => assert.ok(await page.locator("#found li").count()));
  if (path.endsWith("#answered")) await askForTheWholeWay(page);
}

/** Chooses the first component that has releases, and its lowest and highest. */
async function askForTheWholeWay(page) {
  await page.locator("#move [name=component]").selectOption({ index: 1 });
  for (const name of ["from", "to"]) {
    const field = page.locator(`#move [name=${name}]`);
    await eventually(async () => assert.ok((await field.locator("option").count()) > 1));
    const last = (await field.locator("option").count()) - 1;
    await field.selectOption({ index: name === "from" ? last : 1 });
  }
  await eventually(async () => assert.ok(await page.locator("#answer > *").count()));
}

/** How far the page scrolls sideways, and what hides a part of its text although nobody can scroll there. */
function faultsOfPage() {
  const name = (one) => `${one.localName}.${one.className}`;
  const all = [...document.querySelectorAll("body *:not(svg, svg *, input, select, option)")];
  const isCut = (one) => {
    const { overflowX, position } = getComputedStyle(one);
    return overflowX === "hidden" && position !== "absolute" && one.scrollWidth > one.clientWidth + 1;
  };
  const drawings = [...document.querySelectorAll(".timeline > svg")].filter((svg) => svg.getBoundingClientRect().width);
  const sticksOut = (svg) => (text) => text.getBoundingClientRect().right > svg.getBoundingClientRect().right;
  const outside = drawings.flatMap((svg) => [...svg.querySelectorAll("text")].filter(sticksOut(svg)));
  return [
    ...(document.documentElement.scrollWidth > innerWidth ? [`scrolls to ${document.documentElement.scrollWidth}`] : []),
    ...all.filter(isCut).map((one) => `cuts ${name(one)}`),
    ...outside.map((text) => `draws outside: ${text.textContent.slice(0, 30)}`),
  ];
}

await journey("long words: no page scrolls sideways or cuts text, at any width", async (page, site) => {
  const faults = [];
  const pages = await everyPage(page, site);
  assert.ok(pages.length > 30, `${pages.length} pages`);
  for (const path of pages) {
    await page.goto(site + path, { waitUntil: "load" });
    await settled(page, path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const fault of await page.evaluate(faultsOfPage)) faults.push(`${path.slice(0, 40)} at ${width} px ${fault}`);
    }
  }
  assert.deepEqual(faults, []);
});

await done();
