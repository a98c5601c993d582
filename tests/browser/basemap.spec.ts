import type { Page } from "@playwright/test";
import { coloredPixels, expect, isDrawn, openPlan, test } from "./harness.ts";

const STYLE = "/basemap/style.json";
const SEA: readonly number[] = [10, 120, 240];
/** Layers and pictures with names that ours have, too. */
const style = {
  version: 8,
  sources: { areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
  layers: [
    { id: "water", type: "background", paint: { "background-color": `rgb(${SEA.join(",")})` } },
    { id: "areas-fill", type: "fill", source: "areas" },
    { id: "street-labels", type: "symbol", source: "areas", layout: { "text-field": "x", "text-font": ["Some Font"] } },
  ],
};

async function withBasemap(page: Page): Promise<void> {
  await page.route("**/api/district", async (route) => {
    const reply = await route.fetch();
    const district = (await reply.json()) as Record<string, unknown>;
    const light = new URL(STYLE, route.request().url()).href;
    await route.fulfill({ json: { ...district, basemaps: { light, dark: null } } });
  });
}

/** Whether the lower right corner of the map, where no area is, has the basemap's color. */
async function isSea(page: Page): Promise<boolean> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) return false;
  const clip = { x: box.x + box.width - 12, y: box.y + box.height / 2, width: 4, height: 4 };
  const png = (await page.screenshot({ clip, scale: "css" })).toString("base64");
  const color = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = new OffscreenCanvas(4, 4).getContext("2d");
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(1, 1, 1, 1).data ?? [])].slice(0, 3);
  }, png);
  return SEA.every((part, at) => Math.abs(part - (color[at] ?? 0)) < 6);
}

test("a basemap lies under the areas of a light map, and a dark one keeps its own ground", async ({ page }) => {
  await withBasemap(page);
  await page.route(`**${STYLE}`, (route) => route.fulfill({ json: style }));
  await openPlan(page);
  await expect.poll(() => isSea(page)).toBe(true);
  expect((await coloredPixels(page)).by_class.length).toBeGreaterThan(1);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => isSea(page)).toBe(false);
  await isDrawn(page);
});

test.describe("a basemap that does not come", () => {
  test.use({ mayLog: true });

  for (const [how, reply] of [
    ["is not there", { status: 404, body: "" }],
    ["is not a style", { status: 200, body: "<html>" }],
  ] as const) {
    test(`leaves a whole map when it ${how}`, async ({ page }) => {
      const warning = page.waitForEvent("console", (message) => /basemap .* cannot be shown/.test(message.text()));
      await withBasemap(page);
      await page.route(`**${STYLE}`, (route) => route.fulfill(reply));
      await openPlan(page);
      await warning;
      expect((await coloredPixels(page)).by_class.length).toBeGreaterThan(1);
    });
  }
});
