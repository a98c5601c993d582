// A site of a scenario in words.

import type { Category, Feature, Gap, Heading, Position } from "../../../api/types.ts";
import { formatCost, formatCount, formatLanguages, formatList } from "../../../lib/format.ts";
import { formatHours } from "../../../lib/hours.ts";
import { idOf, type Change, type Scenario, type SiteFields } from "../../../lib/scenario.ts";
import { areaOf } from "../../../lib/scenario_place.ts";
import { areaName, whereIs } from "../../../lib/sentence.ts";
import { nameIn } from "../../../lib/text.ts";
import type { Words } from "../../../shell/words.ts";
import type { Partners } from "./use_partners.ts";

/** What the site is called: by whoever made the scenario, by the directory, or by its number among the new ones. */
export function siteName(words: Words, scenario: Scenario, change: Change, partners: Partners | null): string {
  const id = idOf(change);
  const known = scenario.names[id] ?? partners?.byId.get(id)?.name;
  if (known !== undefined) return known;
  if (change.op !== "add") return id;
  const added = scenario.changes.filter(({ op }) => op === "add");
  return words.say("whatif.new.name", { n: formatCount(words.language, added.indexOf(change) + 1) });
}

/** "in Millrace", "near Lincoln High". */
export function whereOf(words: Words, features: readonly Feature<Gap>[], at: Position): string {
  const found = areaOf(features, at);
  if (found === null) return words.say("whatif.where.unknown");
  return found.isInside ? whereIs(words.language, found.gap) : words.say("whatif.where.near", { name: areaName(words.language, found.gap) });
}

export function categoriesOf(headings: readonly Heading[]): Category[] {
  return headings.flatMap(({ categories }) => categories);
}

/** One line for each field, for those that are given. */
export function fieldLines(words: Words, headings: readonly Heading[], fields: Partial<SiteFields>): string[] {
  return (Object.keys(fields) as (keyof SiteFields)[]).flatMap((field) => fieldLine(words, headings, fields, field));
}

/** A field as it stands in the list; nothing for a place, which the map shows. */
export function fieldLine(words: Words, headings: readonly Heading[], fields: Partial<SiteFields>, field: keyof SiteFields): string[] {
  const { language } = words;
  const unstated = words.say("whatif.unstated");
  const line = (value: string | null): string[] => [words.say("whatif.line", { field: words.say(`whatif.field.${field}`), value: value ?? unstated })];
  const number = (n: number | null | undefined): string | null => (n === null || n === undefined ? null : formatCount(language, n));
  switch (field) {
    case "position":
      return [];
    case "categories":
      return line(namesOf(words, headings, fields.categories ?? []));
    case "languages":
      return line(fields.languages?.length ? formatLanguages(language, fields.languages) : null);
    case "hours":
      return line(fields.hours ? formatHours(language, fields.hours).join("; ") : null);
    case "cost":
      return line(fields.cost === null || fields.cost === undefined ? null : formatCost(language, fields.cost));
    case "capacity":
    case "min_age":
    case "max_age":
      return line(number(fields[field]));
    case "accessibility":
      return line(fields.accessibility?.length ? formatList(language, fields.accessibility.map((token) => arrangementName(words, token))) : null);
  }
}

/** Words that directories use often have a translation; others stand as they are. */
const ARRANGEMENTS = ["wheelchair", "ramp", "elevator", "parking", "sign-language", "large-print", "hearing-loop", "none"] as const;

export function arrangementName(words: Words, token: string): string {
  const known = ARRANGEMENTS.find((one) => one === token);
  return known === undefined ? token : words.say(`whatif.accessibility.${known}`);
}

export function namesOf(words: Words, headings: readonly Heading[], ids: readonly string[]): string | null {
  const all = categoriesOf(headings);
  const names = ids.map((id) => {
    const found = all.find((category) => category.id === id);
    return found === undefined ? id : nameIn(words.language, found.name);
  });
  return names.length === 0 ? null : formatList(words.language, names);
}
