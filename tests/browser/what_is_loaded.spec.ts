import { accessible, expect, picture, test } from "./harness.ts";

for (const [colorScheme, width] of [["light", 1280], ["dark", 360]] as const) {
  test(`what is loaded is said with its date and source, ${colorScheme} at ${width}`, async ({ page, request }) => {
    const report = (await (await request.get("/api/data")).json()) as {
      counts: { what: string; number: number }[];
      imports: { source: string }[];
    };
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/#/data");
    const schools = report.counts.find(({ what }) => what === "schools");
    await expect(page.locator(".tile", { hasText: "schools" })).toContainText(String(schools?.number));
    await expect(page.locator("tbody tr")).toHaveCount(report.imports.length);
    // Simulated answers are marked wherever their number stands.
    await expect(page.locator(".waves li .tag").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await picture(page, `data-${width}-${colorScheme}`);
    await accessible(page);
  });
}

test("from right to left the page keeps its room, and says so to the browser", async ({ page }) => {
  for (const hash of ["#/data", "#/feeders", "#/analyze", "#show=table"]) {
    await page.goto(`/${hash}${hash.includes("?") || !hash.includes("/") ? "&" : "?"}lang=qps`);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("main h2, main caption").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  }
  await picture(page, "table-1280-right-to-left");
});
