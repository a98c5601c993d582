import { expect, test } from "vitest";
import { at, stepped } from "./ramps.ts";

test.each([[8, 1], [10, 1], [11, 2], [12, 3], [20, 3]])("a size at zoom %d is %d", (zoom, size) => {
  expect(at([[10, 1], [12, 3]], zoom)).toBe(size);
});

test.each([[3, 0.7], [10, 0.9], [99, 0.9], [100, 1]])("the size of a cluster of %d is %d", (n, size) => {
  expect(stepped([0.7, [10, 0.9], [100, 1]], n)).toBe(size);
});
