// What every page is given, and where its code is.

import type { ComponentType } from "preact";
import type { District, Heading } from "../api/types.ts";
import { withLaterWords } from "../lib/text.ts";
import type { PageName, Route } from "./route.ts";

export interface PageProps {
  district: District;
  headings: readonly Heading[];
  /** What the page keeps in the address. */
  parameters: URLSearchParams;
  /** Changes it. */
  onParameters: (parameters: URLSearchParams) => void;
  /** Where the reader is, for links to other pages. */
  route: Route;
}

/** Each page comes in a file of its own, so that the map does not wait for the others. */
export const PAGE_CODE: Record<PageName, () => Promise<ComponentType<PageProps>>> = {
  map: async () => (await import("../pages/plan/view.tsx")).PlanPage,
  feeders: async () => (await withLaterWords(import("../pages/feeders/view.tsx"))).FeedersPage,
  analyze: async () => (await withLaterWords(import("../pages/analyze/view.tsx"))).AnalyzePage,
  data: async () => (await withLaterWords(import("../pages/loaded/view.tsx"))).LoadedPage,
  report: async () => (await withLaterWords(import("../pages/report/view.tsx"))).ReportPage,
};
