// What journeys share: a browser, pages that must not complain, and a line for each thing that held.
//
//   import { journey, done, eventually } from "./kit/journey.mjs";
//   await journey("what a reader does", async (page, site) => { … assert … });
//   await journey("the same without a script", async (page, site) => { … }, { javaScriptEnabled: false });
//   await done();

import { createRequire } from "node:module";

const { chromium } = createRequire(`${process.env.PLAYWRIGHT}/`)("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
let failures = 0;

/** Runs a journey in a context of its own. Errors of the page and of the console fail it. */
export async function journey(name, walk, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  try {
    await walk(page, process.env.SITE);
    if (complaints.length) throw new Error(`the page complained: ${complaints.join("; ")}`);
    console.log(`${name.padEnd(80)} ok`);
  } catch (error) {
    failures += 1;
    console.error(`${name.padEnd(80)} FAILED\n${error.stack}\n  at ${page.url()}`);
  } finally {
    await context.close();
  }
}

/** Tries until `check` throws no more, for at most five seconds. */
export async function eventually(check) {
  const until = Date.now() + 5000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Closes the browser; the exit status says whether every journey held. */
export async function done() {
  await browser.close();
  process.exitCode = failures ? 1 : 0;
}
