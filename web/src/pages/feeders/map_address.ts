// From a school in the feeder patterns to the map.

import type { Language } from "../../lib/text.ts";
import { hashFromRoute } from "../../shell/route.ts";

export function mapAddress(schoolId: string, at: { category: string; wave: string | null; language: Language }): string {
  const parameters = new URLSearchParams({ category: at.category, by: "school", area: schoolId });
  if (at.wave !== null) parameters.set("wave", at.wave);
  return hashFromRoute({ page: "map", parameters, language: at.language });
}
