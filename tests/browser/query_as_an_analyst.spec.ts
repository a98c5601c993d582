import { accessible, expect, picture, tabTo, test } from "./harness.ts";

test("the analyst's daily question is there at once, and its file has the same rows", async ({ page, request }) => {
  await page.goto("/#/analyze");
  const rows = page.locator("table.result tbody tr");
  await expect(rows.first()).toBeVisible();
  await picture(page, "analyze-1280-light");
  const file = await page.locator("a.file", { hasText: "CSV" }).getAttribute("href");
  const csv = await (await request.get(file ?? "")).text();
  await expect(rows).toHaveCount(csv.trim().split("\n").length - 1);
  // Most families without help first, as it was asked.
  const heads = await page.locator("table.result thead th").allTextContents();
  const at = heads.findIndex((head) => /^Unmet(?! rate)/.test(head.trim()));
  const unmet = await page.locator(`table.result tbody tr > :nth-child(${at + 1})`).allTextContents();
  const numbers = unmet.map((text) => Number(text.replace(/[^\d.]/g, "")));
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await accessible(page);
});

test("an answer is there in every format that the server writes", async ({ page, request }) => {
  await page.goto("/#/analyze");
  await expect(page.locator("table.result tbody tr").first()).toBeVisible();
  const codes = await page.locator(".file-code").allTextContents();
  const items = (await (await request.get("/collections/gaps-by-feeder-pattern/items?limit=1&f=json")).json()) as { links: { rel: string; href: string }[] };
  const written = items.links.filter(({ rel }) => ["self", "alternate"].includes(rel)).map(({ href }) => new URL(href).searchParams.get("f") ?? "");
  expect(codes.toSorted()).toEqual(written.filter((code) => code !== "html").toSorted());
  expect(codes).toContain("json");
  for (const link of await page.locator("a.file").all()) {
    const file = await request.get((await link.getAttribute("href")) ?? "");
    expect(file.status(), await link.innerText()).toBe(200);
    expect((await file.body()).length, await link.innerText()).toBeGreaterThan(100);
  }
});

test("a question is put together and sent to somebody by its address", async ({ page, context }) => {
  await page.goto("/#/analyze");
  const rows = page.locator("table.result tbody tr");
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole("button", { name: "Add a condition" }).click();
  const condition = page.getByRole("group", { name: "Condition 3" });
  await condition.getByLabel("Column").selectOption({ label: "Unmet" });
  await condition.getByLabel("Comparison").selectOption({ label: "is more than" });
  await condition.getByLabel(/^Value/).fill("200");
  await page.keyboard.press("Tab");
  await expect(page.locator(".address")).toContainText("200");
  await expect.poll(() => rows.count()).toBeLessThan(before);
  const shown = await rows.count();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("table.result tbody tr")).toHaveCount(shown);
  await other.close();
});

test("pages follow the server's links, and a file has every row from any page", async ({ page, request }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/#/analyze?collection=schools&where=operator:eq:district&columns=name,operator");
  const rows = page.locator("table.result tbody tr");
  await expect(rows).toHaveCount(25);
  const first = (await rows.first().textContent()) ?? "";
  await page.getByRole("button", { name: "Next" }).click();
  await expect(rows.first()).not.toHaveText(first);
  await expect(page).toHaveURL(/token=/);
  const file = await page.locator("a.file", { hasText: "CSV" }).getAttribute("href");
  const lines = (await (await request.get(`/${file}`)).text()).trim().split("\n");
  await expect(page.locator(".paging-place")).toHaveText(`Rows 26 to ${lines.length - 1}`);
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(rows.first()).toHaveText(first);
  const name = page.getByRole("columnheader", { name: "Name" });
  await name.getByRole("button").click();
  await name.getByRole("button").click();
  await expect(name).toHaveAttribute("aria-sort", "descending");
  await expect(page.locator(".address")).toContainText("sortby=-name");
  await accessible(page);
});

test("numbers that are hidden say so, also where each need has columns of its own", async ({ page }) => {
  await page.goto("/#/analyze?collection=gaps-by-neighborhood&where=suppression:some:&columns=name,unmet");
  await expect(page.locator("table.result tbody tr").first()).toContainText("hidden (S)");
  await page.goto("/#/analyze?collection=gaps-by-neighborhood&shape=wide&columns=name,legal_help_unmet");
  await expect(page.locator("table.result thead")).toContainText("Unmet (legal-help)");
  await expect(page.locator("table.result tbody")).toContainText("hidden (S)");
  await page.locator("#results").getByRole("radio", { name: "curl" }).check();
  const shown = await page.locator(".address code").innerText();
  await expect(page.locator(".take code")).toContainText(shown);
});

test.describe("a filter that is wrong", () => {
  // The browser itself logs that the server refused.
  test.use({ mayLog: true });

  test("is answered at its field, on a phone, by keyboard alone", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/#/analyze");
    await expect(page.locator("table.result tbody tr").first()).toBeVisible();
    const write = page.getByRole("radio", { name: "Choose conditions" });
    await tabTo(page, write);
    await page.keyboard.press("ArrowRight");
    const field = page.locator(".code-input");
    await tabTo(page, field);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("nope = 1");
    await page.keyboard.press("Tab");
    await expect(page.locator(".problem")).toContainText("nope");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await picture(page, "analyze-360-dark-refused");
    await accessible(page);
  });
});

test("the row of families who live in no area is named", async ({ page }) => {
  await page.goto(`/#/analyze?collection=gaps-by-neighborhood&cql=${encodeURIComponent("geography_id IS NULL AND category = 'food'")}&columns=name,category,unmet`);
  await expect(page.locator("table.result tbody th")).toHaveText(["Outside these areas"]);
});
