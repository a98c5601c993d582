// Pages about the data: a table, a map and a form for people; the reference.

import type { Page } from "@playwright/test";
import { accessible, expect, picture, tabTo, test } from "./harness.ts";

const GAPS = "/collections/gaps-by-neighborhood/items?f=html";

const PAGES = {
  landing: "/?f=html",
  collections: "/collections?f=html",
  collection: "/collections/gaps-by-feeder-pattern?f=html",
  columns: "/collections/sites/queryables?f=html",
  gaps: `${GAPS}&category=food`,
  sites: "/collections/sites/items?f=html&category=food",
  standards: "/conformance?f=html",
  interface: "/api?f=html",
  reference: "/docs",
  examples: "/docs/analysts",
  problems: "/problems",
  problem: "/problems/bad-filter",
};

/** Opens a page and waits for its map, where it has one. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  if ((await page.locator("#map").count()) > 0) {
    await expect(page.locator("#map")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, address] of Object.entries(PAGES)) {
    test(`${name}, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, address);
      await picture(page, `data-${name}-${colorScheme}`);
      await accessible(page);
    });
  }
}

test.describe("a small screen", () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true });

  for (const language of ["en-US", "es-US"]) {
    test.describe(language, () => {
      test.use({ locale: language });

      test("no page is wider than 320 px", async ({ page }) => {
        for (const address of Object.values(PAGES)) {
          await open(page, address);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, address).toBeLessThanOrEqual(320);
        }
      });
    });
  }

  test("everything to press is at least 24 px high", async ({ page }) => {
    await open(page, PAGES.gaps);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("header a, form a, form button, form select, form input, .formats a")]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height < 24)
        // A link within a sentence is as high as its line.
        .filter(({ element }) => element.closest("p") === null)
        .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.height}`),
    );
    expect(small).toEqual([]);
  });
});

test("with the keyboard alone a reader asks, sorts and opens a feature", async ({ page }) => {
  await open(page, `${GAPS}&category=all`);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();

  const need = page.getByLabel("Need");
  await tabTo(page, need);
  await need.selectOption("food");
  const filter = page.getByLabel("Filter (CQL2)");
  await tabTo(page, filter);
  await page.keyboard.press("Enter");
  await page.waitForURL(/category=food/);
  await expect(page.getByLabel("Need")).toHaveValue("food");

  const table = page.getByRole("table");
  const unmet = table.getByRole("columnheader", { name: /^Unmet families$/ });
  await unmet.getByRole("link").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sortby=-unmet/);
  await expect(unmet).toHaveAttribute("aria-sort", "descending");
  const place = (await table.getByRole("columnheader").allInnerTexts()).findIndex((text) => /^Unmet\b.*\n?families/.test(text));
  const cells = await table.locator(`tbody tr > :nth-child(${place + 1})`).allInnerTexts();
  const numbers = cells.filter((cell) => cell !== "–").map((cell) => Number(cell.replaceAll(",", "")));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  expect(cells.slice(numbers.length).every((cell) => cell === "–")).toBe(true);

  const first = table.getByRole("rowheader").first().getByRole("link");
  const name = await first.innerText();
  await first.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}: Food`);
});

test("a table that is too wide is scrolled with the keyboard", async ({ page }) => {
  await open(page, PAGES.gaps);
  const region = page.getByRole("region", { name: "Table of features" });
  await region.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

test("the map says what its colors mean, and a click what an area has", async ({ page }) => {
  await open(page, PAGES.gaps);
  await expect(page.locator(".map-legend .legend-title")).toHaveText("Unmet rate");
  const counts = await page.locator(".map-legend .class-count").allInnerTexts();
  const n_on_map = counts.reduce((sum, text) => sum + Number(text.replace(/\D/g, "")), 0);
  const rows = await page.locator("tbody tr").count();
  // The row of homes in no area has no place on the map.
  expect([rows, rows - 1]).toContain(n_on_map);
  await page.locator("#map canvas").click();
  const popup = page.locator(".maplibregl-popup");
  await expect(popup.getByRole("link", { name: "All figures" })).toBeVisible();
  await expect(popup).toContainText("Food");
});

test("without a script the page is whole", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto(`${GAPS}&category=all`);
  await expect(page.locator("#map")).toBeHidden();
  await page.getByLabel("Need").selectOption("food");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator(".count")).toContainText("features");
  await expect(page.getByLabel("Need")).toHaveValue("food");
  await context.close();
});

test.describe("Spanish", () => {
  test.use({ locale: "es-US" });

  test("the browser's language is the page's", async ({ page }) => {
    await open(page, PAGES.gaps);
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Brechas por vecindario");
    await expect(page.locator(".map-legend .legend-title")).toHaveText("Proporción sin cubrir");
  });
});

test.describe("a mistake", () => {
  test.use({ mayLog: true });

  test("is said as a page to a person and as a problem document to a program", async ({ page, request }) => {
    const address = "/collections/schools/items?f=html&limt=5";
    const reply = await page.goto(address);
    expect(reply?.status()).toBe(400);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Unknown parameter");
    await expect(page.locator("main")).toContainText("limt");
    await page.getByRole("link", { name: "About this kind of problem" }).click();
    await expect(page).toHaveURL(/\/problems\/unknown-parameter$/);
    const program = await request.get("/collections/schools/items?limt=5");
    expect(program.headers()["content-type"]).toContain("application/problem+json");
  });
});
