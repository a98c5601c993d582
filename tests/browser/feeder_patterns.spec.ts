import { accessible, expect, picture, tabTo, test } from "./harness.ts";

interface Pair {
  from_school_id: string;
  to_name: string;
  share: number;
}

test("a planner follows a school to its high school, and from there to the map", async ({ page, request }) => {
  const { pairs } = (await (await request.get("/api/feeders")).json()) as { pairs: Pair[] };
  await page.goto("/#/feeders?category=food");
  const schools = page.locator(".node-link");
  await expect(schools.first()).toBeVisible();
  await picture(page, "feeders-1280-light");
  // As many schools as feed the pattern that is shown, each once.
  const high = await page.getByLabel("Feeder pattern").locator("option:checked").textContent();
  const feeding = new Set(pairs.filter(({ to_name }) => to_name === high).map(({ from_school_id }) => from_school_id));
  await expect(schools).toHaveCount(feeding.size + 1);
  await accessible(page);
  const name = await schools.first().locator(".node-name").textContent();
  await schools.first().click();
  await expect(page).toHaveURL(/#.*category=food.*by=school.*area=/);
  await expect(page.locator(".panel h2")).toHaveText(name ?? "");
});

test("the table says the same shares, and is reached by keyboard alone", async ({ page, request }) => {
  const { pairs } = (await (await request.get("/api/feeders")).json()) as { pairs: Pair[] };
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/#/feeders?high=all");
  await expect(page.locator(".node-link").first()).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: "Diagram" }));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/show=table/);
  const rows = page.locator(".feeder-table tbody tr");
  await expect(rows.first()).toBeVisible();
  for (const row of (await rows.allTextContents()).slice(0, 5)) {
    const known = pairs.some(({ to_name, share }) => row.includes(to_name) && row.includes(`${Math.round(share * 100)}%`));
    expect(known, row).toBe(true);
  }
  await accessible(page);
});

test("on a phone the diagram is a list that says who feeds whom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto("/#/feeders?lang=es");
  await expect(page.locator(".node-link").first()).toBeVisible();
  await expect(page.locator(".ribbons")).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(page, "feeders-320-light-es");
  await accessible(page);
});
