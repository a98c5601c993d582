// What if: a partner more, or another one, and who could be served.

import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page, Request } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, openPlan, picture, tabTo, test } from "./harness.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const HASH = "#category=after-school&by=neighborhood";

async function hasNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

interface Row {
  geography: string;
  category: string;
  name: string;
  change: { served: number };
}

/** What the server says to the changes that the page sent last, asked for anew. */
async function rowsOf(request: APIRequestContext, sent: Request | null): Promise<Row[]> {
  // The server closes connections that are idle; a request that meets that moment is made again.
  const reply = await request.post("/api/scenarios", { data: sent?.postDataJSON() as object, maxRetries: 2 });
  const { differences } = (await reply.json()) as { differences: Row[] };
  return differences.filter(({ category }) => category === "after-school");
}

/** Remembers the last question to the server. */
function watchScenarios(page: Page): { last: Request | null } {
  const seen: { last: Request | null } = { last: null };
  page.on("request", (request) => {
    if (request.url().endsWith("/api/scenarios")) seen.last = request;
  });
  return seen;
}

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** The sentence, the list by area and the server tell the same. */
async function saysTheSame(page: Page, request: APIRequestContext, sent: { last: Request | null }): Promise<void> {
  await expect(page.locator(".whatif-result")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const rows = await rowsOf(request, sent.last);
  const total = rows.find(({ geography }) => geography === "district")?.change.served ?? 0;
  await expect(page.locator(".whatif-result .lead")).toContainText(`About ${whole.format(Math.round(total))} more famil`);
  const listed = page.locator(".whatif-areas li").first();
  const name = await listed.locator("span").first().innerText();
  const served = rows.find((row) => row.geography === "neighborhood" && row.name === name)?.change.served ?? 0;
  await expect(listed.locator(".whatif-n")).toHaveText(`+${whole.format(Math.round(served))}`);
}

async function clickMap(page: Page, x: number, y: number): Promise<void> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
}

test("a partner is put on the map, dragged, undone, saved, found again and exported", async ({ page, request }) => {
  const sent = watchScenarios(page);
  await openPlan(page, HASH);
  await page.getByRole("button", { name: "What if…" }).click();
  await expect(page.locator("#whatif-title")).toBeFocused();
  await page.getByRole("button", { name: "Add a partner" }).click();
  await clickMap(page, 0.55, 0.55);
  await saysTheSame(page, request, sent);
  await picture(page, "what-if");

  const pin = page.locator(".scenario-pin");
  const first = (sent.last?.postDataJSON() as { changes: { site: { position: number[] } }[] }).changes[0]?.site.position;
  const box = await pin.boundingBox();
  if (box === null) throw new Error("no pin");
  await page.mouse.move(box.x + 18, box.y + 15);
  await page.mouse.down();
  for (const step of [1, 2, 3, 4]) await page.mouse.move(box.x + 18 + step * 20, box.y + 15 + step * 8);
  await picture(page, "what-if-dragged");
  await page.mouse.up();
  await expect.poll(() => (sent.last?.postDataJSON() as { changes: { site: { position: number[] } }[] }).changes[0]?.site.position).not.toEqual(first);
  await saysTheSame(page, request, sent);

  await page.getByRole("button", { name: "Done" }).click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => (sent.last?.postDataJSON() as { changes: { site: { position: number[] } }[] }).changes[0]?.site.position).toEqual(first);
  await page.keyboard.press("Control+Shift+Z");
  await expect.poll(() => (sent.last?.postDataJSON() as { changes: { site: { position: number[] } }[] }).changes[0]?.site.position).not.toEqual(first);
  await saysTheSame(page, request, sent);
  await page.getByLabel("Name of this scenario").fill("East side");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("East side is saved in this browser.")).toBeAttached();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export (GeoJSON)" }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toBe("east-side.geojson");
  const saved = JSON.parse(readFileSync(file, "utf8")) as {
    type: string;
    name: string;
    features: { geometry: { type: string; coordinates: number[] }; properties: { op: string; categories: string[] } }[];
    areas: { features: { properties: { name: string; served_change: number } }[] };
  };
  expect(saved).toMatchObject({ type: "FeatureCollection", name: "East side" });
  expect(saved.features[0]).toMatchObject({ geometry: { type: "Point" }, properties: { op: "add", categories: ["after-school"] } });
  const rows = await rowsOf(request, sent.last);
  for (const { properties } of saved.areas.features) {
    const row = rows.find(({ geography, name }) => geography === "neighborhood" && name === properties.name);
    expect(row?.change.served).toBeCloseTo(properties.served_change, 5);
  }

  // The address alone shows it to somebody who has never been here.
  const address = page.url();
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.locator(".whatif-changes li")).toHaveCount(0);
  await expect(page).not.toHaveURL(/whatif=/);
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.locator(".whatif-changes li")).toHaveCount(1);
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.locator(".whatif-changes li")).toHaveCount(0);
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.locator(".whatif-changes li")).toHaveCount(1);
  await page.locator("input[type=file]").setInputFiles({ name: "x.geojson", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByRole("alert")).toContainText("This file is no scenario");
});

test("with the keyboard alone a partner is added, described and moved", async ({ page }) => {
  const sent = watchScenarios(page);
  await openPlan(page, HASH);
  await tabTo(page, page.getByRole("button", { name: "What if…" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Add a partner" }));
  await page.keyboard.press("Enter");
  const place = page.getByRole("combobox", { name: "Click on the map" });
  await tabTo(page, place);
  await page.keyboard.type("millrace");
  await expect(page.locator(".whatif-hits").getByRole("option").first()).toContainText("Millrace");
  await page.keyboard.press("Enter");
  await expect(page.locator("#whatif-form-title")).toBeFocused();
  await expect(page.locator(".whatif-form")).toContainText("It is in Millrace.");

  await tabTo(page, page.getByRole("button", { name: "Add hours" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("combobox", { name: "Languages" }));
  await page.keyboard.type("span");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("textbox", { name: "Places" }));
  await page.keyboard.type("many");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Write a whole number")).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => (sent.last?.postDataJSON() as { changes: { site: object }[] }).changes[0]?.site)
    .toMatchObject({ hours: "mon-fri 15:00-18:00", languages: ["es"], capacity: 12 });

  const pin = page.getByRole("button", { name: /New partner 1, in Millrace\. Drag it/ });
  await pin.focus();
  const before = sent.last;
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("Shift+ArrowUp");
  await expect(page.getByRole("button", { name: /New partner 1, (in|near) (?!Millrace)/ })).toBeFocused();
  await expect.poll(() => sent.last === before).toBe(false);
  await expect(page.locator(".whatif > .for-ears[role=status]")).toHaveText(/could get after-school care/);
});

test("a partner that exists is changed and closed, and two scenarios stand side by side", async ({ page, request }) => {
  const sent = watchScenarios(page);
  type Sites = { features: { id: string; properties: { name: string; hours: string | null; capacity: number | null } }[] };
  const sites = (await (await request.get("/collections/sites/items?category=after-school&limit=1000")).json()) as Sites;
  const names = sites.features.map(({ properties }) => properties.name);
  const site = sites.features.find(({ properties: { name } }) => names.indexOf(name) === names.lastIndexOf(name));
  const name = site?.properties.name ?? "";
  await openPlan(page, HASH);
  await page.getByRole("button", { name: "What if…" }).click();
  await page.getByRole("button", { name: "Change a partner" }).click();
  await page.getByRole("combobox", { name: "Click on a partner" }).fill(name);
  await page.locator(".whatif-hits").getByRole("option").first().click();
  await expect(page.getByRole("heading", { name, exact: true })).toBeFocused();
  await page.getByRole("textbox", { name: "Places" }).fill("0");
  await page.getByRole("textbox", { name: "Places" }).press("Enter");
  await expect.poll(() => (sent.last?.postDataJSON() as { changes: object[] } | undefined)?.changes[0]).toEqual({
    op: "change",
    site_id: site?.id,
    set: { capacity: 0 },
  });
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByLabel("Name of this scenario").fill("No places");
  await page.getByRole("button", { name: "Save" }).click();

  await page.getByRole("button", { name: `Edit ${name}` }).click();
  await page.getByRole("button", { name: "Close this partner" }).click();
  await expect(page.locator(".whatif-changes")).toContainText("Closed");
  await page.getByRole("button", { name: "Compare two" }).click();
  const total = page.locator(".whatif-table tfoot td");
  await expect(total).toHaveCount(2);
  const served = (await rowsOf(request, sent.last)).find(({ geography }) => geography === "district")?.change.served ?? 0;
  await expect(total.first()).toHaveText(Math.round(served) === 0 ? "0" : new RegExp(`^[+-]${Math.abs(Math.round(served))}$`));
  await picture(page, "what-if-compare");
  await hasNoViolations(page);
  await page.getByRole("button", { name: "Back to the scenario" }).click();
  await page.getByRole("button", { name: "Delete No places" }).click();
  await page.locator(".whatif-deleted").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".whatif-saved li")).toHaveCount(1);
  await page.getByRole("button", { name: `Take back the change of ${name}` }).click();
  await expect(page.locator(".whatif-changes li")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`what-if and its form, ${colorScheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(colorScheme === "dark" ? { width: 360, height: 740 } : { width: 1280, height: 800 });
    await openPlan(page, HASH);
    await page.getByRole("button", { name: "What if…" }).click();
    await page.getByRole("button", { name: "Add a partner" }).click();
    await page.getByRole("combobox", { name: "Click on the map" }).fill("38.03, -96.41");
    await page.keyboard.press("Enter");
    await page.getByText("Offers").click();
    await page.getByRole("button", { name: "Add hours" }).click();
    await page.getByRole("textbox", { name: "Price" }).fill("free");
    await page.getByRole("textbox", { name: "Price" }).press("Enter");
    await hasNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(colorScheme === "dark" ? 360 : 1280);
    await page.getByRole("textbox", { name: "Price" }).scrollIntoViewIfNeeded();
    await picture(page, `what-if-form-${colorScheme}`);
    await page.getByRole("button", { name: "Done" }).click();
    await hasNoViolations(page);
    await picture(page, `what-if-list-${colorScheme}`);
  });
}

test.describe("without an answer", () => {
  test.use({ mayLog: true });

  test("staff only, no connection, a refusal: each says what to do, and the scenario stays", async ({ page }) => {
    type Answer = { status: number; body: object } | "offline" | null;
    let answer: Answer = null;
    await page.route("**/api/scenarios", (route) => {
      if (answer === "offline") return route.abort();
      if (answer === null) return route.continue();
      return route.fulfill({ status: answer.status, contentType: "application/problem+json", body: JSON.stringify(answer.body) });
    });
    await openPlan(page, HASH);
    await page.getByRole("button", { name: "What if…" }).click();
    answer = { status: 401, body: { title: "Staff only", detail: "Scenarios are for staff." } };
    await page.getByRole("button", { name: "Add a partner" }).click();
    await page.getByRole("combobox", { name: "Click on the map" }).fill("38.03, -96.41");
    await page.keyboard.press("Enter");
    const trouble = page.locator(".whatif-trouble");
    await expect(trouble).toContainText("so it is for staff");
    await picture(page, "what-if-staff-only");
    await trouble.getByRole("button", { name: "Staff sign-in" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");

    answer = "offline";
    await page.getByRole("textbox", { name: "Places" }).fill("20");
    await page.getByRole("textbox", { name: "Places" }).press("Enter");
    await expect(trouble).toContainText("The server cannot be reached");
    answer = { status: 400, body: { detail: "No such hours.", errors: [{ pointer: "/changes/0/site/hours", detail: "No such hours." }] } };
    await trouble.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".whatif-hours")).toContainText("The server does not accept this: No such hours.");
    answer = null;
    await page.getByRole("textbox", { name: "Places" }).fill("30");
    await page.getByRole("textbox", { name: "Places" }).press("Enter");
    await expect(page.locator(".whatif-result .lead")).toContainText("after-school care");
  });
});

test("a lever that is tried is in what-if by its name, and serves as many families there", async ({ page }) => {
  type Lever = { kind: string; name: string; newly_served: number; scenario_change: { op: string } };
  let tried: Lever | undefined;
  await page.route("**/api/levers?*", async (route) => {
    const reply = await route.fetch();
    const body = (await reply.json()) as { levers: Lever[] };
    tried = body.levers.find(({ scenario_change }) => scenario_change.op === "add");
    if (tried === undefined) throw new Error("no lever adds a partner");
    tried = { ...tried, kind: "potential-partner", name: "Old Mill Hall" };
    await route.fulfill({ json: { ...body, levers: [tried] } });
  });
  await openPlan(page, "#category=after-school&by=feeder-pattern");
  await page.locator(".ranking button").first().click();
  await page.getByRole("heading", { name: "What would close it" }).scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: /Old Mill Hall/ }).click();
  await expect(page.locator(".whatif-changes")).toContainText("Old Mill Hall");
  const served = whole.format(Math.round(tried?.newly_served ?? 0));
  await expect(page.locator(".whatif-result .lead")).toContainText(`About ${served} more famil`);
});
