import { expect, test } from "vitest";
import { dragged, stepped } from "./swipe_position.ts";

test("keys move the divider by small and large steps, and no farther than the map", () => {
  expect(stepped(50, "ArrowLeft")).toBe(45);
  expect(stepped(50, "PageUp")).toBe(70);
  expect(stepped(2, "ArrowDown")).toBe(0);
  expect(stepped(50, "End")).toBe(100);
  expect(stepped(50, "Tab")).toBeNull();
});

test("the divider stands under the pointer", () => {
  expect(dragged(300, { left: 100, width: 400 })).toBe(50);
  expect(dragged(0, { left: 100, width: 400 })).toBe(0);
  expect(dragged(10, { left: 0, width: 0 })).toBe(0);
});
