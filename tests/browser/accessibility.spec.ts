import { accessible, expect, openPlan, test } from "./harness.ts";

const VIEWS = {
  table: "#show=table",
  schools: "#by=school&places=partners,assets",
  Spanish: "#lang=es&by=feeder-pattern",
};

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, hash] of Object.entries(VIEWS)) {
    test(`${name}, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`/${hash}`);
      await expect(page.locator(".stage")).toHaveAttribute("aria-busy", "false");
      await expect(page.locator(".overview")).toBeVisible();
      await accessible(page);
    });
  }

  test(`an area, ${colorScheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openPlan(page);
    await page.locator(".ranking button").first().click();
    await expect(page.locator(".partners").first()).toBeVisible();
    await accessible(page);
  });
}

test("a small screen with an area: axe finds nothing", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openPlan(page);
  await page.locator(".ranking button").first().click();
  await expect(page.locator(".partners").first()).toBeVisible();
  await accessible(page);
});
