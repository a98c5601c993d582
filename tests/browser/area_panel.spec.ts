import type { Page } from "@playwright/test";
import { accessible, expect, picture, tabTo, test } from "./harness.ts";

// The table needs no map: the panel is what is looked at.
const TABLE = "#category=after-school&by=feeder-pattern&show=table";

interface Gap {
  geography_id: string | null;
  name: string;
  wave: string;
  unmet: number | null;
  needs: number | null;
  responses: number;
  unmet_strict: number | null;
  served: number | null;
  served_coordinated: number | null;
  [column: string]: unknown;
}

const whole = (n: number | null): string => new Intl.NumberFormat("en-US").format(Math.round(n ?? 0));

/** The area with the largest number, as the server tells it. */
async function largest(page: Page, by = "feeder-pattern", category = "after-school"): Promise<Gap> {
  const reply = await page.request.get(`/collections/gaps-by-${by}/items?category=${category}&sortby=-unmet&skipGeometry=true`);
  const { features } = (await reply.json()) as { features: { properties: Gap }[] };
  const found = features.map(({ properties }) => properties).find(({ geography_id, unmet }) => geography_id !== null && unmet !== null);
  if (found === undefined) throw new Error("no area has a number");
  return found;
}

/** Levers as the server sends them, for a partner that is near. */
async function answerLevers(page: Page, site_id: string): Promise<void> {
  const site = { hours: "mon-fri 15:00-19:00", languages: ["en"], capacity: 30, cost: 0 };
  const common = { newly_served: 41.2, newly_served_here: 35.4, site };
  const levers = [
    { ...common, kind: "longer-hours", id: site_id, name: "Harvest", scenario_change: { op: "change", site_id, set: { hours: site.hours } } },
    { ...common, kind: "new-site", id: "p", name: "", newly_served_here: 0, scenario_change: { op: "add", site } },
  ];
  await page.route(/\/api\/levers\?/, (route) => route.fulfill({ json: { levers } }));
}

async function open(page: Page, area: Gap, more = ""): Promise<void> {
  const report = await page.request.get(`/api/areas/feeder-pattern/${area.geography_id}?category=after-school`);
  const { partners } = (await report.json()) as { partners: { site_id: string }[] };
  await answerLevers(page, partners[0]?.site_id ?? "");
  await page.goto(`/${TABLE}&area=${area.geography_id}${more}`);
  await expect(page.locator(".panel .partners").first()).toBeVisible();
}

test("the panel gives the server's numbers: sentence, upper end, parts of the bar, both ways to share", async ({ page }) => {
  const area = await largest(page);
  await open(page, area);
  const panel = page.locator(".panel");
  await expect(panel.locator(".lead")).toHaveText(
    `About ${whole(area.unmet)} families in the ${area.name} feeder pattern need after-school care and cannot get it.`,
  );
  await expect(panel.locator(".figure-main dd").first()).toHaveText(whole(area.unmet));
  await expect(panel.locator(".sure")).toContainText(`${whole(area.responses)} answers`);
  if (area.unmet_strict !== null && area.unmet_strict > (area.unmet ?? 0)) {
    await expect(panel.locator(".sure")).toContainText(`At most ${whole(area.unmet_strict)}`);
  }
  const parts = Object.entries(area)
    .filter(([column, n]) => /^unmet_/.test(column) && !/rate|strict/.test(column) && typeof n === "number" && n > 0)
    .map(([, n]) => whole(Number(n)));
  const shown = await panel.locator(".anatomy-list li:not(.anatomy-hidden) .anatomy-value").allInnerTexts();
  expect(shown.sort()).toEqual(parts.sort());
  // What the bar shows is the total, or the panel says by how much rounding is off.
  const numbers = (await panel.locator(".anatomy-value").allInnerTexts()).map((text) => Number(text.replace(/\D/g, "")));
  const sum = numbers.reduce((all, n) => all + n, 0);
  if (sum !== Math.round(area.unmet ?? 0)) await expect(panel).toContainText(`add up to ${whole(sum)}`);
  const sharing = panel.locator("section").filter({ has: page.getByRole("heading", { name: "Would coordination help?" }) });
  if (area.served_coordinated === null) await expect(sharing).toContainText("too small to show");
  else await expect(sharing.locator(".sharing-value").last()).toHaveText(`${whole(area.served_coordinated)} served`);
});

test("partners carry their reasons and how to reach them; levers are tried when they come into sight", async ({ page }) => {
  const area = await largest(page);
  await open(page, area);
  const panel = page.locator(".panel");
  const first = panel.locator(".partners > li").first();
  await expect(first).toContainText("min on foot");
  await expect(first.locator(".contact a").first()).toHaveAttribute("href", /^(tel:|https?:)/);
  await panel.getByRole("heading", { name: "What would close it" }).scrollIntoViewIfNeeded();
  await expect(panel.locator(".levers > li").first()).toContainText("Harvest stays open longer: Mon–Fri");
  await expect(panel.locator(".levers > li").first()).toContainText("35 more families served here, 41 in the whole district");
  await expect(panel.locator(".levers > li").nth(1)).toContainText("Nobody more here");
  await picture(page, "area-levers");
});

test("links lead to this cell's data in every format, and the print view", async ({ page }) => {
  const area = await largest(page);
  await open(page, area);
  const links = page.locator(".formats a");
  expect(await links.allInnerTexts()).toEqual(["CSV", "Excel", "GeoJSON", "GeoJSON-seq", "FlatGeobuf", "GeoParquet"]);
  for (const link of await links.all()) {
    const reply = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(reply.ok()).toBe(true);
  }
  const csv = await page.request.get((await links.first().getAttribute("href")) ?? "");
  expect((await csv.text()).trim().split("\n")).toHaveLength(2);
  await page.getByRole("link", { name: "Print view" }).click();
  await expect(page.locator(".sheet .lead")).toContainText(`About ${whole(area.unmet)} families`);
  await page.getByRole("link", { name: "Back to the map" }).click();
  await expect(page.locator(".panel .title")).toHaveText(area.name);
});

test("with the keyboard alone a reader opens the longer lists and leaves", async ({ page }) => {
  const area = await largest(page);
  await open(page, area);
  const more = page.locator(".panel summary").first();
  await tabTo(page, more);
  await page.keyboard.press("Enter");
  await expect(page.locator(".panel .more").first()).toHaveAttribute("open", "");
  await expect(page.locator(".panel .more").first().locator(".partners > li").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".panel")).toHaveCount(0);
});

test.describe("levers that are not for this reader", () => {
  test.use({ mayLog: true });

  test("are explained, left out, or offered again", async ({ page }) => {
    const area = await largest(page);
    let status = 401;
    await page.route(/\/api\/levers\?/, (route) => route.fulfill({ status, json: { title: "no" } }));
    const reload = async (): Promise<void> => {
      await page.goto("about:blank");
      await page.goto(`/${TABLE}&area=${area.geography_id}`);
      await page.getByRole("heading", { name: "Would coordination help?" }).scrollIntoViewIfNeeded();
    };
    await reload();
    await expect(page.locator(".panel")).toContainText("Staff of the district can see this");
    status = 404;
    await reload();
    await expect(page.locator("#panel-levers")).toHaveCount(0);
    status = 500;
    await reload();
    await expect(page.locator(".panel")).toContainText("could not be tried");
    await expect(page.locator(".panel").getByRole("button", { name: "Try again" })).toBeVisible();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a whole panel, ${colorScheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open(page, await largest(page));
    await page.locator("#panel-levers").scrollIntoViewIfNeeded();
    await expect(page.locator(".levers")).toBeVisible();
    for (const summary of await page.locator(".panel summary").all()) await summary.click();
    await accessible(page, ".side");
    await page.locator(".panel .title").scrollIntoViewIfNeeded();
    await picture(page, `area-${colorScheme}`);
  });
}

test("at 320 px nothing of the panel is cut off sideways, in Spanish too", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, await largest(page), "&lang=es");
  for (const summary of await page.locator(".panel summary").all()) await summary.click();
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll(".panel *")]
      .filter((element) => element.getClientRects().length > 0 && !element.closest(".for-ears, .anatomy-bar"))
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5)
      .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40) ?? ""}`),
  );
  expect(cut).toEqual([]);
  await picture(page, "area-320-spanish");
});

test("all needs together ask for one need before levers", async ({ page }) => {
  const area = await largest(page, "feeder-pattern", "all");
  await page.goto(`/#category=all&by=feeder-pattern&show=table&area=${area.geography_id}`);
  await expect(page.locator(".panel")).toContainText("Choose one need to see which changes would close it.");
});
