import { expect, test } from "vitest";
import type { Heading } from "../../api/types.ts";
import { parametersFromView, viewFromParameters } from "./state.ts";

const named = { en: "", es: "" };
const headings: Heading[] = [{ id: "h", name: named, categories: [{ id: "food", name: named }] }];

test("a view survives the way through the address", () => {
  const given = new URLSearchParams("category=food&wave=2026-fall&high=s%261&show=table");
  const view = viewFromParameters(given, headings);
  expect(viewFromParameters(parametersFromView(view), headings)).toEqual(view);
});

test("what the district does not have is as a reader sees it first", () => {
  const view = viewFromParameters(new URLSearchParams("category=yachts&show=cake"), headings);
  expect(view).toEqual({ category: "all", wave: null, high: null, show: "diagram" });
});
