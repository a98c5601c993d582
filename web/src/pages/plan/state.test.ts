import { expect, test } from "vitest";
import type { District, Heading } from "../../api/types.ts";
import { choose, parametersFromView, settle, viewFromParameters } from "./state.ts";

const district: District = {
  name: "Riverbend",
  bbox: [0, 0, 1, 1],
  simulated: true,
  access: "public",
  waves: ["2025-fall", "2026-fall"],
  levels: ["elementary", "high"],
  basemap: null,
};
const headings: Heading[] = [
  { id: "basic-needs", name: { en: "", es: "" }, categories: [{ id: "food", name: { en: "Food", es: "Alimentos" } }] },
];

const read = (query: string) => viewFromParameters(new URLSearchParams(query));

test("a view survives the way through the address", () => {
  const view = read("category=food&by=attendance-zone&level=high&area=z1&show=table&places=assets");
  expect(viewFromParameters(parametersFromView(view))).toEqual(view);
});

test("an empty address is the view that a reader sees first", () => {
  const view = settle(read(""), district, headings);
  expect(view).toMatchObject({ category: "all", geography: "neighborhood", wave: "2026-fall", show: "map" });
});

test("an address that names what the district does not have is settled", () => {
  const view = settle(read("category=yachts&wave=1999&level=middle&by=moon"), district, headings);
  expect(view).toMatchObject({ category: "all", wave: "2026-fall", level: "elementary", geography: "neighborhood" });
});

test("ids with any letters survive the address", () => {
  const view = { ...read(""), area: "a&b=c #/ñ" };
  expect(viewFromParameters(parametersFromView(view)).area).toBe("a&b=c #/ñ");
});

test("other areas let go of the selected one; another category keeps it", () => {
  const view = { ...read(""), area: "n1" };
  expect(choose(view, { geography: "school" }).area).toBeNull();
  expect(choose(view, { category: "food" }).area).toBe("n1");
});
