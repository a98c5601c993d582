import { expect, test } from "vitest";
import { shortName } from "./area_label.ts";

test.each([
  ["Millrace", ["Millrace"]],
  ["Hawthorne, Barnaby Woods, Chevy Chase", ["Hawthorne +2"]],
  ["Lincoln High School", ["Lincoln"]],
  ["Old Town Elementary", ["Old Town"]],
  ["School Without Walls High School", ["School", "Without Walls"]],
  ["Congress Heights, Bellevue, Washington Highlands", ["Congress", "Heights +2"]],
  ["Llanfairpwllgwyngyllgogerychwyrndrobwll", ["Llanfairpwllgwyng…"]],
  ["High School", ["High"]],
])("%s", (name, lines) => expect(shortName(name)).toEqual(lines));

test("no label has more than two lines, or lines of more than 18 letters", () => {
  for (const name of ["a ".repeat(40), "Saint Bartholomew the Apostle of the Northern Prairie, Other", "x".repeat(90)]) {
    const lines = shortName(name.trim());
    expect(lines.length).toBeLessThanOrEqual(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(18);
  }
});
