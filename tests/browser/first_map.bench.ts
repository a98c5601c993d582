// How long a reader waits for the first map, and how long a frame takes while a large map is moved.

import { test, type Browser, type Page } from "@playwright/test";

const N_LOADS = 5;
const N_AREAS = 800;
const N_POINTS = 10_000;

function median(numbers: readonly number[], part = 0.5): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function tell(what: string, said: string): void {
  process.stdout.write(`${what.padEnd(54)} ${said}\n`);
}

/** Milliseconds from the start of the navigation until the areas have their colors. */
async function firstMap(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => performance.getEntriesByName("first-map")[0]?.startTime, null, { polling: 50 });
  return Number(await found.jsonValue());
}

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

test("frames", async ({ page }) => {
  await many(page);
  await page.goto("/#places=assets");
  await firstMap(page);
  await page.waitForTimeout(2000);
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    const look = (now: number): void => {
      frames.push(now);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (let step = 1; step <= 90; step += 1) {
    await page.mouse.move(x + 80 * Math.sin(step / 9), y + 50 * Math.sin(step / 6));
    await page.waitForTimeout(16);
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  await page.mouse.up();
  const took = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  tell(
    `a frame while moving ${N_AREAS} areas and ${N_POINTS} points`,
    `${median(took).toFixed(0)} ms, 95 of 100 under ${median(took, 0.95).toFixed(0)} ms`,
  );
});

/** Replies with many areas and points in the place of the demo's. */
async function many(page: Page): Promise<void> {
  type Body = { features: { id: string; geometry: unknown; properties: Record<string, unknown> }[] };
  const [west, south, width, height] = [-96.51, 37.97, 0.2, 0.12];
  await page.route("**/collections/gaps-by-neighborhood/items*", async (route) => {
    const reply = await route.fetch();
    const body = (await reply.json()) as Body;
    const [first] = body.features;
    if (first === undefined) throw new Error("no area");
    const [columns, rows] = [40, N_AREAS / 40];
    body.features = Array.from({ length: N_AREAS }, (_, n) => {
      const [left, low] = [west + ((n % columns) * width) / columns, south + (Math.floor(n / columns) * height) / rows];
      const [right, high] = [left + width / columns, low + height / rows];
      const bend = Array.from({ length: 12 }, (__, k) => [left + ((right - left) * k) / 12, low + 0.0004 * Math.sin(k)]);
      const ring = [...bend, [right, low], [right, high], [left, high], bend[0]];
      const properties = { ...first.properties, geography_id: `a${n}`, name: `Area ${n}`, suppression: null, unmet: 5 * (n % 60) };
      return { ...first, id: `a${n}`, geometry: { type: "Polygon", coordinates: [ring] }, properties };
    });
    await route.fulfill({ json: body });
  });
  await page.route("**/collections/assets/items*", async (route) => {
    const reply = await route.fetch();
    const body = (await reply.json()) as Body;
    const [first] = body.features;
    if (first === undefined) throw new Error("no potential partner");
    body.features = Array.from({ length: N_POINTS }, (_, n) => {
      const at = [west + width * ((n * 0.618034) % 1), south + height * ((n * 0.754878) % 1)];
      return { ...first, id: `p${n}`, geometry: { type: "Point", coordinates: at }, properties: { ...first.properties, id: `p${n}` } };
    });
    await route.fulfill({ json: body });
  });
}
