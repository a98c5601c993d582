import { expect, openPlan, picture, test } from "./harness.ts";

test.describe("a browser that asks for Spanish", () => {
  test.use({ locale: "es-MX" });

  test("gets the page in Spanish, and can switch", async ({ page }) => {
    await openPlan(page, "#show=map");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.getByRole("combobox", { name: "Áreas" }).locator("option:checked")).toHaveText("Vecindarios");
    await expect(page.locator(".lead")).toHaveText(/La mayor necesidad sin atender/);
    await picture(page, "map-spanish");
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("combobox", { name: "Areas" }).locator("option:checked")).toHaveText("Neighborhoods");
    await expect(page).toHaveURL(/lang=en/);
  });

  test("reads an area in Spanish", async ({ page }) => {
    await openPlan(page);
    await page.locator(".ranking button").first().click();
    await expect(page.locator(".panel .lead")).toHaveText(/^Cerca de .+ familias en .+ necesitan .+ y no pueden obtenerla\.$/);
    await expect(page.getByRole("heading", { name: "Organizaciones cercanas" })).toBeVisible();
    await expect(page.locator(".panel")).not.toContainText(/families|not stated|Hours\b|Partners/);
  });
});
