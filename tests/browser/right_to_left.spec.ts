// The page in a language that is written from right to left: a pseudo-language, in the address only.

import { accessible, expect, picture, test } from "./harness.ts";

const PAGES = ["map?show=table", "feeders", "analyze", "data"];

for (const [width, colorScheme] of [[1280, "light"], [360, "dark"]] as const) {
  test(`at ${width} px every page runs from right to left, and nothing is cut off`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const address of PAGES) {
      const [name = "", rest] = address.split("?");
      await page.goto("about:blank");
      await page.goto(`/#/${name}?${rest === undefined ? "" : `${rest}&`}lang=qps`);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await expect(page.locator("#results h2")).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
      await picture(page, `rtl-${name}-${width}-${colorScheme}`);
    }
  });
}

test("the way through the page is mirrored: the brand is on the right, the page reads from there", async ({ page }) => {
  await page.goto("/#/feeders?lang=qps");
  const brand = await page.locator(".brand").boundingBox();
  const nav = await page.locator(".pages").boundingBox();
  expect(brand?.x ?? 0).toBeGreaterThan(nav?.x ?? Infinity);
  await expect(page.locator("#results h2")).toHaveCSS("direction", "rtl");
  // The switch has the real languages only, and they run from left to right.
  await expect(page.locator(".languages button")).toHaveCount(2);
  await page.locator(".languages button").first().click();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await accessible(page, ".header");
});
