// How long a picture takes while the map moves, and from a move of a site to the new colors on the map.

import { test, type Page } from "@playwright/test";
import { firstMap, median, tell } from "./measuring.ts";

const N_AREAS = 800;
const N_POINTS = 10_000;

test("frames of the district", async ({ page }) => {
  await page.goto("/");
  await move(page, "a frame while moving the district");
});

test("frames of many areas", async ({ page }) => {
  await many(page);
  await page.goto("/#places=assets");
  await move(page, `a frame while moving ${N_AREAS} areas and ${N_POINTS} points`);
});

/** Drags the map twice and tells of the second time: the first teaches the map how fast the machine draws. */
async function move(page: Page, what: string): Promise<void> {
  await firstMap(page);
  await page.waitForTimeout(2000);
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.5];
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    const look = (now: number): void => {
      frames.push(now);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const worked = async (): Promise<number> =>
    (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ScriptDuration")?.value ?? NaN;
  const times = (): Promise<number[]> => page.evaluate(() => (window as unknown as { frames: number[] }).frames.splice(0));
  for (const isFirst of [true, false]) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await times();
    const before = await worked();
    for (let step = 1; step <= 90; step += 1) {
      await page.mouse.move(x + 80 * Math.sin(step / 9), y + 50 * Math.sin(step / 6));
      await page.waitForTimeout(16);
    }
    const frames = await times();
    const script = ((await worked()) - before) * 1000;
    await page.mouse.up();
    await page.waitForTimeout(1000);
    if (isFirst) continue;
    const took = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
    tell(what, `${median(took).toFixed(0)} ms, 95 of 100 under ${median(took, 0.95).toFixed(0)} ms; of it script ${(script / frames.length).toFixed(1)} ms`);
  }
}

/** What the page's own marks of a drag tell, with the end of the picture after each. */
interface Step {
  replied: number;
  drawn: number;
}

test("from a move of a site to the colors", async ({ page }) => {
  await page.addInitScript(() => {
    const steps: Step[] = [];
    Object.assign(window, { steps });
    const mark = performance.mark.bind(performance);
    let [moved, asked] = [0, 0];
    performance.mark = (name, options) => {
      const now = performance.now();
      if (name === "what-if-move") moved = now;
      if (name === "what-if-request") asked = moved;
      if (name === "what-if-painted") {
        const [from, replied] = [asked, now - asked];
        requestAnimationFrame(() => {
          const gl = document.querySelector<HTMLCanvasElement>(".map-canvas canvas")?.getContext("webgl2");
          const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
          gl?.flush();
          const look = (): void => {
            if (gl && fence && gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED) setTimeout(look, 1);
            else steps.push({ replied, drawn: performance.now() - from });
          };
          setTimeout(look, 1);
        });
      }
      return mark(name, options);
    };
  });
  await page.goto("/#category=after-school");
  await firstMap(page);
  await page.waitForTimeout(2000);
  await page.getByRole("button", { name: "What if…" }).click();
  await page.getByRole("button", { name: "Add a partner" }).click();
  const map = await page.locator(".map-canvas").boundingBox();
  if (map === null) throw new Error("no map");
  await page.mouse.click(map.x + map.width * 0.55, map.y + map.height * 0.45);
  const pin = page.locator(".scenario-pin");
  await pin.waitFor();
  await page.waitForTimeout(2000);
  for (const isFirst of [true, false]) {
    const box = await pin.boundingBox();
    if (box === null) throw new Error("no pin");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 150; step += 1) {
      await page.mouse.move(x + 150 * Math.sin(step / 25), y + 120 * Math.sin(step / 14));
      await page.waitForTimeout(16);
    }
    const steps = await page.evaluate(() => (window as unknown as { steps: Step[] }).steps.splice(0));
    await page.mouse.up();
    await page.waitForTimeout(1500);
    if (isFirst) continue;
    const [replied, drawn] = [steps.map((step) => step.replied), steps.map((step) => step.drawn)];
    tell("from a move of a site to its colors", `${median(drawn).toFixed(0)} ms, 95 of 100 under ${median(drawn, 0.95).toFixed(0)} ms`);
    tell("  without the drawing", `${median(replied).toFixed(0)} ms, 95 of 100 under ${median(replied, 0.95).toFixed(0)} ms`);
  }
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
