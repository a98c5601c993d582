// The scenario in the address: a link shows it to somebody else, and a link that is opened is one step that can be undone.

import { useEffect, useRef, useState } from "preact/hooks";
import { linkOf, scenarioFromLink } from "../../../lib/scenario_link.ts";
import type { Editor } from "./use_editor.ts";

export interface LinkProps {
  /** As the address has it. */
  link: string | null;
  onLink: (link: string | null) => void;
}

/** Why the address' scenario cannot be read; null when there is none, or it can. */
export function useLink({ scenario, put }: Editor, { link, onLink }: LinkProps): string | null {
  const [problem, setProblem] = useState<string | null>(null);
  const seen = useRef<string | null | undefined>(undefined);
  const own = linkOf(scenario);
  useEffect(() => {
    const isNews = link !== seen.current;
    seen.current = link;
    if (isNews && link !== null && link !== own) {
      try {
        const opened = scenarioFromLink(link);
        setProblem(null);
        put(() => opened);
        return;
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      }
    }
    if (own === link) return;
    seen.current = own;
    onLink(own);
  }, [link, own]);
  return problem;
}
