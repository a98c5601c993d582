import { expect, test } from "vitest";
import { hoursRows, hoursText, isOvernight, problemOf } from "./scenario_hours.ts";

test("rows become the server's text, runs of days joined", () => {
  const rows = [
    { days: [0, 1, 2, 3, 4], opens: "15:00", closes: "18:00" },
    { days: [5], opens: "10:00", closes: "13:00" },
  ];
  expect(hoursText(rows)).toBe("mon-fri 15:00-18:00;sat 10:00-13:00");
  expect(hoursText([{ days: [4, 0, 2, 1], opens: "08:00", closes: "09:00" }])).toBe("mon-wed 08:00-09:00;fri 08:00-09:00");
  expect(hoursText([])).toBeNull();
});

test("a text becomes rows and the same text again", () => {
  const text = "mon-wed 08:00-09:00;fri 08:00-09:00;sat 20:00-02:00";
  const rows = hoursRows(text);
  expect(rows).toEqual([
    { days: [0, 1, 2, 4], opens: "08:00", closes: "09:00" },
    { days: [5], opens: "20:00", closes: "02:00" },
  ]);
  expect(hoursText(rows ?? [])).toBe(text);
  expect(hoursRows("sat-mon 09:00-10:00")?.[0]?.days).toEqual([0, 5, 6]);
  expect(hoursRows("by appointment")).toBeNull();
});

test("past midnight is allowed, the same minute twice is not", () => {
  expect(isOvernight({ days: [5], opens: "20:00", closes: "02:00" })).toBe(true);
  expect(problemOf({ days: [5], opens: "20:00", closes: "02:00" })).toBeNull();
  expect(problemOf({ days: [5], opens: "20:00", closes: "20:00" })).toBe("same");
  expect(problemOf({ days: [], opens: "20:00", closes: "21:00" })).toBe("days");
  expect(problemOf({ days: [0], opens: "", closes: "21:00" })).toBe("times");
});
