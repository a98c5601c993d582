import { expect, openPlan, picture, test } from "./harness.ts";

test.use({ viewport: { width: 360, height: 780 }, hasTouch: true });

for (const language of ["en", "es"]) {
  test(`at 360 px nothing is cut off sideways (${language})`, async ({ page }) => {
    for (const view of ["by=neighborhood", "by=attendance-zone&category=all&measure=rate", "show=table"]) {
      await openPlan(page, `#${view}&lang=${language}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll(".header *, .controls *, .legend *")]
          .filter((element) => element.getClientRects().length > 0 && element.closest(".skip") === null)
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
          .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ""}`),
      );
      expect(cut).toEqual([]);
      await page.goto("about:blank");
    }
  });
}

test("choices that are made less often are folded away, and the fold says when some are made", async ({ page }) => {
  await openPlan(page);
  const measure = page.getByLabel("Measure");
  await expect(measure).toBeHidden();
  const fold = page.getByRole("button", { name: "More choices" });
  await fold.press("Enter");
  await measure.selectOption("rate");
  await fold.click();
  await expect(measure).toBeHidden();
  await expect(page.getByRole("button", { name: "More choices, some of them made", expanded: false })).toBeVisible();
  await picture(page, "small-folded");
});

test("an area opens as a sheet below the map", async ({ page }) => {
  await openPlan(page);
  await picture(page, "small");
  await page.locator(".legend").scrollIntoViewIfNeeded();
  await picture(page, "small-legend");
  await page.locator(".ranking button").first().click();
  const sheet = page.locator(".side");
  await expect(sheet.locator(".lead")).toBeInViewport();
  await expect(page.locator(".map-canvas")).toBeInViewport();
  await picture(page, "small-area");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".panel")).toHaveCount(0);
});

test("everything to press is at least 24 px high and wide", async ({ page }) => {
  await openPlan(page);
  await page.locator(".ranking button").first().click();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input, a[href]")]
      // A check box is pressed through its label.
      .map((element) => element.closest("label") ?? element)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ element, box }) => `${element.outerHTML.slice(0, 60)} ${box.width} x ${box.height}`),
  );
  expect(small).toEqual([]);
});
