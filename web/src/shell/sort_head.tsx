// The head of a column that sorts.

interface SortHeadProps {
  label: string;
  /** Under the label, such as a unit. */
  note?: string | null;
  /** Null when the table is sorted by another column. */
  direction: "ascending" | "descending" | null;
  isNumber?: boolean;
  /** The id of a text that says what the column means. */
  describedBy?: string;
  onSort: () => void;
}

export function SortHead({ label, note = null, direction, isNumber = false, describedBy, onSort }: SortHeadProps) {
  return (
    <th scope="col" class={isNumber ? "is-number" : ""} aria-sort={direction ?? "none"}>
      <button type="button" aria-describedby={describedBy} onClick={onSort}>
        <span>
          {label} {note !== null && <small>{note}</small>}
        </span>
        <svg viewBox="0 0 10 14" width="9" height="13" aria-hidden="true">
          <path d="M5 1l3.5 4.5h-7z" opacity={direction === "ascending" ? 1 : 0.28} />
          <path d="M5 13l3.5-4.5h-7z" opacity={direction === "descending" ? 1 : 0.28} />
        </svg>
      </button>
    </th>
  );
}
