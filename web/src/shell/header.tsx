// The head of every page: whose map this is, its pages, the way in for staff, the language.

import { useState } from "preact/hooks";
import type { District } from "../api/types.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../lib/text.ts";
import { hashOfPage, PAGES, type Route } from "./route.ts";
import { StaffDoor } from "./staff_door.tsx";
import { useWords } from "./words.ts";

interface HeaderProps {
  route: Route;
  /** Null while it is not loaded. */
  district: District | null;
  onLanguage: (language: Language) => void;
  onSkip: () => void;
}

export function Header({ route, district, onLanguage, onSkip }: HeaderProps) {
  const words = useWords();
  // Seen on small screens only: where there is room, what the menu holds is always in sight.
  const [isOpen, setIsOpen] = useState(false);
  const skip = (event: Event): void => {
    // The address after `#` holds the view, so the link must not change it.
    event.preventDefault();
    onSkip();
  };
  return (
    <header class="header">
      <a class="skip" href="#results" onClick={skip}>
        {words.say("page.skip")}
      </a>
      <div class="header-row" data-open={isOpen}>
        <img class="mark" src="./icon.svg" alt="" width={32} height={32} />
        <h1>
          <span class="brand">{words.say("page.brand")}</span>
          <span class="district">{district?.name ?? ""}</span>
        </h1>
        <nav class="pages" aria-label={words.say("page.pages")}>
          {PAGES.map((page) => (
            <a key={page} href={hashOfPage(page, route)} aria-current={page === route.page ? "page" : undefined}>
              {words.say(`nav.${page}`)}
            </a>
          ))}
        </nav>
        <button
          type="button"
          class="menu-button"
          aria-expanded={isOpen}
          aria-controls="menu"
          onClick={() => setIsOpen(!isOpen)}
        >
          <svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
            <path d="M1 1.5h16M1 7h16M1 12.5h16" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
          </svg>
          <span>{words.say("page.menu")}</span>
        </button>
        <div class="menu" id="menu" onKeyDown={(event) => event.key === "Escape" && setIsOpen(false)}>
          {district !== null && <StaffDoor access={district.access} />}
          <div class="languages" role="group" aria-label={words.say("page.language")}>
          {LANGUAGES.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === words.language}
              onClick={() => onLanguage(language)}
            >
              {LANGUAGE_NAMES[language]}
            </button>
          ))}
          </div>
        </div>
      </div>
      {district?.simulated === true && (
        <p class="notice">
          <SimulatedMark /> {words.say("notice.simulated")}
        </p>
      )}
    </header>
  );
}

/** Stands beside numbers that no family gave. */
export function SimulatedTag() {
  const words = useWords();
  return (
    <span class="tag">
      <SimulatedMark /> {words.say("notice.simulated.short")}
    </span>
  );
}

function SimulatedMark() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" class="tag-mark">
      <path d="M8 1.5 15 14H1z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
      <path d="M8 6v4M8 11.6v.6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  );
}
