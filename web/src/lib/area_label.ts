// Names short enough to stand on the map. The whole name stands in the list, the table and beside the pointer.

/** Letters of a line on the map. */
const LINE = 15;
const KIND_OF_SCHOOL = /\s+(?:(?:Elementary|Middle|High|Education)\b.*|School|Academy)$/;

/** "Hawthorne, Barnaby Woods, Chevy Chase" is "Hawthorne +2"; "Lincoln High School" is "Lincoln". At most two lines. */
export function shortName(name: string): string[] {
  const [first = "", ...others] = name.split(/\s*[,;]\s*/);
  const short = first.replace(KIND_OF_SCHOOL, "");
  const more = others.length === 0 ? "" : ` +${others.length}`;
  return wrapped(short === "" ? first : short, more);
}

function wrapped(words: string, more: string): string[] {
  if (words.length + more.length <= LINE) return [words + more];
  const spaces = [...words.matchAll(/[\s/-]/g)].map(({ index }) => index);
  const isHyphen = (at: number): boolean => words[at] === "-" || words[at] === "/";
  const parts = spaces.map((at) => [words.slice(0, isHyphen(at) ? at + 1 : at), words.slice(at + 1) + more] as const);
  const longer = ([a, b]: readonly [string, string]): number => Math.max(a.length, b.length);
  const [best] = [...parts].sort((a, b) => longer(a) - longer(b));
  if (best === undefined) return [cut(words, LINE + 3 - more.length) + more];
  const [above, below] = best;
  const room = LINE + 3 - more.length;
  const rest = more === "" ? below : below.slice(0, -more.length);
  return [cut(above, LINE + 3), cut(rest, room) + more];
}

function cut(words: string, n: number): string {
  return words.length <= n ? words : `${words.slice(0, n - 1).trimEnd()}…`;
}
