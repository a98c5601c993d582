import { accessible, expect, isDrawn, openPlan, picture, test } from "./harness.ts";

test.use({ mayLog: true });

test("numbers that cannot be loaded are said to be missing, and asked for again", async ({ page }) => {
  let isBroken = true;
  await page.route("**/collections/gaps-by-*/items*", (route) => (isBroken ? route.abort() : route.continue()));
  await page.goto("/");
  const alert = page.getByRole("alert").filter({ hasText: "The numbers could not be loaded" });
  await expect(alert).toContainText("The server cannot be reached.");
  await picture(page, "failed");
  isBroken = false;
  await alert.getByRole("button", { name: "Try again" }).click();
  await isDrawn(page);
  await expect(alert).toHaveCount(0);
});

test("a problem that the server names is passed on", async ({ page }) => {
  const body = JSON.stringify({ type: "about:blank", title: "Busy", status: 503, detail: "The data are being loaded." });
  await page.route("**/api/district", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body }),
  );
  await page.goto("/");
  await expect(page.getByText("The server says: The data are being loaded.")).toBeVisible();
});

test("a district without data says what to do", async ({ page }) => {
  await page.route("**/api/district", async (route) => {
    const reply = await route.fetch();
    const district = (await reply.json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...district, bbox: null, waves: [], levels: [], simulated: false } });
  });
  await page.route("**/collections/gaps-by-*/items*", (route) =>
    route.fulfill({ json: { type: "FeatureCollection", features: [] } }),
  );
  await page.goto("/");
  await expect(page.getByText("This district has no map yet")).toBeVisible();
  await expect(page.getByText("commonground import").first()).toBeVisible();
  await picture(page, "empty");
});

test("without WebGL the page still has its list and its table", async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto("/");
  await expect(page.getByText("This browser cannot draw the map.")).toBeVisible();
  await page.getByRole("radio", { name: "Table" }).check();
  await expect(page.getByRole("table")).toBeVisible();
});

test("while new numbers are on their way, words and numbers stay those of the choice before", async ({ page }) => {
  await page.goto("/#category=food");
  await isDrawn(page);
  const before = await page.locator(".overview").innerText();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/collections/gaps-by-neighborhood/items?category=tutoring*", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("combobox", { name: "Need" }).selectOption("tutoring");
  await expect(page.locator(".stage")).toHaveAttribute("aria-busy", "true");
  expect(await page.locator(".overview").innerText()).toBe(before);
  release();
  await expect(page.getByRole("heading", { level: 2, name: "Tutoring" })).toBeVisible();
});

test("a page that is open while data are loaded says so, and shows the new numbers when asked", async ({ page }) => {
  let more = 0;
  await page.route("**/api/district", async (route) => {
    const reply = await route.fetch();
    const district = (await reply.json()) as { snapshot: number };
    await route.fulfill({ json: { ...district, snapshot: district.snapshot + more } });
  });
  await page.goto("/#category=food");
  await isDrawn(page);
  // The page does not look more often than every few seconds.
  await page.waitForTimeout(5_500);
  const notice = page.getByRole("status").filter({ hasText: "The data have changed since this page was opened." });
  await expect(notice).toHaveCount(0);
  more = 1;
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(notice).toBeVisible();
  const asked = page.waitForRequest("**/collections/gaps-by-neighborhood/items*");
  await notice.getByRole("button", { name: "Show the new numbers" }).click();
  await asked;
  await isDrawn(page);
  await expect(notice).toHaveCount(0);
});

test("before the first survey the map shows the areas and says that nobody has answered", async ({ page }) => {
  await page.route("**/api/district", async (route) => {
    const reply = await route.fetch();
    const district = (await reply.json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...district, waves: [], simulated: false } });
  });
  await page.goto("/#show=table");
  await expect(page.getByRole("heading", { name: "No family has answered a survey yet" })).toBeVisible();
  const row = page.getByRole("table").getByRole("button").or(page.getByRole("table").getByRole("link")).filter({ hasText: "Millrace" });
  await row.first().click();
  await expect(page.getByText("No family in Millrace has answered so far.")).toBeVisible();
  await expect(page.getByRole("button", { name: "What if…" })).toHaveCount(0);
  await picture(page, "before-the-survey");
});

test("a link whose need, survey or area is gone says so, until the reader chooses another", async ({ page }) => {
  await openPlan(page, "#category=gone&wave=1999-fall&area=gone");
  const told = page.locator(".gone");
  await expect(told.getByText("a need that is not in the data")).toBeVisible();
  await expect(told.getByText("a survey that is not in the data")).toBeVisible();
  await expect(told.getByText("an area that is not in the data")).toBeVisible();
  await accessible(page, ".side");
  await page.locator(".ranking button").first().click();
  await expect(told.getByText("an area that is not in the data")).toHaveCount(0);
});

test("a link to a place that is gone says so, and offers no second try", async ({ page }) => {
  await page.goto("/#place=school:gone");
  const card = page.locator(".place-card");
  await expect(card.getByRole("heading", { name: "This place is not in the data" })).toBeVisible();
  await expect(card.getByRole("button")).toHaveCount(1);
  await accessible(page, ".place-card");
});
