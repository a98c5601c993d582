import type { Page } from "@playwright/test";
import { accessible, expect, picture, tabTo, test } from "./harness.ts";

interface Gap {
  geography_id: string | null;
  category: string;
  unmet: number | null;
}

const whole = (n: number | null): string => new Intl.NumberFormat("en-US").format(Math.round(n ?? 0));

test.beforeEach(async ({ page }) => {
  const site = { hours: "mon-fri 15:00-19:00", languages: ["en", "es"], capacity: 30, cost: 0 };
  const lever = (name: string) => ({ kind: "potential-partner", id: name, name, newly_served: 41.2, newly_served_here: 35.4, site });
  const levers = ["Open Door Congregation", "Depot District Field House", "Riverfront Library Annex"].map(lever);
  await page.route(/\/api\/levers\?/, (route) => route.fulfill({ json: { levers } }));
});

/** The needs of the kind's area with the largest number, largest first. */
async function needs(page: Page, by: string): Promise<Gap[]> {
  const reply = await page.request.get(`/collections/gaps-by-${by}/items?sortby=-unmet&skipGeometry=true&limit=1000`);
  const { features } = (await reply.json()) as { features: { properties: Gap }[] };
  const all = features.map(({ properties }) => properties).filter(({ geography_id, unmet }) => geography_id !== null && unmet !== null);
  return all.filter(({ geography_id }) => geography_id === all[0]?.geography_id);
}

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`/#/report?${query}`);
  await expect(page.locator(".sheet .near-phone").first()).toBeVisible();
  await expect(page.locator(".sheet-map path").first()).toBeVisible();
}

const pages = (pdf: Buffer): number => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

for (const by of ["feeder-pattern", "school"]) {
  test(`${by}: one page of Letter and of A4 in both languages`, async ({ page }) => {
    const [largest] = await needs(page, by);
    test.skip(largest === undefined, "no area has a number");
    for (const language of ["en", "es"]) {
      await page.emulateMedia({ media: null });
      await open(page, `by=${by}&area=${largest?.geography_id}&category=${largest?.category}&lang=${language}`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator(".sheet .levers > li")).toHaveCount(3);
      for (const format of ["Letter", "A4"]) expect(pages(await page.pdf({ format })), format).toBe(1);
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".header")).toBeHidden();
      await expect(page.getByRole("button", { name: /Print|Imprimir/ })).toBeHidden();
      if (by === "feeder-pattern") {
        await page.setViewportSize({ width: 725, height: 975 });
        await picture(page, `print-${language}`);
      }
    }
  });
}

test("the page gives the panel's numbers and the server's", async ({ page }) => {
  const all = await needs(page, "feeder-pattern");
  const [first] = all;
  await open(page, `by=feeder-pattern&area=${first?.geography_id}&category=${first?.category}`);
  expect(await page.locator(".need-value").allInnerTexts()).toEqual(
    all.filter(({ unmet }) => (unmet ?? 0) > 0).slice(0, 5).map(({ unmet }) => whole(unmet)),
  );
  const read = async (): Promise<string[]> => [
    await page.locator(".lead").innerText(),
    await page.locator(".anatomy-lead").innerText(),
    ...(await page.locator(".anatomy-value").allInnerTexts()),
  ];
  const printed = await read();
  const near = await page.locator(".sheet .partner-name").allInnerTexts();
  await page.getByRole("link", { name: "Back to the map" }).click();
  await page.getByRole("radio", { name: "Table" }).check();
  await expect(page.locator(".panel .partners").first()).toBeVisible();
  expect(await read()).toEqual(printed);
  expect((await page.locator(".panel .partner-name").allInnerTexts()).slice(0, 3)).toEqual(near);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the page, ${colorScheme}: axe finds nothing, and the keyboard reaches what prints`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const [first] = await needs(page, "school");
    await open(page, `by=school&area=${first?.geography_id}`);
    await tabTo(page, page.getByRole("button", { name: "Print" }));
    await accessible(page);
    await picture(page, `report-${colorScheme}`);
  });
}

test("another need can be looked at, and at 320 px nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const all = await needs(page, "feeder-pattern");
  await open(page, `by=feeder-pattern&area=${all[0]?.geography_id}`);
  await page.getByRole("combobox", { name: "Need on this page" }).selectOption(all[1]?.category ?? "");
  await expect(page).toHaveURL(new RegExp(`category=${all[1]?.category}`));
  await expect(page.locator(".sheet .lead")).toContainText(whole(all[1]?.unmet ?? null));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(page, "report-320");
});

test.describe("an area that is not there", () => {
  test.use({ mayLog: true });

  test("is told, with the way back", async ({ page }) => {
    await page.goto("/#/report?by=school&area=no-such-school");
    await expect(page.getByRole("heading", { name: "This area is not known" })).toBeVisible();
    await page.goto("/#/report");
    await expect(page.getByRole("link", { name: "Back to the map" })).toBeVisible();
  });
});
