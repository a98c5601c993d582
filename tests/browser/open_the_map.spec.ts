import { coloredPixels, expect, letterPixels, openPlan, picture, test } from "./harness.ts";

test("the first view is a map whose areas have the colors of the legend", async ({ page }) => {
  await openPlan(page);
  const { by_class } = await coloredPixels(page);
  expect(by_class.length).toBeGreaterThan(1);
  for (const pixels of by_class) expect(pixels).toBeGreaterThan(20);
  await picture(page, "map");
});

test("the legend counts the areas of every class and explains the hidden ones", async ({ page, request }) => {
  await openPlan(page, "#category=food&by=neighborhood");
  const reply = await request.get("/collections/gaps-by-neighborhood/items?category=food");
  const { features } = (await reply.json()) as { features: { geometry: unknown }[] };
  const n_areas = features.filter(({ geometry }) => geometry !== null).length;
  const counts = await page.locator(".class-count").allInnerTexts();
  expect(counts.reduce((sum, words) => sum + Number.parseInt(words, 10), 0)).toBe(n_areas);
});

test("simulated answers are named as such beside the numbers", async ({ page, request }) => {
  const { simulated } = (await (await request.get("/api/district")).json()) as { simulated: boolean };
  test.skip(!simulated, "the answers of this district are real");
  await openPlan(page);
  await expect(page.getByText("Simulated answers: no real family said this.")).toBeVisible();
  for (const part of [".legend", ".side"]) await expect(page.locator(part).getByText("Simulated answers")).toBeVisible();
});

test("areas have their names on the map, drawn with the fonts of the machine", async ({ page }) => {
  await openPlan(page, "#places=");
  await expect.poll(() => letterPixels(page)).toBeGreaterThan(300);
});

test("in the dark the page and the map are dark", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openPlan(page);
  await picture(page, "map-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(async () => (await coloredPixels(page)).n, { message: "the map follows the light" }).toBeGreaterThan(200);
});

test("the map zooms by its buttons and finds back to the whole district", async ({ page }) => {
  await openPlan(page);
  const before = (await coloredPixels(page)).by_class;
  for (let n = 0; n < 3; n += 1) {
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.waitForTimeout(400);
  }
  await expect.poll(async () => (await coloredPixels(page)).by_class).not.toEqual(before);
  await page.getByRole("button", { name: "Show the whole district" }).click();
  await page.waitForTimeout(800);
  const after = (await coloredPixels(page)).by_class;
  for (const [index, pixels] of after.entries()) {
    expect(Math.abs(pixels - (before[index] ?? 0))).toBeLessThan(0.2 * (before[index] ?? 0) + 60);
  }
});
