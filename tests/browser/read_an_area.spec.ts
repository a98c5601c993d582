import { coloredPixels, expect, openPlan, picture, test } from "./harness.ts";

test("a click on an area tells how many families, what stands in the way and who is near", async ({ page }) => {
  await openPlan(page);
  const { spot } = await coloredPixels(page);
  expect(spot, "a spot inside an area").not.toBeNull();
  await page.mouse.click(spot?.x ?? 0, spot?.y ?? 0);
  const panel = page.locator(".panel");
  await expect(panel.locator(".lead")).toHaveText(/families in .+ need|every family in/);
  await expect(panel.getByRole("heading", { name: "In numbers" })).toBeVisible();
  await expect(panel.getByRole("heading", { name: "Partners near" })).toBeVisible();
  await expect(panel.getByRole("heading", { name: "Potential partners" })).toBeVisible();
  await expect(panel.locator(".partners li").first()).toContainText("min on foot");
  await expect(page).toHaveURL(/area=/);
  await picture(page, "area");
  await panel.getByRole("heading", { name: "Partners near" }).scrollIntoViewIfNeeded();
  await picture(page, "area-partners");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(panel).toHaveCount(0);
  await expect(page).not.toHaveURL(/area=/);
});

test("the panel, the table and the server give the same numbers", async ({ page, request }) => {
  await openPlan(page, "#category=food&by=neighborhood&show=table");
  const reply = await request.get("/collections/gaps-by-neighborhood/items?category=food");
  type Gap = { geography_id: string | null; name: string; unmet: number | null; needs: number | null };
  const { features } = (await reply.json()) as { features: { properties: Gap }[] };
  const shown = features.map(({ properties }) => properties).find(({ geography_id, unmet }) => geography_id !== null && unmet !== null);
  test.skip(shown === undefined, "no area has a number");
  const name = shown?.name ?? "";
  const unmet = new Intl.NumberFormat("en-US").format(Math.round(shown?.unmet ?? 0));
  const row = page.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
  await expect(row.getByRole("cell").nth(4)).toHaveText(unmet);
  await row.getByRole("button").click();
  await expect(page.locator(".figure-main dd").first()).toHaveText(unmet);
});

test("a hidden area says why it is hidden and shows no number", async ({ page, request }) => {
  type Hidden = { geography_id: string | null; category: string; suppression: string | null };
  const reply = await request.get("/collections/gaps-by-neighborhood/items");
  const { features } = (await reply.json()) as { features: { properties: Hidden }[] };
  const hidden = features
    .map(({ properties }) => properties)
    .find(({ geography_id, suppression }) => geography_id !== null && suppression === "S");
  test.skip(hidden === undefined, "nothing is hidden here");
  await openPlan(page, `#category=${hidden?.category}&by=neighborhood&area=${hidden?.geography_id}`);
  const panel = page.locator(".panel");
  await expect(panel.locator(".lead")).toHaveText(/^Too few families/);
  await expect(panel.getByText("so that nobody can be recognized")).toBeVisible();
  await expect(panel.locator(".numbers")).toHaveCount(0);
  await expect(panel.locator(".anatomy")).toHaveCount(0);
  await picture(page, "hidden-area");
});

test("files that staff take from the panel and the table are asked for with their token", async ({ page }) => {
  const token = "a-token-of-the-test-only";
  await page.addInitScript((value) => sessionStorage.setItem("commonground-staff-token", value), token);
  const sent: (string | undefined)[] = [];
  await page.route("**/*", async (route) => {
    const headers = { ...route.request().headers() };
    if (route.request().url().includes("f=csv")) sent.push(headers["authorization"]);
    // The server does not know the token; what it says to the public will do here.
    delete headers["authorization"];
    await route.continue({ headers });
  });
  await openPlan(page, "#category=after-school&area=n02");
  for (const name of ["CSV", "All areas of this kind, as CSV"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name, exact: true }).click();
    expect((await download).suggestedFilename()).toBe("gaps-by-neighborhood.csv");
  }
  await page.getByRole("radio", { name: "Table" }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("gaps-by-neighborhood.csv");
  expect(sent).toEqual([token, token, token].map((value) => `Bearer ${value}`));
});
