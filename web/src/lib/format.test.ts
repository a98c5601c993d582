import { expect, test } from "vitest";
import {
  formatCost,
  formatCount,
  formatDate,
  formatDistance,
  formatKind,
  formatLanguages,
  formatShare,
  formatWave,
} from "./format.ts";
import { formatHours } from "./hours.ts";

test("numbers and shares are whole", () => {
  expect(formatCount("en", 1240)).toBe("1,240");
  expect(formatShare("en", 0.625)).toBe("63%");
});

test("short ways are in feet, longer ones in miles", () => {
  expect(formatDistance("en", 100)).toBe("350 ft");
  expect(formatDistance("en", 1931)).toBe("1.2 mi");
});

test("a cost of nothing is free, and cents show only where there are some", () => {
  expect(formatCost("en", 0)).toBe("Free");
  expect(formatCost("es", 0)).toBe("Gratis");
  expect(formatCost("en", 12)).toBe("$12");
  expect(formatCost("en", 12.5)).toBe("$12.50");
});

test("languages are named in the reader's language, and unknown tags stay", () => {
  expect(formatLanguages("en", ["en", "es"])).toBe("English and Spanish");
  expect(formatLanguages("es", ["en", "vi"])).toBe("inglés y vietnamita");
  expect(formatLanguages("en", ["not a tag"])).toBe("not a tag");
});

test("waves named for a season read as one, others stay", () => {
  expect(formatWave("en", "2026-fall")).toBe("Fall 2026");
  expect(formatWave("es", "2026-fall")).toBe("otoño de 2026");
  expect(formatWave("en", "pilot")).toBe("pilot");
});

test("kinds that we do not know keep the source's word", () => {
  expect(formatKind("es", "library")).toBe("Biblioteca");
  expect(formatKind("en", "bowling alley")).toBe("Bowling alley");
});

test("hours are read by day, and days with the same hours are joined", () => {
  const plain = (lines: string[]): string[] => lines.map((line) => line.replaceAll("\u202f", " "));
  expect(plain(formatHours("en", "mon 15:00-18:00;tue 15:00-18:00;wed 15:00-18:00;sat 09:30-12:00"))).toEqual([
    "Mon–Wed 3:00 PM–6:00 PM",
    "Sat 9:30 AM–12:00 PM",
  ]);
  expect(plain(formatHours("en", "tue 15:30-17:30;thu 15:30-17:30;fri 09:00-12:00"))).toEqual(["Tue, Thu 3:30 PM–5:30 PM", "Fri 9:00 AM–12:00 PM"]);
  expect(plain(formatHours("en", "fri-sun 08:00-24:00"))).toEqual(["Fri–Sun 8:00 AM–12:00 AM"]);
});

test("hours in the source's own words stay as they are", () => {
  expect(formatHours("en", "Call for hours")).toEqual(["Call for hours"]);
});

test("a day is the day that was written, in any time zone", () => {
  expect(formatDate("en", "2026-04-06")).toBe("Apr 6, 2026");
  expect(formatDate("es", "2026-04-06")).toBe("6 abr 2026");
  expect(formatDate("en", "spring")).toBe("spring");
});
