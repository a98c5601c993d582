// One value of the reply, as a reader sees it.

import type { Column } from "../../api/query.ts";
import { formatList } from "../../lib/format.ts";
import { LOCALES } from "../../lib/text.ts";
import { useWords } from "../../shell/words.ts";
import { explains, isHidden } from "./address.ts";

interface CellProps {
  /** Of the row. */
  id: string;
  column: Column;
  values: Readonly<Record<string, unknown>>;
}

export function Cell({ id, column, values }: CellProps) {
  const words = useWords();
  const value = values[column.name];
  if (value === null || value === undefined) return <Missing {...{ id, column, values }} />;
  if (typeof value === "number") return <>{new Intl.NumberFormat(LOCALES[words.language], { maximumFractionDigits: 6 }).format(value)}</>;
  if (typeof value === "boolean") return <>{words.say(value ? "analyze.yes" : "analyze.no")}</>;
  if (Array.isArray(value)) {
    const names = value.map(nameOf);
    if (names.length > MANY) return <>{words.say("analyze.cell.more", { items: formatList(words.language, names.slice(0, MANY)), n: String(names.length - MANY) })}</>;
    return <bdi>{formatList(words.language, names)}</bdi>;
  }
  return <bdi>{nameOf(value)}</bdi>;
}

const MANY = 4;

/** The ids of rows for the homes that lie in no area. */
const OF_NO_AREA = /^outside(-[a-z]+)?(:|$)/;

function nameOf(value: unknown): string {
  if (typeof value === "string") return value;
  const name: unknown = typeof value === "object" && value !== null && "name" in value ? value.name : null;
  return typeof name === "string" ? name : JSON.stringify(value);
}

/** A missing number is no 0: it says that it was hidden where the row tells so. */
function Missing({ id, column, values }: CellProps) {
  const words = useWords();
  if (column.name === "name" && OF_NO_AREA.test(id)) return <span class="no-number">{words.say("name.outside")}</span>;
  const isNumber = column.unit !== null;
  const hidden = Object.entries(values).find(([name, value]) => isHidden(name) && value === "S" && explains(name, column.name));
  if (isNumber && hidden !== undefined) return <span class="no-number">{words.say("analyze.cell.hidden")}</span>;
  const canBeHidden = Object.keys(values).some((name) => isHidden(name) && explains(name, column.name));
  if (isNumber && canBeHidden) return <span class="no-number">{words.say("analyze.cell.small")}</span>;
  return (
    <span class="no-number">
      <span aria-hidden="true">–</span>
      <span class="for-ears">{words.say("analyze.cell.none")}</span>
    </span>
  );
}
