import { accessible, expect, picture, tabTo, test } from "./harness.ts";

test("the analyst's daily question is there at once, and its file has the same rows", async ({ page, request }) => {
  await page.goto("/#/analyze");
  const rows = page.locator(".result-table tbody tr");
  await expect(rows.first()).toBeVisible();
  await picture(page, "analyze-1280-light");
  const file = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const csv = await (await request.get(file ?? "")).text();
  await expect(rows).toHaveCount(csv.trim().split("\n").length - 1);
  // Sorted as asked: most families without help first.
  const heads = await page.locator(".result-table thead th").allTextContents();
  const at = heads.findIndex((head) => head.startsWith("Unmet"));
  const unmet = await page.locator(`.result-table tbody tr td:nth-child(${at + 1})`).allTextContents();
  const numbers = unmet.map((text) => Number(text.replace(",", "")));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await accessible(page);
});

test("a question is put together and sent to somebody by its address", async ({ page, context }) => {
  await page.goto("/#/analyze?layer=schools");
  await expect(page.locator(".result-table tbody tr").first()).toBeVisible();
  await page.getByRole("button", { name: "Add a condition" }).click();
  const condition = page.getByRole("group", { name: "Condition 1" });
  await condition.getByLabel("Column").selectOption({ label: "Operator" });
  await expect(page.locator(".address-text")).toContainText("filter=operator = ");
  const shown = await page.locator(".result-table tbody tr").count();
  await page.getByRole("button", { name: "Operator" }).click();
  await expect(page.locator(".address-text")).toContainText("sortby=operator");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator(".result-table tbody tr")).toHaveCount(shown);
  await other.close();
});

test("pages go on and back", async ({ page }) => {
  await page.goto("/#/analyze?layer=schools");
  const first = page.locator(".result-table tbody tr").first();
  await expect(first).toBeVisible();
  const before = await first.textContent();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.locator(".result-head")).toContainText("21");
  await expect(first).not.toHaveText(before ?? "");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(first).toHaveText(before ?? "");
});

test.describe("a filter that is wrong", () => {
  // The browser itself logs that the server refused.
  test.use({ mayLog: true });

  test("is answered at its field, on a phone, by keyboard alone", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/#/analyze?layer=sites&filter=");
    const field = page.getByLabel("Filter in CQL2");
    await tabTo(page, field);
    await page.keyboard.type("nope = 1");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("alert")).toContainText("nope");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await picture(page, "analyze-360-dark-refused");
    await accessible(page);
  });
});
