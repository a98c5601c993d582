import { expect, isDrawn, openPlan, picture, test } from "./harness.ts";

test("the reader picks a need and the areas, and the address keeps the view", async ({ page }) => {
  await openPlan(page);
  await page.getByRole("combobox", { name: "Need" }).selectOption("food");
  await page.getByRole("combobox", { name: "Areas" }).selectOption("feeder-pattern");
  await expect(page.getByRole("heading", { level: 2, name: "Food" })).toBeVisible();
  await expect(page.getByText("by feeder pattern").first()).toBeVisible();
  await isDrawn(page);
  await picture(page, "feeder-patterns");
  await page.reload();
  await isDrawn(page);
  await expect(page.getByRole("combobox", { name: "Need" })).toHaveValue("food");
  await expect(page.getByRole("combobox", { name: "Areas" })).toHaveValue("feeder-pattern");
});

test("attendance zones are shown by school level", async ({ page }) => {
  await openPlan(page, "#by=attendance-zone");
  const level = page.getByRole("combobox", { name: "School level" });
  const asked = page.waitForRequest((request) => /gaps-by-attendance-zone.*level=high/.test(request.url()));
  await level.selectOption("high");
  await asked;
  await isDrawn(page);
  await picture(page, "attendance-zones");
});

test("all needs together are counted in family-needs, and the page says so", async ({ page }) => {
  await openPlan(page);
  await page.getByRole("combobox", { name: "Need" }).selectOption("all");
  await expect(page.getByText("a family that asks for two kinds of help counts twice")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Measure" }).locator("option:checked")).toHaveText("Unmet family-needs");
  await expect(page.locator(".legend")).toContainText("family-needs");
});

test("the measure changes from families to their share", async ({ page }) => {
  await openPlan(page);
  await page.getByRole("combobox", { name: "Measure" }).selectOption("rate");
  await expect(page.locator(".classes")).toContainText("%");
  await expect(page.locator(".ranking-value").first()).toContainText("%");
});

test("another survey wave brings other numbers", async ({ page, request }) => {
  const { waves } = (await (await request.get("/api/district")).json()) as { waves: string[] };
  test.skip(waves.length < 2, "this district has one wave");
  await openPlan(page);
  const asked = page.waitForResponse((reply) => reply.url().includes(`wave=${waves[0]}`));
  await page.getByRole("combobox", { name: "Survey" }).selectOption(waves[0] ?? "");
  expect((await asked).ok()).toBe(true);
  await isDrawn(page);
});

test("schools are points in the colors of the legend", async ({ page }) => {
  await page.goto("/#by=school&category=all");
  await expect(page.locator(".map-canvas")).toHaveAttribute("data-state", "ready");
  await expect(page.locator(".stage")).toHaveAttribute("aria-busy", "false");
  await expect(page.getByRole("checkbox", { name: "Schools" })).toHaveCount(0);
  await picture(page, "schools");
});
