import type { Column } from "../../api/query.ts";
import { useWords } from "../../shell/words.ts";

/** What every column of the layer means. */
export function ColumnReference({ columns, title }: { columns: readonly Column[]; title: string }) {
  const words = useWords();
  return (
    <details class="columns reference">
      <summary>{title}</summary>
      <dl>
        {columns.map(({ name, title: shown, description, unit, values }) => (
          <div key={name}>
            <dt>
              {shown} <code>{name}</code> {unit !== null && <span class="quiet">[{unit}]</span>}
            </dt>
            <dd lang="en">
              {description} {values.length > 0 && words.say("analyze.values", { values: values.join(", ") })}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
