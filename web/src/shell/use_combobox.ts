// The state of a field with a list of hits below it, and what its keys do, as the ARIA Authoring Practices describe a combobox.

import { useState } from "preact/hooks";

export interface Combobox {
  query: string;
  isOpen: boolean;
  /** The place of the hit that Enter picks. */
  active: number;
  setActive: (index: number) => void;
  onInput: (text: string) => void;
  /** `pick` is given nothing where there is no hit. */
  onKey: <T>(event: KeyboardEvent, hits: readonly T[], pick: (hit: T | undefined) => void) => void;
  /** Closes the list, with this text in the field. */
  close: (query: string) => void;
}

export function useCombobox(): Combobox {
  const [query, setQuery] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const close = (text: string): void => {
    setQuery(text);
    setIsOpen(false);
  };
  return {
    query,
    isOpen,
    active,
    setActive,
    close,
    onInput: (text) => {
      setQuery(text);
      setActive(0);
      setIsOpen(text.trim() !== "");
    },
    onKey: (event, hits, pick) => {
      const n = Math.max(1, hits.length);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) setActive((active + (event.key === "ArrowDown" ? 1 : n - 1)) % n);
        else setIsOpen(query !== "");
      } else if (event.key === "Enter") {
        event.preventDefault();
        pick(hits[active]);
      } else if (event.key === "Escape" && (isOpen || query !== "")) {
        event.preventDefault();
        event.stopPropagation();
        close(isOpen ? query : "");
      }
    },
  };
}
