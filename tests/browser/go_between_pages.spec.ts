// From page to page: the reader arrives at the heading, and the header has room for its parts on every screen.

import { accessible, expect, picture, tabTo, test } from "./harness.ts";

test("with the keyboard alone a reader goes to another page, hears its heading, and comes back", async ({ page }) => {
  await page.goto("/#/data");
  await expect(page.locator("#results h2")).toBeVisible();
  const nav = page.getByRole("navigation", { name: "Pages" });
  await tabTo(page, nav.getByRole("link", { name: "Analyze" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("#results h2")).toBeFocused();
  await expect(page).toHaveTitle(/Query the gaps/);
  await expect(nav.locator("[aria-current=page]")).toHaveText("Analyze");
  await page.goBack();
  await expect(page.locator("#results h2")).toBeFocused();
  await expect(nav.locator("[aria-current=page]")).toHaveText("Data");
});

test("on every page the first link leads past the header", async ({ page }) => {
  for (const name of ["feeders", "analyze", "data"]) {
    await page.goto("about:blank");
    await page.goto(`/#/${name}`);
    await expect(page.locator("#results h2")).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("#results")).toBeFocused();
  }
});

for (const language of ["en", "es"]) {
  test(`at 320 px the header is a row and the pages another, and the menu opens (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`/#/data?lang=${language}`);
    await expect(page.locator("#results h2")).toBeVisible();
    const rows = await page.locator(".header-row > :visible, .pages a").evaluateAll((parts) =>
      parts.map((part) => part.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })),
    );
    for (const { left, right } of rows) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(320);
    }
    const tops = await page.locator(".pages a").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    const menu = page.getByRole("button", { name: language === "en" ? "Menu" : "Menú" });
    await menu.click();
    await expect(menu).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByRole("button", { name: "English" })).toBeVisible();
    await picture(page, `menu-320-${language}`);
    await accessible(page, ".header");
    await page.getByRole("button", { name: language === "en" ? "Español" : "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", language === "en" ? "es" : "en");
  });
}
