import { accessible, expect, picture, tabTo, test } from "./harness.ts";

interface Pair {
  from_school_id: string;
  from_name: string;
  to_name: string;
  share: number;
}

test("a planner follows the schools of a pattern, and from there to the map", async ({ page, request }) => {
  const { pairs } = (await (await request.get("/api/feeders")).json()) as { pairs: Pair[] };
  await page.goto("/#/feeders?category=food");
  const schools = page.locator(".flow-column .school");
  await expect(schools.first()).toBeVisible();
  await picture(page, "feeders-1280-light");
  // As many schools as feed the high school that is shown, each once, and itself.
  const high = await page.getByLabel("Feeder pattern").locator("option:checked").textContent();
  const feeding = new Set(pairs.filter(({ to_name }) => to_name === high).map(({ from_school_id }) => from_school_id));
  await expect(schools).toHaveCount(feeding.size + 1);
  await accessible(page);
  await schools.first().getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#.*category=food.*area=/);
  await expect(page.locator(".panel h2")).toBeVisible();
});

test("the table says the same shares", async ({ page, request }) => {
  const { pairs } = (await (await request.get("/api/feeders")).json()) as { pairs: Pair[] };
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/#/feeders?show=table");
  const rows = page.locator(".data-table tbody tr");
  await expect(rows.first()).toBeVisible();
  const shown = (await rows.allTextContents()).filter((row) => row.includes("%"));
  expect(shown.length).toBeGreaterThan(3);
  for (const row of shown) {
    const isKnown = pairs.some(({ from_name, to_name, share }) =>
      [from_name, to_name, `${Math.round(share * 100)}%`].every((part) => row.includes(part)),
    );
    expect(isKnown, row).toBe(true);
  }
  await accessible(page);
});

test("on a phone the diagram is a tree that says who feeds whom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto("/#/feeders?lang=es");
  await expect(page.locator(".branch .school").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(page, "feeders-320-light-es");
  await accessible(page);
});

test("with the keyboard alone a reader marks a school, hears its numbers and sorts the table", async ({ page, request }) => {
  const { pairs } = (await (await request.get("/api/feeders")).json()) as { pairs: (Pair & { split: boolean })[] };
  const split = pairs.find((pair) => pair.split) ?? pairs[0];
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(`/#/feeders?school=${split?.from_school_id}&high=all`);
  const school = page.locator("[data-marked=true]");
  await expect(school).toContainText(split?.from_name ?? "");
  const link = school.getByRole("link");
  // Its name says everything that the picture shows.
  await expect(link).toHaveAccessibleName(new RegExp(`${split?.from_name}.*${Math.round((split?.share ?? 1) * 100)}% to ${split?.to_name}`));
  await link.focus();
  await expect(page.locator(".flow-bands path[data-on=true]").first()).toBeVisible();
  await expect(page.locator(".flow-bands path[data-on=false]").first()).toBeVisible();
  await picture(page, "feeders-marked-1280-dark");
  await accessible(page);
  await tabTo(page, page.getByRole("radio", { name: "Diagram" }));
  await page.keyboard.press("ArrowRight");
  const share = page.getByRole("columnheader", { name: "Share", exact: true });
  await tabTo(page, share.getByRole("button"));
  await page.keyboard.press("Enter");
  await expect(share).toHaveAttribute("aria-sort", "descending");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=share/);
  const shares = (await page.locator(".data-table tbody td:nth-child(4)").allInnerTexts()).flatMap((text) => (text.includes("%") ? [parseInt(text, 10)] : []));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});
