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
  basemaps: { light: null, dark: null },
  snapshot: 1,
};
const headings: Heading[] = [
  { id: "basic-needs", name: { en: "", es: "" }, categories: [{ id: "food", name: { en: "Food", es: "Alimentos" } }] },
];

const read = (query: string) => viewFromParameters(new URLSearchParams(query));

test("a view survives the way through the address", () => {
  const view = read("category=food&by=attendance-zone&level=high&area=z1&with=z2&place=partner:a:b&before=2025-fall&classes=jenks&n=7&measure=reach&at=12.50,38.9,-77.04&show=table&places=assets,feeders");
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

test("what cannot be compared is not", () => {
  expect(settle(read("wave=2026-fall&before=2026-fall"), district, headings).before).toBeNull();
  expect(settle(read("before=2025-fall"), district, headings).before).toBe("2025-fall");
  expect(read("with=n2").with).toBeNull();
  const view = { ...read("area=n1&with=n2") };
  expect(choose(view, { area: null }).with).toBeNull();
  expect(choose(view, { area: "n3" }).with).toBe("n2");
  expect(choose(view, { geography: "school" })).toMatchObject({ area: null, with: null });
});

test("a number of classes, or a place, that cannot be is as a reader sees it first", () => {
  expect(["2", "8", "x"].map((n) => read(`n=${n}`).n_classes)).toEqual([5, 5, 5]);
  expect(read("place=yacht:1").place).toBeNull();
  for (const at of ["", "9,91,0", "x,1,2", "9,1"]) expect(read(`at=${at}`).camera).toBeNull();
});
