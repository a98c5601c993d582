// Search for a school, an area or a partner: a combobox with a list.

import { useEffect, useRef, useState } from "preact/hooks";
import { hitsFor, type Entry } from "../../lib/search.ts";
import { useCombobox } from "../../shell/use_combobox.ts";
import { useWords } from "../../shell/words.ts";
import { useSearchable, type SearchTarget } from "./search_entries.ts";
import "./search.css";

interface SearchProps {
  onFound: (target: SearchTarget) => void;
}

export function Search({ onFound }: SearchProps) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isWanted, setIsWanted] = useState(false);
  const { query, isOpen, active, setActive, onInput, onKey, close } = useCombobox();
  const { entries, isLoading, failed } = useSearchable(isWanted, query.trim() !== "");
  const hits = isOpen ? hitsFor(query, entries) : [];
  useShortcut(input);
  const pick = (hit: Entry<SearchTarget> | undefined): void => {
    if (hit === undefined) return;
    close(hit.name);
    onFound(hit.target);
  };
  return (
    <search class="search" data-covers>
      <label class="for-ears" for="search-input">
        {words.say("search.label")}
      </label>
      <svg class="search-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 14 14" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
      </svg>
      <input
        id="search-input"
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        placeholder={words.say("search.short")}
        aria-expanded={isOpen}
        aria-controls="search-list"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && hits[active] !== undefined ? `search-hit-${active}` : undefined}
        value={query}
        onFocus={() => setIsWanted(true)}
        onBlur={() => close(query)}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => onKey(event, hits, pick)}
      />
      <kbd class="search-key" aria-hidden="true">
        /
      </kbd>
      <ul id="search-list" class="search-list" role="listbox" aria-label={words.say("search.label")} hidden={!isOpen || hits.length === 0}>
        {hits.map((hit, index) => (
          <li
            key={`${hit.target.kind} ${hit.target.id}`}
            id={`search-hit-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(index)}
            onClick={() => pick(hit)}
          >
            <span class="search-name">{hit.name}</span>
            <span class="search-about">{hit.about}</span>
          </li>
        ))}
      </ul>
      <SearchStatus isOpen={isOpen} n_hits={hits.length} isLoading={isLoading} failed={failed} />
    </search>
  );
}

interface SearchStatusProps {
  isOpen: boolean;
  n_hits: number;
  isLoading: boolean;
  failed: readonly { retry: () => void }[];
}

/** Says how many there are; for the eye only where there is no list. */
function SearchStatus({ isOpen, n_hits, isLoading, failed }: SearchStatusProps) {
  const words = useWords();
  const text = !isOpen
    ? ""
    : n_hits > 0
      ? words.count("search.hits", n_hits)
      : words.say(isLoading ? "search.loading" : "search.none");
  return (
    <>
      <p class={isOpen && n_hits === 0 ? "search-note" : "for-ears"} role="status">
        {text}
      </p>
      {isOpen && failed.length > 0 && (
        <p class="search-note" role="alert">
          {words.say("search.failed")}{" "}
          <button type="button" onPointerDown={(event) => event.preventDefault()} onClick={() => failed.forEach(({ retry }) => retry())}>
            {words.say("error.retry")}
          </button>
        </p>
      )}
    </>
  );
}

/** "/" leads to the search, except where it is a letter of a text. */
function useShortcut(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const at = event.target;
      const isText = at instanceof HTMLElement && at.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isText || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
