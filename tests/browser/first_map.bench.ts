// How long a reader waits for the first map.

import { test, type Browser } from "@playwright/test";
import { firstMap, median, tell } from "./measuring.ts";

const N_LOADS = 5;

async function load(browser: Browser, address: string): Promise<number> {
  // A context of its own has nothing in its cache.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const time = await firstMap(page);
  if (process.env["WATERFALL"] !== undefined) await waterfall(page);
  await context.close();
  return time;
}

/** What came when, for whoever looks for what the map waits for. */
async function waterfall(page: Page): Promise<void> {
  const lines = await page.evaluate(() =>
    [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("mark")]
      .sort((a, b) => a.startTime - b.startTime)
      .map(({ name, startTime, duration }) => `${startTime.toFixed(0)} +${duration.toFixed(0)} ${name.split("/").slice(3).join("/") || name}`),
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

test("first map", async ({ browser, baseURL }) => {
  const times: number[] = [];
  await load(browser, baseURL ?? "");
  for (let n = 0; n < N_LOADS; n += 1) times.push(await load(browser, baseURL ?? ""));
  const shown = times.map((time) => `${time.toFixed(0)}`).join(", ");
  tell(`first map: median of ${N_LOADS} loads without a cache`, `${median(times).toFixed(0)} ms  (${shown})`);
});
