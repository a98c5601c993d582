// What the measurements share.

import type { Page } from "@playwright/test";

export function median(numbers: readonly number[], part = 0.5): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function tell(what: string, said: string): void {
  process.stdout.write(`${what.padEnd(54)} ${said}\n`);
}

/** Milliseconds from the start of the navigation until the areas have their colors. */
export async function firstMap(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => performance.getEntriesByName("first-map")[0]?.startTime, null, { polling: 50 });
  return Number(await found.jsonValue());
}
