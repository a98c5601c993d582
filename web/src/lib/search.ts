// Finding places by name: letters without their accents, the closest hits first.

export interface Entry<T> {
  name: string;
  /** Second line of a hit, searched too. */
  about: string;
  target: T;
  /** Of hits that are as close, those of a lower group come first. */
  group: number;
}

const N_HITS = 8;

/** Letters without accents, small. */
export function folded(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** Entries that hold every word of the query: names that start with it first, then words that do, then the rest. */
export function hitsFor<T>(query: string, entries: readonly Entry<T>[], n = N_HITS): Entry<T>[] {
  const wanted = folded(query).split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const whole = wanted.join(" ");
  return entries
    .flatMap((entry) => {
      const rank = rankOf(whole, wanted, folded(entry.name), folded(entry.about));
      return rank === null ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.entry.group - b.entry.group || a.entry.name.length - b.entry.name.length || a.entry.name.localeCompare(b.entry.name))
    .slice(0, n)
    .map(({ entry }) => entry);
}

function rankOf(whole: string, wanted: readonly string[], name: string, about: string): number | null {
  if (name.startsWith(whole)) return 0;
  if (` ${name}`.includes(` ${whole}`)) return 1;
  const starts = (words: string, word: string): boolean => new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(word)}`, "u").test(words);
  if (wanted.every((word) => starts(name, word))) return 2;
  if (wanted.every((word) => name.includes(word))) return 3;
  return wanted.every((word) => name.includes(word) || starts(about, word)) ? 4 : null;
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
