// What the colors of a page's map mean.

import type { Drawn, MapFacts } from "./features.ts";

/** The legend's parts, for below the map. */
export function legendOf(drawn: Drawn, colors: readonly string[], facts: MapFacts): HTMLElement[] {
  const title = element("p", "legend-title", facts.legend);
  const list = element("ul", "classes", "");
  if (facts.color === null) {
    const n = drawn.features.features.length.toLocaleString(document.documentElement.lang);
    list.append(entry(swatch(colors[0]), facts.features, n));
    return [list];
  }
  drawn.counts.forEach((count, index) => {
    if (count > 0) list.append(entry(swatch(colors[index]), range(drawn, index, facts.color), `${count}`));
  });
  if (drawn.n_hidden > 0) {
    const hatched = element("span", "swatch swatch-hidden", "");
    list.append(entry(hatched, facts.hidden, `${drawn.n_hidden}`));
  }
  return [title, list];
}

/** The bounds of a class. Percents are whole, so a class ends one below the next break. */
function range({ breaks, features }: Drawn, index: number, color: string | null): string {
  const [from, next] = [breaks[index - 1], breaks[index]];
  if (from === undefined && next === undefined) {
    const values = features.features.map(({ properties }) => properties?.[color ?? ""] as unknown);
    const only = values.find((value) => typeof value === "number");
    return only === undefined ? "" : `${Math.round(only * 100)} %`;
  }
  if (from === undefined) return `< ${next} %`;
  if (next === undefined) return `≥ ${from} %`;
  return next - 1 === from ? `${from} %` : `${from}–${next - 1} %`;
}

function entry(mark: HTMLElement, words: string, count: string): HTMLElement {
  const item = element("li", "", "");
  item.append(mark, element("span", "", words), element("span", "class-count", count));
  return item;
}

function swatch(color: string | undefined): HTMLElement {
  const mark = element("span", "swatch", "");
  mark.style.background = color ?? "transparent";
  return mark;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}
