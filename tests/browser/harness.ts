// What every journey needs: a page that is watched for errors and foreign requests, and the map once it is drawn.

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

export { expect };

interface Fixtures {
  /** Set to false in a test that breaks the network on purpose. */
  mayLog: boolean;
  watched: void;
}

/** Every test fails when the page logs an error or asks another host for anything. */
export const test = base.extend<Fixtures>({
  mayLog: [false, { option: true }],
  watched: [
    async ({ page, baseURL, mayLog }, use) => {
      const errors: string[] = [];
      const foreign: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) foreign.push(request.url());
      });
      await use();
      expect(foreign, "requests to other hosts").toEqual([]);
      if (!mayLog) expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export async function openPlan(page: Page, hash = ""): Promise<void> {
  await page.goto(`/${hash}`);
  await isDrawn(page);
}

/** Waits until numbers and, where it shows, the map are there and at rest. */
export async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator(".stage")).toHaveAttribute("aria-busy", "false");
  await expect(page.locator(".side")).not.toBeEmpty();
  if (await page.locator(".map-canvas").isVisible()) {
    await expect(page.locator(".map-canvas")).toHaveAttribute("data-state", "ready");
    await expect.poll(() => coloredPixels(page).then(({ n }) => n), { timeout: 30_000 }).toBeGreaterThan(200);
  }
}

/** A picture of one of the main states, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"] ?? join(import.meta.dirname, "test-results", "states");
  mkdirSync(folder, { recursive: true });
  // Labels fade in after the areas are drawn.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

export interface Colored {
  /** Pixels of the map in a color of the legend. */
  n: number;
  /** For each class of the legend that holds areas: pixels in its color. */
  by_class: number[];
  /** A spot well inside an area with a number, in pixels of the viewport. */
  spot: { x: number; y: number } | null;
}

/** Compares what is on the map with the legend's colors. */
export async function coloredPixels(page: Page): Promise<Colored> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) return { n: 0, by_class: [], spot: null };
  const shot = (await page.screenshot({ clip: box, scale: "css" })).toString("base64");
  const found = await page.evaluate(async (png) => {
    const swatches = [...document.querySelectorAll<HTMLElement>(".classes li:not(.class-hidden, .class-unknown)")]
      .filter((item) => !/^0 /.test(item.querySelector(".class-now")?.textContent ?? "0 "))
      .map((item) => getComputedStyle(item.querySelector(".swatch") ?? item).backgroundColor)
      .map((color) => (color.match(/\d+/g) ?? []).slice(0, 3).map(Number));
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    // Streets and parks show through the areas, so colors are near the legend's, not equal to it.
    const classAt = (x: number, y: number): number =>
      swatches.findIndex((rgb) => rgb.every((part, i) => Math.abs(part - (data[(y * width + x) * 4 + i] ?? 0)) < 16));
    const by_class = swatches.map(() => 0);
    let spot: { x: number; y: number } | null = null;
    for (let y = 12; y < height - 12; y += 3) {
      for (let x = 12; x < width - 12; x += 3) {
        const here = classAt(x, y);
        if (here < 0) continue;
        by_class[here] = (by_class[here] ?? 0) + 1;
        const isInner = [-8, 0, 8].every((dx) => [-8, 0, 8].every((dy) => classAt(x + dx, y + dy) === here));
        // Cards float above the left and the upper part of the map.
        if (spot === null && isInner && y > height / 3 && x > width / 3) spot = { x, y };
      }
    }
    return { n: by_class.reduce((sum, count) => sum + count, 0), by_class, spot };
  }, shot);
  const { spot } = found;
  return { ...found, spot: spot === null ? null : { x: box.x + spot.x, y: box.y + spot.y } };
}

/** Pixels of the map that are as dark as letters; nothing else on a light map without points is. */
export async function letterPixels(page: Page): Promise<number> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) return 0;
  const shot = (await page.screenshot({ clip: box, scale: "css" })).toString("base64");
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    // Cards and buttons stand at the edges.
    const { data } = context.getImageData(image.width / 3, image.height / 4, image.width / 2, (3 * image.height) / 4);
    let n = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] ?? 255) < 70 && (data[at + 1] ?? 255) < 70 && (data[at + 2] ?? 255) < 70) n += 1;
    }
    return n;
  }, shot);
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails when axe finds anything against WCAG 2.2 AA in the page, or in a part of it. */
export async function accessible(page: Page, part?: string): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(RULES);
  const { violations } = await (part === undefined ? builder : builder.include(part)).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way to ${target} with the Tab key`);
}
