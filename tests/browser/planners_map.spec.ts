// The planner's map: measures, classes, search, comparison, two waves, clusters.

import type { Locator, Page } from "@playwright/test";
import { accessible, coloredPixels, expect, isDrawn, openPlan, picture, tabTo, test } from "./harness.ts";

/** Areas in all rows of the legend together. */
async function areasInLegend(page: Page): Promise<number> {
  const counts = await page.locator(".class-now").allInnerTexts();
  return counts.reduce((sum, words) => sum + Number.parseInt(words, 10), 0);
}

test("every measure has its title, its sentence and every area in a row of the legend", async ({ page }) => {
  await openPlan(page, "#category=after-school");
  const n_areas = await areasInLegend(page);
  const measure = page.getByRole("combobox", { name: "Measure" });
  const titles = new Set<string>();
  const measures = ["families", "rate", "reach", "access", "gain"];
  await expect(measure.locator("option")).toHaveCount(measures.length);
  for (const id of measures) {
    await measure.selectOption(id);
    await expect(page).toHaveURL(new RegExp(`measure=${id}`));
    titles.add(await page.locator("#legend-title").innerText());
    await expect(page.locator(".legend-about")).not.toBeEmpty();
    expect(await areasInLegend(page)).toBe(n_areas);
  }
  expect(titles.size).toBe(measures.length);
  await measure.selectOption("reach");
  await expect(page.locator(".overview .lead")).toContainText("The smallest share");
  // All kinds of need together have no places of their own.
  await page.getByRole("combobox", { name: "Need" }).selectOption("all");
  await expect(measure.locator("option")).toHaveCount(measures.length - 1);
  await page.getByRole("combobox", { name: "Need" }).selectOption("after-school");
  await expect.poll(() => coloredPixels(page).then(({ n }) => n)).toBeGreaterThan(200);
  await picture(page, "measure-reach");
});

test("a score that nobody knows is said to be not known, not hidden", async ({ page }) => {
  await page.route("**/collections/gaps-by-neighborhood/items*", async (route) => {
    const reply = await route.fetch();
    type Row = { properties: { suppression: string | null; access_score: number | null } };
    const body = (await reply.json()) as { features: Row[] };
    for (const [index, { properties }] of body.features.entries()) {
      Object.assign(properties, { suppression: null, access_score: index < 3 ? null : index });
    }
    await route.fulfill({ json: body });
  });
  await openPlan(page, "#measure=access");
  await expect(page.locator(".class-unknown .class-now")).toHaveText(/^[23] areas$/);
  await expect(page.locator(".class-hidden")).toHaveCount(0);
  await picture(page, "measure-access");
});

test("classes are made in three ways and in three to seven, and the address keeps the choice", async ({ page }) => {
  await openPlan(page, "#category=all");
  const before = await page.locator(".classes").innerText();
  const n_areas = await areasInLegend(page);
  await page.getByText("Classes", { exact: true }).click();
  await page.getByRole("combobox", { name: "How classes are made" }).selectOption("equal");
  await page.getByRole("combobox", { name: "Number of classes" }).selectOption("7");
  await expect(page.locator(".classes li")).toHaveCount(7);
  expect(await page.locator(".classes").innerText()).not.toBe(before);
  await page.getByRole("combobox", { name: "How classes are made" }).selectOption("jenks");
  await expect(page).toHaveURL(/classes=jenks&n=7/);
  expect(await areasInLegend(page)).toBe(n_areas);
  await accessible(page);
  await page.reload();
  await isDrawn(page);
  await expect(page.locator(".classes li")).toHaveCount(7);
  await picture(page, "natural-breaks");
});

test("with the keyboard alone a reader finds a school, reads its card and its feeder schools", async ({ page }) => {
  await openPlan(page);
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "Find a school, area or partner" });
  await expect(field).toBeFocused();
  await page.keyboard.type("courthóuse");
  const hits = page.locator("#search-list").getByRole("option");
  await expect(hits.first()).toContainText("Courthouse Square");
  await expect(field).toHaveAttribute("aria-activedescendant", "search-hit-0");
  await page.keyboard.press("ArrowDown");
  await expect(hits.nth(1)).toHaveAttribute("aria-selected", "true");
  await accessible(page);
  await picture(page, "search");
  await page.keyboard.press("Escape");
  await expect(hits).toHaveCount(0);
  await field.fill("Courthouse Square Middle school");
  await expect(hits.first()).toContainText("School");
  await page.keyboard.press("Enter");
  const card = page.locator(".place-card");
  await expect(card.getByRole("heading", { name: "Courthouse Square Middle" })).toBeFocused();
  await expect(card).toContainText("Gets children from");
  await expect(page).toHaveURL(/place=school/);
  await accessible(page);
  await page.waitForTimeout(900);
  await picture(page, "school-card");
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  await expect(field).toBeFocused();
});

test("a potential partner is found while their layer is off, and the layer comes with it", async ({ page }) => {
  await openPlan(page);
  const layer = page.getByRole("checkbox", { name: "Potential partners" });
  await expect(layer).not.toBeChecked();
  const field = page.getByRole("combobox", { name: "Find a school, area or partner" });
  await field.fill("branch library");
  const hit = page.locator("#search-list").getByRole("option").first();
  await expect(hit).toContainText("Potential partner");
  await hit.click();
  await expect(page.locator(".place-card")).toContainText("Branch Library");
  await expect(layer).toBeChecked();
});

test("the search finds an area of another kind and selects it", async ({ page }) => {
  await openPlan(page);
  const field = page.getByRole("combobox", { name: "Find a school, area or partner" });
  await field.fill("riverbend high feeder");
  await page.locator("#search-list").getByRole("option").first().click();
  await expect(page.locator(".panel .title")).toHaveText("Riverbend High");
  await expect(page.getByRole("combobox", { name: "Areas" })).toHaveValue("feeder-pattern");
});

test("with the keyboard alone two areas are compared, with the server's numbers", async ({ page, request }) => {
  const reply = await request.get("/collections/gaps-by-neighborhood/items?category=all");
  type Gap = { geography_id: string | null; name: string; unmet: number | null; needs: number };
  const { features } = (await reply.json()) as { features: { properties: Gap }[] };
  const [a, b] = features.map(({ properties }) => properties).filter(({ geography_id, unmet }) => geography_id !== null && unmet !== null);
  if (a === undefined || b === undefined) throw new Error("two areas with numbers");
  await openPlan(page, `#category=all&area=${a.geography_id}`);
  await tabTo(page, page.getByRole("combobox", { name: "Compare this area with" }));
  await page.keyboard.type(b.name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const panel = page.locator(".compare");
  await expect(panel.getByRole("heading", { name: `${a.name} and ${b.name}` })).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`with=${b.geography_id}`));
  const numbers = panel.locator("tbody").filter({ hasText: "Need it" }).getByRole("cell");
  const difference = b.needs - a.needs;
  await expect(numbers).toHaveText([a.needs, b.needs].map((n) => n.toLocaleString("en-US")).concat(
    difference === 0 ? "the same" : difference.toLocaleString("en-US", { signDisplay: "exceptZero" }),
  ));
  await accessible(page);
  await picture(page, "compare");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.locator(".panel .title")).toHaveText(a.name);
});

test("two waves lie side by side under one divider, in the same classes", async ({ page, request }) => {
  const { waves } = (await (await request.get("/api/district")).json()) as { waves: string[] };
  test.skip(waves.length < 2, "this district has one wave");
  await openPlan(page, "#measure=rate");
  await page.getByRole("combobox", { name: "Compare with" }).selectOption(waves[0] ?? "");
  const slider = page.getByRole("slider");
  await tabTo(page, slider);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("PageDown");
  await expect(slider).toHaveAttribute("aria-valuenow", "25");
  await expect(page.locator(".swipe canvas")).toBeVisible();
  await expect(page.locator(".class-before").first()).toBeVisible();
  await accessible(page);
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.waitForTimeout(800);
  await picture(page, "two-waves");
  await page.getByRole("radio", { name: "Table" }).check();
  await expect(page.getByRole("columnheader", { name: /^Change since/ })).toBeVisible();
  await expect(page.getByRole("cell", { name: /points$/ }).first()).toBeVisible();
  await accessible(page);
});

/** The demo's partners, all of them at positions of the test's choice. */
async function putPartners(page: Page, positions: readonly (readonly [lon: number, lat: number])[]): Promise<void> {
  await page.route(/collections\/sites\/items\?(?!.*bbox)/, async (route) => {
    const reply = await route.fetch();
    type Site = { id: string; geometry: { type: string; coordinates: readonly number[] } | null };
    const body = (await reply.json()) as { features: Site[] };
    const [first] = body.features;
    if (first === undefined) throw new Error("no partner");
    body.features = positions.map((coordinates, n) => ({ ...first, id: `site-${n}`, geometry: { type: "Point", coordinates } }));
    await route.fulfill({ json: body });
  });
}

/** Moves the pointer over the middle of the map until the words beside it are the expected ones. */
async function pointAt(page: Page, words: string): Promise<Locator> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  const tip = page.locator(".tip").filter({ hasText: words });
  // Where a place of the district is on the screen is the page's own choice.
  await expect(async () => {
    for (let y = 0.35; y < 0.7; y += 0.025) {
      for (let x = 0.45; x < 0.8; x += 0.02) {
        await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
        if (await tip.isVisible()) return;
      }
    }
    throw new Error(`nothing says ${words}`);
  }).toPass({ timeout: 30_000 });
  return tip;
}

test("partners that lie together are one point with their number, and fall apart when it is chosen", async ({ page }) => {
  await putPartners(page, Array.from({ length: 12 }, (_, n) => [-96.42 + 0.0006 * n, 38.03] as const));
  await openPlan(page, "#places=partners");
  const cluster = await pointAt(page, "12 places here");
  await page.mouse.down();
  await page.mouse.up();
  await expect(page).toHaveURL(/at=1[1-9]/);
  await expect(cluster).toHaveCount(0);
});

/** Three of the demo's partners as the server would publish them if they shared an address. */
async function putAtOnePosition(page: Page): Promise<{ id: string; properties: { name: string } }[]> {
  const sites = (await (await page.request.get("/collections/sites/items?limit=1000&category=after-school")).json()) as {
    features: { id: string; geometry: object | null; properties: { name: string } }[];
  };
  const geometry = { type: "Point", coordinates: [-96.42, 38.03] };
  const features = sites.features.filter((site) => site.geometry !== null).slice(0, 3).map((site) => ({ ...site, geometry }));
  if (features.length < 3) throw new Error("too few partners");
  const here = { ...sites, features, numberMatched: 3, numberReturned: 3 };
  await page.route("**/collections/sites/items?*", (route) => route.fulfill({ json: here }));
  for (const site of features) {
    await page.route(`**/collections/sites/items/${encodeURIComponent(site.id)}*`, (route) => route.fulfill({ json: site }));
  }
  return features;
}

const ONE_POSITION = "#places=partners&at=16,38.03,-96.42";

test("partners at one position are one point at every zoom, and its card leads to all of them", async ({ page }) => {
  const [one, other, third] = await putAtOnePosition(page);
  await openPlan(page, ONE_POSITION);
  await pointAt(page, "and 2 more at this place");
  await page.mouse.down();
  await page.mouse.up();
  const card = page.getByRole("region", { name: one?.properties.name ?? "" });
  const others = card.getByRole("listitem").getByRole("button");
  await expect(others).toHaveText([other?.properties.name ?? "", third?.properties.name ?? ""]);
  await others.last().press("Enter");
  // The focus goes along, so that a reader hears whose card it is now.
  await expect(page.getByRole("heading", { name: third?.properties.name ?? "" })).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`place=partner:${third?.id}`));
});

test("what-if asks which of the partners at one position is meant", async ({ page }) => {
  const [, , third] = await putAtOnePosition(page);
  await openPlan(page, ONE_POSITION);
  await page.getByRole("button", { name: "What if…" }).click();
  await page.getByRole("button", { name: "Change a partner" }).click();
  await pointAt(page, "and 2 more at this place");
  await page.mouse.down();
  await page.mouse.up();
  const choices = page.getByRole("status").getByRole("listitem").getByRole("button");
  await expect(choices).toHaveCount(3);
  await accessible(page, ".side");
  await choices.last().press("Enter");
  await expect(page.getByRole("heading", { name: third?.properties.name ?? "" })).toBeVisible();
});

test("numbered partners that lie on each other share a marker, which tells how many", async ({ page }) => {
  await page.route("**/api/areas/**", async (route) => {
    const body = (await (await route.fetch()).json()) as { partners: { position: number[] | null }[] };
    // Three at one position, which no zoom parts.
    const partners = body.partners.slice(0, 3).map((partner) => ({ ...partner, position: [-96.42, 38.03] }));
    await route.fulfill({ json: { ...body, partners } });
  });
  await openPlan(page, "#places=&at=14,38.03,-96.42");
  await page.locator(".ranking button").first().click();
  await pointAt(page, "and 2 more at this place");
});

test("the map follows the hand all the way, and is sharp where it rests", async ({ page }) => {
  await openPlan(page, "#at=12.00,38.03000,-96.41000");
  const map = page.locator(".map-canvas");
  const box = await map.boundingBox();
  if (box === null) throw new Error("no map");
  const [x, y, step, n_steps] = [box.x + box.width * 0.6, box.y + box.height * 0.4, 6, 40];
  const widthOf = (): Promise<number> => map.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.width);
  const full = await widthOf();
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let n = 1; n <= n_steps; n += 1) {
    await page.mouse.move(x + n * step, y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  // A hand that rests before it lets go leaves the map where it is.
  await page.waitForTimeout(400);
  await page.mouse.up();
  const lonPerPixel = 360 / (512 * 2 ** 12);
  // A map takes a few pixels to know a drag from a click.
  await expect.poll(async () => Number(/at=12.00,[^,]+,(-[0-9.]+)/.exec(page.url())?.[1])).toBeCloseTo(-96.41 - n_steps * step * lonPerPixel, 3);
  await expect.poll(widthOf).toBe(full);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [[1280, 800], [360, 740]] as const) {
    test(`the map looks as it should at ${width} px, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await openPlan(page, "#category=all&places=partners,schools");
      // No card hides the district: the legend stands beside or below it.
      const [map, legend] = [await page.locator(".map-canvas").boundingBox(), await page.locator(".legend").boundingBox()];
      if (map === null || legend === null) throw new Error("no map or no legend");
      if (width < 900) expect(legend.y).toBeGreaterThanOrEqual(map.y + map.height - 1);
      else expect(map.width * map.height).toBeGreaterThan(0.5 * width * height);
      await picture(page, `planners-map-${width}-${colorScheme}`);
    });
  }
}
