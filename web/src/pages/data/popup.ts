// What a popup says: the name, a few figures, and the way to everything else.

import type { Feature } from "geojson";
import type { MapFacts } from "./features.ts";

/** The popup of a feature; `items` is the address of its collection's items. */
export function popupOf(feature: Feature, facts: MapFacts, items: string): HTMLElement {
  const properties = feature.properties ?? {};
  const box = document.createElement("div");
  box.className = "popup";
  const title = document.createElement("strong");
  title.textContent = textOf(properties["name"], facts) ?? String(feature.id);
  const list = document.createElement("dl");
  for (const { name, title: words, unit } of facts.popup) {
    if (!(name in properties)) continue;
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = words;
    const text = textOf(properties[name], facts);
    value.textContent = text === null ? "–" : unit === "" ? text : `${text} ${unit}`;
    list.append(term, value);
  }
  const link = document.createElement("a");
  link.href = `${items}/${encodeURIComponent(String(feature.id))}?f=html`;
  link.textContent = facts.more;
  box.append(title, list, link);
  return box;
}

function textOf(value: unknown, facts: MapFacts): string | null {
  if (typeof value === "number") return value.toLocaleString(document.documentElement.lang);
  if (typeof value === "string") return facts.categories[value] ?? value;
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) {
    return value.length === 0 ? null : value.map((part) => facts.categories[part] ?? part).join(", ");
  }
  return null;
}
