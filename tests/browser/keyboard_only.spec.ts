import { expect, openPlan, picture, tabTo, test } from "./harness.ts";

test("with the keyboard alone a reader sorts the table, opens an area and comes back", async ({ page }) => {
  await openPlan(page);
  await tabTo(page, page.getByRole("radio", { name: "Map" }));
  await page.keyboard.press("ArrowRight");
  const table = page.getByRole("table");
  await expect(table).toBeVisible();

  const byName = table.getByRole("columnheader", { name: "Neighborhood" });
  await tabTo(page, byName.getByRole("button"));
  await page.keyboard.press("Enter");
  await expect(byName).toHaveAttribute("aria-sort", "ascending");
  await picture(page, "table");

  const first = table.getByRole("rowheader").first().getByRole("button");
  const name = await first.innerText();
  await tabTo(page, first);
  await page.keyboard.press("Enter");
  const title = page.locator(".panel").getByRole("heading", { name });
  await expect(title).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".panel")).toHaveCount(0);
  await expect(first).toBeFocused();
});

test("the list beside the map opens an area with the keyboard", async ({ page }) => {
  await openPlan(page);
  const first = page.locator(".ranking button").first();
  await tabTo(page, first);
  await page.keyboard.press("Enter");
  await expect(page.locator(".panel .title")).toBeFocused();
});

test("the first Tab leads past the controls to the results", async ({ page }) => {
  await openPlan(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the results" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#results")).toBeFocused();
});

test("sorting puts the largest number first and hidden ones last", async ({ page }) => {
  await openPlan(page, "#show=table&category=all");
  const numbers = async (): Promise<number[]> => {
    const cells = await page.locator("tbody tr td:nth-child(3)").allInnerTexts();
    return cells.slice(0, -1).map((cell) => Number(cell.replaceAll(",", ""))).filter(Number.isFinite);
  };
  await page.getByRole("columnheader", { name: "Need it" }).getByRole("button").click();
  const sorted = await numbers();
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
});
