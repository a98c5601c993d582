// A labeled field with a list of hits below it.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { hitsFor, type Entry } from "../../../lib/search.ts";
import { useCombobox } from "../../../shell/use_combobox.ts";
import { useWords } from "../../../shell/words.ts";

interface ComboboxProps<T> {
  label: string;
  hint?: string;
  entries: readonly Entry<T>[];
  isLoading?: boolean;
  onPick: (entry: Entry<T>) => void;
  onFocus?: () => void;
  /** What Enter does with a text that no entry is chosen for. */
  onText?: (text: string) => void;
  problem?: string | null;
  children?: ComponentChildren;
}

export function Combobox<T>({ label, hint, entries, isLoading = false, onPick, onFocus, onText, problem = null, children }: ComboboxProps<T>) {
  const words = useWords();
  const id = useId();
  const { query, isOpen, active, setActive, onInput, onKey, close } = useCombobox();
  const hits = isOpen ? hitsFor(query, entries, 7) : [];
  const isShown = isOpen && hits.length > 0;
  const pick = (hit: Entry<T> | undefined): void => {
    if (hit !== undefined) {
      close("");
      onPick(hit);
    } else if (query.trim() !== "") onText?.(query);
  };
  const note = !isOpen ? "" : hits.length > 0 ? words.count("search.hits", hits.length) : words.say(isLoading ? "search.loading" : "search.none");
  return (
    <div class="whatif-combobox">
      <label class="field-label" for={`${id}-input`}>
        {label}
      </label>
      <input
        id={`${id}-input`}
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-${active}` : undefined}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        value={query}
        onFocus={onFocus}
        onBlur={() => close(query)}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => onKey(event, hits, pick)}
      />
      {children}
      <p id={`${id}-hint`} class={problem === null ? "whatif-hint" : "whatif-problem"}>
        {problem ?? hint ?? ""}
      </p>
      <ul id={`${id}-list`} class="whatif-hits" role="listbox" aria-label={label} hidden={!isShown}>
        {hits.map((hit, index) => (
          <li
            key={`${hit.name} ${hit.about} ${index}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(index)}
            onClick={() => pick(hit)}
          >
            <span class="search-name">{hit.name}</span>
            {hit.about !== "" && <span class="search-about">{hit.about}</span>}
          </li>
        ))}
      </ul>
      <p class={isOpen && hits.length === 0 && onText === undefined ? "whatif-hint" : "for-ears"} role="status">
        {note}
      </p>
    </div>
  );
}
