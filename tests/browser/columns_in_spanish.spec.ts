// The server names collections and columns in English; the analyst's page has Spanish words for each of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, expect, picture, test } from "./harness.ts";

const WORDS = join(import.meta.dirname, "../../web/src/text/server_es.json");

interface Named {
  title?: string;
  description?: string;
  format?: string;
  "x-ogc-unit"?: string;
}

test("every column, unit and meaning that the server names has Spanish words", async ({ request }) => {
  const known = new Set(Object.keys(JSON.parse(readFileSync(WORDS, "utf8")) as Record<string, string>));
  const { collections } = (await (await request.get("/collections?f=json")).json()) as { collections: { id: string; description: string }[] };
  const said = new Set(collections.map(({ description }) => description));
  for (const { id } of collections) {
    const { properties } = (await (await request.get(`/collections/${id}/schema`)).json()) as { properties: Record<string, Named> };
    for (const { title = "", description = "", format = "", "x-ogc-unit": unit = "" } of Object.values(properties)) {
      if (!format.startsWith("geometry")) for (const words of [title, description, unit]) said.add(words);
    }
  }
  const sentences = [...said].flatMap((words) => words.split(/(?<=\.) (?=\p{Lu})/u)).filter((words) => words !== "");
  expect(sentences.length).toBeGreaterThan(60);
  expect(sentences.filter((words) => !known.has(words))).toEqual([]);
});

test("a Spanish analyst reads no English head", async ({ page }) => {
  await page.goto("/#/analyze?lang=es");
  const table = page.locator("table.result");
  await expect(table.locator("tbody tr").first()).toBeVisible();
  await expect(table.locator("thead")).toContainText("Sin cubrir (familias)");
  await page.getByText("Qué significan las columnas").click();
  await expect(page.locator(".reference")).toContainText("Familias con la necesidad que quedan sin cubrir.");
  await picture(page, "analyze-spanish-1280-light");
  await accessible(page);
});
