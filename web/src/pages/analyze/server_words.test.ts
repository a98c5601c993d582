import { expect, test } from "vitest";
import { columnIn, inLanguage } from "./server_words.ts";

test("a column is named in the reader's language, and keeps the name that filters go by", () => {
  const column = { name: "unmet", title: "Unmet", description: "Families with the need that are not served. Missing when hidden or not computed.", unit: "families" };
  expect(columnIn("es", column)).toEqual({
    name: "unmet",
    title: "Sin cubrir",
    description: "Familias con la necesidad que quedan sin cubrir. Vacío si está oculto o no se calculó.",
    unit: "familias",
  });
  expect(columnIn("en", column)).toEqual(column);
});

test("what we have no words for stays as the server says it", () => {
  expect(inLanguage("es", "Something new. The kind of area.")).toBe("Something new. El tipo de área.");
});
