import { expect, test } from "vitest";
import { hashFromRoute, hashOfPage, routeFromHash } from "./route.ts";

test("an address without a page is the map", () => {
  const route = routeFromHash("#category=food&lang=es");
  expect(route.page).toBe("map");
  expect(route.language).toBe("es");
  expect([...route.parameters]).toEqual([["category", "food"]]);
  expect(hashFromRoute(route)).toBe("#category=food&lang=es");
});

test("a page and what it keeps survive the way through the address", () => {
  const hash = "#/feeders?category=food&school=a,b&lang=en";
  expect(routeFromHash(hash).page).toBe("feeders");
  expect(hashFromRoute(routeFromHash(hash))).toBe(hash);
  expect(hashFromRoute(routeFromHash("#/data"))).toBe("#/data");
});

test("a page that does not exist is the map", () => {
  expect(routeFromHash("#/nowhere?category=food").page).toBe("map");
});

test("another page shows the same need and survey and nothing else of this one", () => {
  const from = routeFromHash("#category=food&wave=2026-fall&area=n1&lang=es");
  expect(hashOfPage("feeders", from)).toBe("#/feeders?category=food&wave=2026-fall&lang=es");
});
